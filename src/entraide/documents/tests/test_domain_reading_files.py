"""Files of our own writers come back as the tree they were made of; automatic numbers are counted as Word counts."""

from functools import cache
from io import BytesIO

import pytest
from docx import Document

from entraide.documents.domain.reading import read
from entraide.documents.domain.reading.docx_numbers import shown
from entraide.documents.domain.tree import Tree, notes_of, plain
from entraide.documents.domain.writing import Format, write
from entraide.documents.tests.test_domain_reading import read_report
from entraide.kernel.languages import LANGUAGES, Language


def said(tree: Tree) -> object:
    return (
        [(section.number, section.heading, section.level) for section in tree.all_sections()],
        [(item.number, item.text, notes_of(item.runs), [p.label for p in item.points]) for item in tree.paragraphs()],
        [(annex.heading, annex.documents) for annex in tree.annexes],
        [(note.number, plain(note.runs)) for note in tree.notes],
        tree.speakers,
        tree.meeting,
    )


@cache
def source(language: Language) -> Tree:
    return read_report(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["akn", "docx"])
def test_written_and_read(form: Format, language: Language) -> None:
    tree = read(write(source(language), form), f"file.{form}")
    assert tree.language == language
    assert said(tree) == said(source(language))


def test_pdf_keeps_paragraphs_notes_and_annex() -> None:
    tree = read(write(source("en"), "pdf"), "file.pdf")
    numbered = [item for item in tree.paragraphs() if item.number]
    assert [(item.number, item.text, notes_of(item.runs)) for item in numbered] == [
        (item.number, item.text, notes_of(item.runs)) for item in source("en").paragraphs()
    ]
    assert tree.annexes[0].documents == source("en").annexes[0].documents


def test_a_word_file_with_typed_numbers() -> None:
    paper = Document()
    paper.add_heading("I. Introduction", 1)
    paper.add_paragraph("1.\tThe Working Group met in the city of Vienna on 3 March 2098:")
    paper.add_paragraph("(a)\tTo open;")
    paper.add_paragraph("(b)\tTo close.")
    paper.add_paragraph("2.\tThe rest of the matter is in the annex to the paper.")
    stream = BytesIO()
    paper.save(stream)
    tree = read(stream.getvalue(), "typed.docx")
    assert [(item.number, [p.label for p in item.points]) for item in tree.paragraphs()] == [
        ("1", ["a", "b"]),
        ("2", []),
    ]
    assert tree.sections[0].heading == "Introduction"


@pytest.mark.parametrize(
    ("count", "shape", "label"),
    [
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (2, "arabicAbjad", "ب"),
        (12, "chineseCounting", "十二"),
        (3, "bullet", ""),
    ],
)
def test_number_formats(count: int, shape: str, label: str) -> None:
    assert shown(count, shape) == label
