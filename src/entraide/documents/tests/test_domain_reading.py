"""Reading: one invented report in six languages gives one and the same tree; its traps are found by evidence."""

from pathlib import Path

import pytest

from entraide.documents.domain import codec
from entraide.documents.domain.reading import numbers, read
from entraide.documents.domain.tree import Paragraph, Point, Reference, Section, Tree, notes_of, plain
from entraide.kernel.languages import LANGUAGES, Language

FIXTURES = Path(__file__).parents[4] / "data" / "fixtures" / "reports"


def report(language: Language) -> str:
    return (FIXTURES / f"report.{language}.txt").read_text(encoding="utf-8")


def read_report(language: Language, given: Language | None = None) -> Tree:
    return read(report(language).encode(), f"report.{language}.txt", given)


def points(items: tuple[Point, ...]) -> list[object]:
    for turn, item in enumerate(items, 1):
        assert turn in numbers.point_rows(item.label).values()
    return [(len(notes_of(item.runs)), points(item.points)) for item in items]


def paragraph(item: Paragraph) -> object:
    return item.number, notes_of(item.runs), points(item.points)


def shape(sections: tuple[Section, ...]) -> list[object]:
    for turn, item in enumerate(sections, 1):
        assert turn == (numbers.chapter if item.level == 1 else numbers.sub_chapter)(item.number)
    return [(item.level, [paragraph(one) for one in item.paragraphs], shape(item.sections)) for item in sections]


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_tree_in_every_language(language: Language) -> None:
    tree, english = read_report(language), read_report("en")
    assert tree.language == language
    assert shape(tree.sections) == shape(english.sections)
    assert {speaker.code for speaker in tree.speakers} == {"ARG", "EGY", "IRN", "JPN", "KEN", "MAR", "PER", "CHE"}
    assert tree.meeting == english.meeting
    assert tree.references == english.references
    assert tree.masthead.symbols == ("CTOC/COP/WG.2/2099/5",)
    assert tree.masthead.date == "2099-05-20"
    assert tree.masthead.banner
    assert [note.number for note in tree.notes] == ["1", "2"]
    rows, others = tree.annexes[0].documents, english.annexes[0].documents
    assert [row.symbols for row in rows] == [row.symbols for row in others]
    assert [len(row.agenda_items) for row in rows] == [1, 1, 1, 2]
    assert not {"DOC-025", "DOC-021", "DOC-014", "DOC-019", "DOC-020"} & {problem.code for problem in tree.problems}


def test_what_the_english_report_says() -> None:
    tree = read_report("en")
    assert [section.number for section in tree.sections] == ["I", "II", "III", "IV", "V"]
    assert [item.number for item in tree.paragraphs()] == [str(number) for number in range(1, 15)]
    assert tree.sections[3].sections[0].heading.endswith("follow-up to the requests of the previous meeting")
    assert (tree.meeting.dates, tree.meeting.sittings) == (("2099-05-11", "2099-05-12"), 3)
    third = tree.paragraph("3")
    assert third is not None
    assert third.text.endswith("in its resolution 7/3.")
    eighth = tree.paragraph("8")
    assert eighth is not None
    assert not eighth.points
    assert "(b) a short form; and (c)" in eighth.text
    assert plain(tree.notes[1].runs) == "The annotated agenda is document CTOC/COP/WG.2/2099/1."
    assert [row.agenda_items for row in tree.annexes[0].documents] == [("1 b",), ("2",), ("3",), ("3", "4")]
    assert tree.annexes[0].documents[2].symbols == ("CTOC/COP/WG.2/2099/3", "CTOC/COP/WG.3/2099/7")
    assert Reference("article", "21", "4", "13") in tree.references


def test_each_guess_is_a_problem_in_its_place() -> None:
    problems = {(problem.code, problem.place, problem.severity) for problem in read_report("en").problems}
    assert {("DOC-018", "3", "note"), ("DOC-018", "4", "note"), ("DOC-017", "8", "note")} <= problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_and_back(language: Language) -> None:
    tree = read_report(language)
    data = codec.to_json(tree)
    again = codec.from_json(data)
    assert codec.to_json(again) == data
    assert data["references"][2] == {"kind": "resolution", "label": "7/3", "paragraph": "3", "place": "3", "cited": ""}
    assert again.references == tree.references


def test_the_language_may_be_given() -> None:
    assert "DOC-026" not in {problem.code for problem in read_report("es", "es").problems}


def test_points_inside_points() -> None:
    thirteenth = read_report("fr").paragraph("13")
    assert thirteenth is not None
    assert [(item.label, [inner.label for inner in item.points]) for item in thirteenth.points] == [
        ("a", []),
        ("b", []),
        ("c", ["i", "ii"]),
        ("d", []),
    ]
