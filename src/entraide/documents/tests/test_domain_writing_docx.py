"""What stands inside the Word file: numbers, notes, directions, languages."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing import write
from entraide.documents.domain.writing.docx.numbering import FORMATS, counted
from entraide.kernel.languages import LANGUAGES, Language

from .test_domain_writing_sample import LETTERS, sample, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def parts(tree: t.Tree) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(write(tree, "docx"))) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NS)


def shown_numbers(read: dict[str, etree._Element]) -> list[tuple[str, str, int]]:
    """As Word would count: (way of counting, level, number) of each listed paragraph."""
    numbering, counters, shown = read["word/numbering.xml"], {}, []
    for listed in find(read["word/document.xml"], "//w:p/w:pPr/w:numPr"):
        number, level = find(listed, "w:numId/@w:val")[0], find(listed, "w:ilvl/@w:val")[0]
        override = find(
            numbering, f"//w:num[@w:numId='{number}']/w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val"
        )
        abstract = find(numbering, f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
        form = find(
            numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:numFmt/@w:val"
        )[0]
        start = int(override[0]) if override else 1
        counters[number, level] = counters.get((number, level), start - 1) + 1
        shown.append((form, level, counters[number, level]))
    return shown


@each_language
def test_word_counts_as_the_tree_does(language: Language) -> None:
    shown = shown_numbers(parts(sample(language)))
    assert [number for form, level, number in shown if level == "0"] == list(range(1, 25))
    letters = [FORMATS[form] for form, level, _ in shown if level == "1" and form != "bullet"]
    counted_letters = [number for form, level, number in shown if level == "1" and form != "bullet"]
    assert counted_letters == [letters[0](label) for label in LETTERS[language]] == [1, 2, 3, 4]
    assert [(form, number) for form, level, number in shown if level == "2"] == [("lowerRoman", 1), ("lowerRoman", 2)]


def test_numbers_that_jump_start_a_new_list_and_odd_ones_are_typed() -> None:
    blocks = tuple(t.Paragraph(number, (t.Run("x"),)) for number in ("12", "13", "13 bis", "14", "20"))
    read = parts(t.Tree("en", sections=(t.Section("", "", 1, blocks),)))
    assert [number for _, _, number in shown_numbers(read)] == [12, 13, 14, 20]
    assert "13 bis." in find(read["word/document.xml"], "//w:t/text()")


@each_language
def test_notes_are_words_own(language: Language) -> None:
    read = parts(sample(language))
    called = find(read["word/document.xml"], "//w:footnoteReference/@w:id")
    kept = find(read["word/footnotes.xml"], "//w:footnote[not(@w:type)]/@w:id")
    assert called == kept == ["1", "2"]
    text = "".join(find(read["word/footnotes.xml"], "//w:footnote[@w:id='1']//w:t/text()"))
    assert text.strip() == words("note", language)


def test_notes_with_other_signs_carry_them() -> None:
    body = t.Paragraph("1", (t.Run("x", note="*"), t.Run("y", note="7")))
    notes = (t.Note("*", (t.Run("star", href="https://example.org"),)),)
    read = parts(t.Tree("en", sections=(t.Section("", "", 1, (body,)),), notes=notes))
    assert find(read["word/document.xml"], "//w:footnoteReference/@w:customMarkFollows") == ["1"]
    assert "7" in find(read["word/document.xml"], "//w:t/text()")
    assert "word/_rels/footnotes.xml.rels" in read


def test_arabic_runs_from_right_to_left() -> None:
    read = parts(sample("ar"))
    document = read["word/document.xml"]
    assert find(read["word/styles.xml"], "//w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert len(find(document, "//w:tbl")) == len(find(document, "//w:tblPr/w:bidiVisual")) == 2
    assert find(document, "//w:sectPr/w:bidi")
    arabic = [
        run for run in find(document, "//w:r[w:t]") if any("ء" <= sign <= "ي" for sign in "".join(run.itertext()))
    ]
    assert arabic
    assert all(find(run, "w:rPr/w:rtl") for run in arabic)
    turned = [run for run in find(document, "//w:r[w:t='CTOC/COP/WG.9/2031/2']") if find(run, "w:rPr/w:rtl")]
    assert not turned


@each_language
def test_other_languages_are_marked_and_chinese_never_slants(language: Language) -> None:
    document = parts(sample(language))["word/document.xml"]
    marked = {value for name in ("val", "eastAsia", "bidi") for value in find(document, f"//w:rPr/w:lang/@w:{name}")}
    expected = {"ar": "ar-SA", "fr": "fr-FR", "zh": "zh-CN"}
    assert {code for key, code in expected.items() if key != language} <= marked
    slanted = len(find(document, "//w:r/w:rPr/w:i"))
    assert slanted == (0 if language in ("ar", "zh") else 1)


@each_language
def test_rows_stay_whole_and_heads_repeat(language: Language) -> None:
    document = parts(sample(language))["word/document.xml"]
    assert len(find(document, "//w:tblHeader")) == 2
    assert len(find(document, "//w:tr")) == len(find(document, "//w:trPr/w:cantSplit"))
    assert find(document, "//wp:docPr/@descr") == [words("alternative", language)]


def test_the_banner_and_the_symbol_are_on_every_page() -> None:
    read = parts(sample("es"))
    assert all(words("banner", "es") in "".join(read[f"word/header{place}.xml"].itertext()) for place in (1, 2))
    assert "CTOC/COP/WG.9/2031/4" in "".join(read["word/header1.xml"].itertext())


def test_others_can_open_it() -> None:
    document = docx.Document(BytesIO(write(sample("fr"), "docx")))
    assert [part.text for part in document.paragraphs if part.style.name == "_ H_1"][:2] == [
        "I.\tIntroduction",
        "II.\tAnalyse des réponses",
    ]
    assert document.core_properties.title == words("title", "fr")
    assert len(document.tables) == 2


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("abc", ("lowerLetter", 1)),
        (("i", "ii"), ("lowerRoman", 1)),
        ("hij", ("lowerLetter", 8)),
        ("абв", ("russianLower", 1)),
        ("أبج", ("arabicAbjad", 1)),
        ("ac", None),
        (("a bis",), None),
    ],
)
def test_ways_of_counting(labels: tuple[str, ...], found: tuple[str, int] | None) -> None:
    assert counted(labels) == found
