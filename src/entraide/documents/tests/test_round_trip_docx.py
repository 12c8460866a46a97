"""tree → Word → tree: numbers, notes, tables, emphasis, direction and language come back, in all six languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from entraide.documents.domain import tree as t
from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import write
from entraide.kernel.languages import LANGUAGES, Language

from .test_domain_writing_sample import LETTERS, WORDS_OF_STATES, sample, words

each_language = pytest.mark.parametrize("language", LANGUAGES)
UPRIGHT = ("ar", "zh")
"""Their letters do not slant: what the tree calls italic is bold in the file."""


@cache
def came_back(language: Language) -> t.Tree:
    return read(write(sample(language), "docx"), "paper.docx")


def labels(points: tuple[t.Point, ...]) -> list[object]:
    return [(point.label, labels(point.points)) for point in points]


def stretches(runs: t.Runs) -> Iterator[tuple[str, str]]:
    """What is emphasised, whatever the runs are cut into."""
    for run in runs:
        if run.emphasis and run.text.strip():
            yield run.emphasis, "".join(run.text.split())


def numbered(tree: t.Tree) -> list[t.Paragraph]:
    """Lists, captions and sources are paragraphs of Word too: they come back without a number."""
    return [found for found in tree.paragraphs() if found.number]


@each_language
def test_language_numbers_and_points(language: Language) -> None:
    source, tree = sample(language), came_back(language)
    assert tree.language == language
    assert [found.number for found in numbered(tree)] == [found.number for found in numbered(source)]
    fifth = tree.paragraph("5")
    assert fifth is not None
    assert labels(fifth.points) == labels(source.paragraph("5").points)
    assert [point.label for point in fifth.points] == list(LETTERS[language])


@each_language
def test_words_of_paragraphs_and_notes(language: Language) -> None:
    source, tree = sample(language), came_back(language)
    assert [found.text.split() for found in numbered(tree)] == [found.text.split() for found in numbered(source)]
    assert [(note.number, t.plain(note.runs)) for note in tree.notes] == [
        (note.number, t.plain(note.runs)) for note in source.notes
    ]
    for number in ("4", "5"):
        assert t.notes_of(tree.paragraph(number).runs) == t.notes_of(source.paragraph(number).runs)


@each_language
def test_tables_and_the_list_of_documents(language: Language) -> None:
    source, tree = sample(language), came_back(language)

    def rows(of: t.Tree) -> list[object]:
        tables = [block for section in of.all_sections() for block in section.blocks if isinstance(block, t.Table)]
        return [[[t.plain(cell.runs) for cell in row] for row in (table.header, *table.rows)] for table in tables]

    assert rows(tree) == rows(source)
    assert [row.symbols for row in tree.annexes[0].documents] == [row.symbols for row in source.annexes[0].documents]


@each_language
def test_emphasis(language: Language) -> None:
    source, tree = sample(language), came_back(language)
    slanted = "bold" if language in UPRIGHT else "italic"
    for number in ("4", "6"):
        wanted = [
            (slanted if hand == "italic" else hand, text) for hand, text in stretches(source.paragraph(number).runs)
        ]
        assert list(stretches(tree.paragraph(number).runs)) == wanted
    assert not list(stretches(tree.paragraph("7").runs))
    assert [run.emphasis for run in tree.notes[1].runs] == [slanted]


@each_language
def test_words_of_states_keep_their_language_and_so_their_direction(language: Language) -> None:
    spoken = {run.language: run.text.strip() for run in came_back(language).paragraph("6").runs if run.language}
    assert spoken == {code: text for code, text in WORDS_OF_STATES if code != language}


@each_language
def test_the_head_of_the_first_page(language: Language) -> None:
    head = came_back(language).masthead
    assert head.symbols == ("CTOC/COP/WG.9/2031/4",)
    assert (head.title, head.body, head.session) == tuple(words(key, language) for key in ("title", "body", "session"))
    assert head.date == "2031-12-01"
