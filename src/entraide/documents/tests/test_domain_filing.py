"""From tree to rows, and corrections at one place: no database."""

from __future__ import annotations

from itertools import count

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from entraide.documents.domain import codec, filing
from entraide.documents.domain import tree as t
from entraide.documents.domain.correcting import correct, editable, places, runs_from, values_at
from entraide.documents.domain.original import words_of
from entraide.kernel.problems import Refused

from .papers import FILE, paper

LABELS = "abcdefghij"


def points(depth: int) -> st.SearchStrategy[tuple[t.Point, ...]]:
    deeper = points(depth - 1) if depth else st.just(())
    labelled = st.lists(st.tuples(st.text("xyz ", max_size=5), deeper), max_size=3)
    return labelled.map(
        lambda found: tuple(
            t.Point(LABELS[turn], (t.Run(text),) if text else (), inner) for turn, (text, inner) in enumerate(found)
        )
    )


@st.composite
def trees(draw: st.DrawFn) -> t.Tree:
    number = count(1)
    chapters = []
    for turn in range(draw(st.integers(1, 3))):
        blocks = tuple(
            t.Paragraph(str(next(number)), (t.Run("text"),), draw(points(2))) for _ in range(draw(st.integers(1, 3)))
        )
        chapters.append(t.Section("IVX"[turn], "Heading", 1, blocks[:1], (t.Section("A", "Below", 2, blocks[1:]),)))
    return t.Tree("en", sections=tuple(chapters))


def planned(tree):
    number = count(1)
    return filing.plan(tree, lambda: f"g{next(number)}")


@given(trees())
def test_every_piece_gets_one_row_under_its_parent_in_reading_order(tree):
    rows = planned(tree)
    assert filing.obstacles(tree) == ()
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    place_of = {row.guid: row.piece.place for row in rows}
    assert len(place_of) == len(rows)
    for row in rows:
        number, path = row.piece.place
        assert (place_of[row.parent] if row.parent else None) == ((number, path[:-1]) if path else None)
    assert {row.piece.chapter for row in rows} == {section.number for section in tree.sections}


@given(trees())
def test_identities_put_in_can_be_read_back_and_nothing_else_changes(tree):
    guids = {row.piece.place: row.guid for row in planned(tree)}
    filed = filing.with_guids(tree, guids)
    assert filing.guids_of(filed) == guids
    assert filing.with_guids(filed, {}) == tree
    assert filing.differences(tree, filed) == ()


@given(trees(), trees())
def test_differences_are_told_both_ways(one, other):
    there, back = filing.differences(one, other), filing.differences(other, one)
    assert sorted(word[2:] for word in there) == sorted(word[2:] for word in back)
    assert bool(there) == ({p.place for p in filing.pieces(one)} != {p.place for p in filing.pieces(other)})


@given(trees())
def test_every_place_says_what_stands_there_and_saying_it_again_changes_nothing(tree):
    for piece in places(tree):
        assert values_at(tree, piece.place) == piece.values
        assert correct(tree, piece.place, piece.values) == tree


def test_languages_match_by_number_and_order_not_by_letter():
    assert filing.differences(paper("en"), paper("ar")) == ()
    assert filing.differences(paper("en"), paper("ar", points=2)) == ("− 2 (c)",)
    assert filing.differences(paper("ar", points=2), paper("en")) == ("+ 2 (c)",)


@pytest.mark.parametrize(
    ("printed", "bare"), [("23", "23"), ("٢٣", "23"), ("２３", "23"), (" 4 bis", "4 bis"), ("", "")]
)
def test_numbers_are_bare(printed, bare):
    assert filing.bare_number(printed) == bare


@pytest.mark.parametrize(
    ("number", "point", "label"), [("23", "", "23"), ("23", "c", "23 (c)"), ("24", "a.i", "24 (a) (i)")]
)
def test_labels(number, point, label):
    assert filing.shown_label(number, point) == label


def with_paragraphs(*numbers: str) -> t.Tree:
    return t.Tree(
        "en", sections=(t.Section("I", "X", 1, tuple(t.Paragraph(number, (t.Run("x"),)) for number in numbers)),)
    )


@pytest.mark.parametrize(
    ("tree", "codes"),
    [
        (t.Tree("en"), ["DOC-309"]),
        (with_paragraphs(""), ["DOC-309"]),
        (with_paragraphs("1", "2", "2"), ["DOC-305"]),
        (with_paragraphs("1", "1234567890123"), ["DOC-312"]),
        (with_paragraphs("1", ""), []),
    ],
)
def test_obstacles(tree, codes):
    assert [problem.code for problem in filing.obstacles(tree)] == codes


@pytest.mark.parametrize(
    ("place", "values", "found"),
    [
        ("section-1", {"heading": "Advice"}, lambda tree: tree.sections[1].heading == "Advice"),
        ("para-1", {"number": "7"}, lambda tree: tree.paragraph("7").points),
        ("para-1-2", {"number": "d", "text": "new[^4]"}, lambda tree: tree.paragraph("2").points[2].runs[0].note == "4"),
        ("speaker-1", {"name": "Türkiye"}, lambda tree: tree.speakers[1] == t.Speaker("Türkiye", "TUR")),
        ("speaker-2", {"name": ""}, lambda tree: len(tree.speakers) == 2),
        ("speaker-new", {"name": "Peru", "code": "PER"}, lambda tree: tree.speakers[-1].code == "PER"),
        ("row-0-1", {"agenda_items": "6"}, lambda tree: tree.annexes[0].documents[1].agenda_items == ("6",)),
        ("row-0-0", {"symbols": " "}, lambda tree: len(tree.annexes[0].documents) == 2),
        ("row-0-new", {"symbols": "A/1; B/2"}, lambda tree: tree.annexes[0].documents[3].symbols == ("A/1", "B/2")),
        ("head", {"symbols": "X/1", "title": " T "}, lambda tree: (tree.masthead.symbols, tree.masthead.title) == (("X/1",), "T")),
    ],
)  # fmt: skip
def test_one_place_is_corrected(place, values, found):
    assert found(correct(paper(), place, values))


@pytest.mark.parametrize(
    "place", ["para-9", "para-x", "row-7-new", "row-x-new", "section-", "nothing", "problem-0", ""]
)
def test_a_place_that_is_not_there_is_refused(place):
    with pytest.raises(Refused) as caught:
        correct(paper(), place, {})
    assert caught.value.problems[0].code == "DOC-307"


def test_a_number_cannot_be_lost():
    with pytest.raises(Refused) as caught:
        correct(paper(), "para-0", {"number": " "})
    assert caught.value.problems[0].code == "DOC-313"


def test_calls_of_notes_survive_editing_and_emphasis_survives_when_nothing_changed():
    runs = (t.Run("In ", note=""), t.Run("resolution 6/4", emphasis="italic", note="1"), t.Run(" it asked."))
    assert editable(runs) == "In resolution 6/4[^1] it asked."
    assert runs_from(editable(runs), runs) == runs
    assert [run.note for run in runs_from("In resolution 6/4[^1], it asked.[^2]", runs)] == ["1", "2"]
    assert runs_from("") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text):
    assert evolve(t.Note("1", runs_from(text)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (FILE.encode(), "Keep a register"),
        (b"<akn><p>One</p><p>Two</p></akn>", "One\nTwo"),
        (b"PK\x03\x04broken", ""),
        (b"%PDF-broken", ""),
        (b"<broken", ""),
        (b"\xff\x00\x01", ""),
    ],
)
def test_the_words_of_the_original(data, words):
    assert (words in words_of(data)) if words else words_of(data) == ""


def numbered(*numbers):
    paragraphs = [
        {"number": number, "text": f"text {number}", "points": [{"number": one, "text": one} for one in points]}
        for number, *points in numbers
    ]
    return codec.from_json({"language": "en", "sections": [{"heading": "", "paragraphs": paragraphs}]})


def test_numbers_that_begin_again_are_text_without_an_identity():
    tree = numbered(("1", "a", "b", "a"), ("2",), ("1", "a"), ("3",))
    assert [(piece.number, piece.point) for piece in filing.series(tree)] == [
        ("1", ""), ("1", "a"), ("1", "b"), ("2", ""), ("3", "")
    ]  # fmt: skip
    names = iter("abcdefgh")
    rows = filing.plan(tree, lambda: next(names))
    kept = filing.with_guids(tree, {row.piece.place: row.guid for row in rows})
    assert [paragraph.guid for paragraph in kept.paragraphs()] == ["a", "d", "", "e"]
    assert [[point.guid for point in paragraph.points] for paragraph in kept.paragraphs()] == [
        ["b", "c", ""],
        [],
        [""],
        [],
    ]
    assert filing.guids_of(kept) == {row.piece.place: row.guid for row in rows}
    assert filing.differences(kept, tree) == ()


def test_a_paper_without_numbers_has_no_rows_and_agrees_with_itself():
    tree = numbered(("",), ("",))
    assert filing.plan(tree, str) == ()
    assert filing.with_guids(tree, {}) == tree
    assert filing.differences(tree, tree) == ()
