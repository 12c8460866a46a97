"""Text as an extraction leaves it: contents with dots, divided words, one word a line, everything turned round. Invented."""

import pytest

from entraide.documents.domain.reading import read
from entraide.documents.domain.tree import Point, Tree, notes_of
from entraide.kernel.languages import Language


def labels(points: tuple[Point, ...]) -> list[object]:
    return [(point.label, labels(point.points)) if point.points else point.label for point in points]


def shape(tree: Tree) -> list[object]:
    return [(item.number, labels(item.points)) for item in tree.paragraphs()]


def codes(tree: Tree) -> set[str]:
    return {problem.code for problem in tree.problems}


CONTENTS = """Contents

Chapter Paragraphs Page
I. Introduction ........................ 1-2 3
II. Recommendations of the meeting and the many things
 that were agreed there .................. 3 4
Annex. List of documents ............. 9

I. Introduction

1. The Group met on 3 March 2098 in the inter-
national hall, an international place with a non-
smoking corner of the city.

2. In the hall
2.1 nothing was said of it.

II. Recommendations of the meeting and the many things
that were agreed there

3. The group went home in the end.
"""


def test_contents_are_set_aside_and_headings_are_read_once() -> None:
    tree = read(CONTENTS.encode(), "x.txt")
    assert [(section.number, section.heading) for section in tree.all_sections()] == [
        ("I", "Introduction"),
        ("II", "Recommendations of the meeting and the many things that were agreed there"),
    ]
    assert shape(tree) == [("1", []), ("2", []), ("3", [])]
    assert "DOC-051" in codes(tree)
    assert "DOC-025" not in codes(tree)


def test_divided_words_are_joined_where_the_paper_shows_it() -> None:
    first = next(read(CONTENTS.encode(), "x.txt").paragraphs()).text
    assert "in the international hall" in first
    assert "a non-smoking corner" in first


def test_one_word_a_line() -> None:
    words = (
        "I. Introduction 1. The Group met on 3 March 2098 and the rest of it was said to be good: (a) one thing; (b) another "
        "thing that is not the first one. 2. The Group of the house then went home."
    )
    tree = read("\n".join(words.split()).encode(), "x.txt")
    assert shape(tree) == [("1", ["a", "b"]), ("2", [])]
    assert tree.sections[0].heading == "Introduction"
    assert "DOC-052" in codes(tree)


def test_a_list_of_names_is_no_broken_text() -> None:
    names = "\n".join(
        ["Argentina", "Chile", "Egypt", "France", "Japan", "Kenya", "Peru", "Spain", "Togo", "Chad", "Mali", "Cuba"]
    )
    tree = read(f"I. One\n\n1. The Group met in the hall of the city.\n\n{names}\n".encode(), "x.txt")
    assert "DOC-052" not in codes(tree)


def test_arabic_turned_round() -> None:
    tree = read(
        """أولا - مقدمة

.1 اجتمع الفريق العامل في 3 آذار/مارس 2098 في القاعة التي في المدينة )مختلق( وقال:

)أ( إن هذا جيد؛

)ب( إن ذلك أفضل.

-2 وقرر الفريق من ذلك أن ينتهي في المدينة.

3-ثم انتهى الاجتماع في المدينة.

٤ - وكذلك في ما بعد من ذلك.
""".encode(),
        "x.txt",
    )
    assert shape(tree) == [("1", ["أ", "ب"]), ("2", []), ("3", []), ("4", [])]
    assert "(مختلق)" in next(tree.paragraphs()).text


@pytest.mark.parametrize(
    ("language", "heading", "first", "letters", "inner", "expected"),
    [
        ("en", "I. Talk", "1. The Group said:", ("(a)", "(b)"), ("(i)", "(ii)"), ("a", "b", "i", "ii")),
        ("fr", "I. Débat", "1. Le Groupe a dit :", ("a)", "b)"), ("i)", "ii)"), ("a", "b", "i", "ii")),
        ("es", "I. Debate", "1. El Grupo dijo:", ("a)", "b)"), ("i)", "ii)"), ("a", "b", "i", "ii")),
        ("ru", "I. Обсуждение", "1. Группа заявила:", ("a)", "b)"), ("i)", "ii)"), ("a", "b", "i", "ii")),
        ("ru", "I. Обсуждение", "1. Группа заявила:", ("а)", "б)"), ("i)", "ii)"), ("а", "б", "i", "ii")),
        ("ar", "أولا - نقاش", "1 - قال الفريق:", ("(أ)", "(ب)"), ("‘1’", "‘2’"), ("أ", "ب", "1", "2")),
        ("ar", "أولا - نقاش", "1 - قال الفريق:", ("(أ)", "(ب)"), ("(١)", "(٢)"), ("أ", "ب", "1", "2")),
        ("zh", "一. 讨论", "1. 工作组说：", ("(a)", "(b)"), ("(一)", "(二)"), ("a", "b", "一", "二")),
        ("zh", "一、讨论", "1. 工作组说：", ("（a）", "（b）"), ("㈠", "㈡"), ("a", "b", "一", "二")),
    ],
)
def test_letters_of_each_language(
    language: Language,
    heading: str,
    first: str,
    letters: tuple[str, ...],
    inner: tuple[str, ...],
    expected: tuple[str, ...],
) -> None:
    lines = [heading, first, f"{letters[0]} xx：", f"{inner[0]} xx;", f"{inner[1]} xx;", f"{letters[1]} xx."]
    tree = read("\n\n".join(lines).encode(), "x.txt", language)
    assert shape(tree) == [("1", [(expected[0], [expected[2], expected[3]]), expected[1]])]


def test_bis_and_square_brackets() -> None:
    text = "I. One\n\n1. The Group met.\n\n1 bis. [The group noted that.]\n\n[2. The Group of the house went home.]\n"
    tree = read(text.encode(), "x.txt", "en")
    assert [(item.number, item.text) for item in tree.paragraphs()] == [
        ("1", "The Group met."),
        ("1 bis", "[The group noted that.]"),
        ("2", "[The Group of the house went home.]"),
    ]
    assert not {"DOC-010", "DOC-011"} & codes(tree)


def test_calls_fused_with_chinese_and_arabic() -> None:
    rule = "\n\n__________\n\n 1 见A/99/1号文件。\n"
    tree = read(f"一. 导言\n\n1. 会议于2098年3月3日举行，并通过了决议7/31。{rule}".encode(), "x.txt", "zh")
    assert notes_of(next(tree.paragraphs()).runs) == ("1",)
    rule = "\n\n__________\n\n 1 انظر الوثيقة A/99/1.\n"
    tree = read(f"أولا - مقدمة\n\n1 - عقد الفريق اجتماعه في 11 أيار/مايو 20991.{rule}".encode(), "x.txt", "ar")
    assert notes_of(next(tree.paragraphs()).runs) == ("1",)


def test_observers_and_organisations_in_sentences_of_their_own() -> None:
    text = (
        "I. One\n\n1. Statements were made by representatives of the following States: Iran (Islamic Republic of), Peru and "
        "Venezuela (Bolivarian Republic of). Statements were also made by observers for the following organizations: "
        "European Union and World Health Organization.\n"
    )
    tree = read(text.encode(), "x.txt")
    assert [speaker.code for speaker in tree.speakers][:3] == ["IRN", "PER", "VEN"]
    assert [speaker.name for speaker in tree.speakers][3:] == ["European Union", "World Health Organization"]


PAGES = """United Nations\tCTOC/COP/2098/9
Conference of the Parties to the United Nations
Convention against Invented Crime
Distr.: General
12 July 2098
Original: English

V.98-01234 (E) 120798 130798
*9801234*

Report of the Conference on its invented session, held in
Vienna on 3 and 4 May 2098

I. Introduction

1. The Conference met in Vienna on 3 and 4 May 2098 and held four
meetings.1 It heard

1 See A/98/1.
V.98-01234\t1
\fCTOC/COP/2098/9

2\tV.98-01234

the opening of the session, and then went on with the work of the
house.2

2. The Conference took note of resolution 7/33 and of the
document.

2 Ibid.
3 See also CTOC/COP/
2098/3.
\fCTOC/COP/2098/9

V.98-01234\t3

II. End

3. The Conference closed.

Annex I

List of documents

CTOC/COP/2098/1 1 (b) Provisional agenda
CTOC/COP/2098/2-CTOC/COP/WG.2/2098/1 4 and 5 Note by the Secretariat
Annex II

Statement of the Chair

The Chair said that the end had come.
"""


def test_pages_with_their_heads_feet_and_notes() -> None:
    tree = read(PAGES.encode(), "x.txt")
    assert tree.masthead.job_number == "V.98-01234 (E)"
    assert tree.masthead.title.startswith("Report of the Conference on its invented session, held in Vienna")
    assert [(item.number, item.text, notes_of(item.runs)) for item in tree.paragraphs()] == [
        (
            "1",
            "The Conference met in Vienna on 3 and 4 May 2098 and held four meetings. It heard the opening of the session, "
            "and then went on with the work of the house.",
            ("1", "2"),
        ),
        ("2", "The Conference took note of resolution 7/3 and of the document.", ("3",)),
        ("3", "The Conference closed.", ()),
    ]
    assert [item.number for item in tree.notes] == ["1", "2", "3"]
    assert [(annex.number, annex.heading, len(annex.documents)) for annex in tree.annexes] == [
        ("I", "List of documents", 2),
        ("II", "Statement of the Chair", 0),
    ]
    assert tree.annexes[0].documents[1].agenda_items == ("4", "5")
    assert "DOC-025" not in codes(tree)


def test_the_preamble_of_a_resolution_is_text_and_no_head() -> None:
    text = (
        "The General Assembly,\n\nRecalling its resolution 98/1 of 3 May 2098 and the decision of the Conference,\n\n"
        "1. Takes note of the report of the Secretary-General;\n\n2. Requests the Secretary-General to report to it.\n"
    )
    tree = read(text.encode(), "x.txt")
    assert not tree.masthead.body
    assert [item.text for item in tree.sections[0].paragraphs][:1] == ["The General Assembly,"]
    assert [item.number for item in tree.paragraphs() if item.number] == ["1", "2"]
