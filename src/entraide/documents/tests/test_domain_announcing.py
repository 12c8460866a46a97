"""What a report says about its meeting is made from rows, and read back it says the same."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from entraide.documents.domain import announcing, codec
from entraide.documents.domain import tree as t
from entraide.documents.domain.announcing import Announced, Said
from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import write
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.meetings.domain.agenda import bare_label, printed_items
from entraide.meetings.domain.speaking import Attended, Spoke
from entraide.reference.domain import entities

DAY = date(2012, 10, 17)
SHARED = Path(os.environ.get("ENTRAIDE_SHARED", Path(__file__).parents[5] / "shared"))
REPORT = SHARED / "data" / "reports" / "2012-wg2-report.fr.txt"
STATES = ("TUR", "EGY", "USA", "ECU", "COL", "IRN", "CIV", "NLD")
DOCUMENTS = (
    Announced(
        ("CTOC/COP/WG.2/2012/10",), ("6",), Text.of(fr="Note du Secrétariat sur les archives", en="Note on archives")
    ),
    Announced(
        ("CTOC/COP/WG.2/2012/2",), ("1 b",), Text.of(fr="Ordre du jour provisoire annoté", en="Annotated agenda")
    ),
    Announced(
        ("CTOC/COP/WG.2/2012/3", "CTOC/COP/WG.3/2012/4"),
        ("4", "5"),
        Text.of(fr="Document de travail", en="Working paper"),
    ),
)
SPOKE = (
    *(Spoke(code, "") for code in STATES),
    Spoke("UNODC", "", "organisation"),
    Spoke("EU", "", "organisation"),
    Spoke("EGY", "", "group", group="AFR"),
    Spoke("PER", "", "group", on_behalf_of=Text.of(fr="Groupe des 77 et la Chine")),
)
SAID = Said(DAY, Text.of(fr="Réunion d’essai"), Text.of(fr="Groupe"), Text(), DOCUMENTS, SPOKE)


def texts(paragraphs: tuple[t.Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def test_the_french_paragraphs_name_states_as_of_that_day() -> None:
    assert texts(announcing.statements(SPOKE, "fr", DAY)) == [
        "Des déclarations ont été faites par les représentants des États suivants : Colombie, Côte d’Ivoire, Égypte,"
        " Équateur, États-Unis d’Amérique, Iran (République islamique d’), Pays-Bas et Turquie.",
        "Des déclarations ont été faites au nom des groupes suivants : Groupe des 77 et la Chine (Pérou) et Groupe des"
        " États d’Afrique (Égypte).",
        "Des déclarations ont été faites par les observateurs des organisations suivantes : Office des Nations Unies"
        " contre la drogue et le crime et Union européenne.",
    ]
    assert "Türkiye" in texts(announcing.statements(SPOKE, "fr", date(2023, 1, 1)))[0]


@pytest.mark.parametrize(("language", "end"), [
    ("ar", "فرنسا ومصر."), ("en", "Egypt and France."), ("es", "Egipto y Francia."), ("fr", "Égypte et France."),
    ("ru", "Египет и Франция."), ("zh", "埃及和法国。"),
])  # fmt: skip
def test_the_conjunction_is_that_of_the_language(language, end) -> None:
    two = announcing.statements([Spoke("FRA", ""), Spoke("EGY", "")], language, DAY)
    assert texts(two)[0].endswith(end)


def test_numbers_change_the_sentence() -> None:
    one, two, three = (
        announcing.statements([Spoke(code, "") for code in codes], "ar", DAY)[0].text
        for codes in (["EGY"], ["EGY", "FRA"], ["EGY", "FRA", "PER"])
    )
    assert ("الدولة التالية" in one, "الدولتين التاليتين" in two, "الدول التالية" in three) == (True, True, True)
    assert announcing.statements([Spoke("EGY", "")], "en", DAY)[0].text.startswith("A statement was made")
    assert announcing.statements([], "en", DAY) == ()


def test_attendance_is_by_capacity_and_numbered_on() -> None:
    rows = [
        Attended("ICOM", "", "organisation"), Attended("FRA", "", "party"), Attended("EGY", "", "party"),
        Attended("", "Friends of Archives", "organisation"),
    ]  # fmt: skip
    found = announcing.attendance(rows, "en", DAY, first=4)
    assert [(paragraph.number, paragraph.text) for paragraph in found] == [
        ("4", "The following States parties were represented at the meeting: Egypt and France."),
        ("5", "The following organizations were represented by observers: International Council of Museums and"
              " Friends of Archives."),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_in_any_language(language) -> None:
    tree = announcing.paper(SAID, language)
    assert len(tree.sections) == 1
    assert tree.sections[0].heading
    assert [bare_label(label) for row in tree.annexes[0].documents for label in row.agenda_items] == [
        "1 b",
        "4",
        "5",
        "6",
    ]
    assert not [text for text in texts(tuple(tree.paragraphs())) if "{" in text]


def test_items_are_printed_in_the_form_of_the_language() -> None:
    shown = {code: announcing.list_of_documents(DOCUMENTS, code).documents[0].agenda_items[0] for code in LANGUAGES}
    assert shown == {"ar": "1 (ب)", "en": "1 (b)", "es": "1 b)", "fr": "1 b)", "ru": "1 b)", "zh": "1(b)"}


def as_printed(tree: t.Tree) -> str:
    """The paper as a text file prints it: each row of the annex on lines of its own, items joined by the conjunction."""
    lines = ["  I. Déclarations", ""]
    for paragraph in tree.paragraphs():
        lines += [f"{paragraph.number}. {paragraph.text}", ""]
    lines += ["Annexe", "", tree.annexes[0].heading, ""]
    for row in tree.annexes[0].documents:
        items = printed_items([bare_label(label) for label in row.agenda_items], tree.language)
        lines += ["-".join(row.symbols), f"{items} {row.title}", ""]
    return "\n".join(lines)


def codes(tree: t.Tree) -> set[str]:
    return {speaker.code for speaker in tree.speakers}


@pytest.mark.parametrize("form", ["text", "akn"])
def test_read_back_it_says_the_same(form) -> None:
    tree = announcing.paper(SAID, "fr")
    data = as_printed(tree).encode() if form == "text" else write(tree, "akn")
    back = read(data, "paper.txt" if form == "text" else "paper.xml", "fr")
    assert [
        (row.symbols, tuple(bare_label(label) for label in row.agenda_items), row.title)
        for row in back.annexes[0].documents
    ] == [
        (row.symbols, row.agenda_items, row.title.versions["fr"]) for row in (DOCUMENTS[1], DOCUMENTS[2], DOCUMENTS[0])
    ]
    assert codes(back) == {*STATES, "UNODC", "EU"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraphs_are_read_back_in_six_languages(language) -> None:
    tree = announcing.paper(SAID, language)
    assert codes(read(as_printed(tree).encode(), "paper.txt", language)) == {*STATES, "UNODC", "EU"}
    assert codes(read(write(tree, "akn"), "paper.xml", language)) == {*STATES, "UNODC", "EU"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_speaker_is_read_back_too(language) -> None:
    tree = announcing.paper(Said(DAY, Text(), Text(), Text(), DOCUMENTS, (SPOKE[0],)), language)
    assert codes(read(as_printed(tree).encode(), "paper.txt", language)) == {"TUR"}


@pytest.mark.skipif(not REPORT.is_file(), reason=f"the 2012 report is not at {REPORT}")
def test_the_list_of_2012_is_printed_as_it_was() -> None:
    report = read(REPORT.read_bytes(), REPORT.name)
    rows = [Spoke(speaker.code, speaker.name) for speaker in report.speakers if speaker.code]
    made = announcing.statements(rows, "fr", DAY)[0].text
    names = entities.split_names(made.partition(":")[2], "fr")
    assert [entities.find(name, "fr").code for name in names] == [row.entity for row in rows]
    annex = announcing.list_of_documents(
        [Announced(row.symbols, row.agenda_items, Text.of(fr=row.title)) for row in report.annexes[0].documents], "fr"
    )
    assert {row.symbols for row in annex.documents} == {row.symbols for row in report.annexes[0].documents}
    assert ("1 b)",) in [row.agenda_items for row in annex.documents]
    assert codec.from_json(codec.to_json(t.Tree("fr", annexes=(annex,)))).annexes == (annex,)
