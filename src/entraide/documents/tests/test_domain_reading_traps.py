"""The traps one by one, with numbers of their own: nothing is decided by a figure known beforehand."""

import pytest

from entraide.documents.domain.reading import read
from entraide.documents.domain.tree import Tree, notes_of

HEAD = "I. Introduction\n\n1. The Working Group met on 3 and 4 March 2098 in the hall of the Conference.\n\n"


def text(body: str) -> Tree:
    return read((HEAD + body).encode(), "x.txt", "en")


def codes(tree: Tree) -> list[str]:
    return [problem.code for problem in tree.problems]


def said(tree: Tree, number: str) -> tuple[str, tuple[str, ...]]:
    found = tree.paragraph(number)
    assert found is not None
    return found.text, notes_of(found.runs)


NOTE = "\n____________\n\n 1 See the report on its session.\n"


@pytest.mark.parametrize("label", ["6/41", "11/21", "3/91"])
def test_a_call_glued_to_a_resolution(label: str) -> None:
    tree = text(f"2. It was adopted by resolution {label}.\n{NOTE}")
    assert said(tree, "2") == (f"It was adopted by resolution {label[:-1]}.", ("1",))
    assert [reference.label for reference in tree.references] == [label[:-1]]


def test_a_resolution_that_really_has_that_number() -> None:
    tree = text(f"2. It recalled resolution 55/21, and again resolution 55/21.\n\n3. It met in the city.1\n{NOTE}")
    assert said(tree, "2")[1] == ()
    assert said(tree, "3") == ("It met in the city.", ("1",))


def test_without_a_footnote_a_resolution_keeps_its_digits() -> None:
    assert said(text("2. It was adopted by resolution 6/41."), "2") == ("It was adopted by resolution 6/41.", ())


@pytest.mark.parametrize("year", ["1998", "2012", "2099"])
def test_a_call_glued_to_a_year_whose_text_is_lost(year: str) -> None:
    tree = text(f"2. It was adopted on 17 October {year}1. The debate went on.")
    assert said(tree, "2") == (f"It was adopted on 17 October {year}. The debate went on.", ("1",))
    assert "DOC-019" in codes(tree)


def test_a_large_number_is_no_year() -> None:
    assert said(text("2. There were 20121 cases in all that year."), "2")[1] == ()


def test_raised_digits_are_calls() -> None:
    assert said(text(f"2. It met in the city.¹\n{NOTE}"), "2") == ("It met in the city.", ("1",))


def test_a_footnote_that_nothing_calls() -> None:
    assert "DOC-020" in codes(text(f"2. It met in the city.\n{NOTE}"))


def test_a_rule_that_is_only_the_end_of_a_page() -> None:
    tree = text("2. One thing was noted.\n\n_________\n 3. Another thing was noted.\n")
    assert said(tree, "3") == ("Another thing was noted.", ())
    assert "DOC-017" in codes(tree)


def test_a_footnote_in_the_middle_of_a_sentence() -> None:
    tree = text("2. It was said in the hall1 that\n____________\n\n 1 The large one.\n\nmore was needed.\n")
    assert said(tree, "2") == ("It was said in the hall that more was needed.", ("1",))


def test_running_heads_and_folios_are_listed_not_lost() -> None:
    pages = "2. One thing was\n\nCTOC/COP/2098/9\n\n3/7\n\nV.98-12345 (E)\n\nnoted by all.\n"
    tree = read(("CTOC/COP/2098/9\n\n" + HEAD + pages).encode(), "x.txt", "en")
    assert said(tree, "2") == ("One thing was noted by all.", ())
    assert tree.masthead.symbols == ("CTOC/COP/2098/9",)
    assert "DOC-016" in codes(tree)
    assert "DOC-025" not in codes(tree)


def test_a_symbol_broken_over_lines_in_a_sentence() -> None:
    tree = text("2. The matter stands in CTOC/COP/WG.2/\n2098/3-\nCTOC/COP/WG.3/2098/4.\n")
    labels = [reference.label for reference in tree.references]
    assert labels == ["CTOC/COP/WG.2/2098/3", "CTOC/COP/WG.3/2098/4"]
    assert "DOC-023" in codes(tree)


def test_a_year_at_the_head_of_a_line_is_no_paragraph() -> None:
    assert (
        said(text("2. It was held in\n2097. Nothing came of it.\n"), "2")[0]
        == "It was held in 2097. Nothing came of it."
    )


def test_letters_after_h_and_roman_numbers_inside() -> None:
    letters = "".join(f" ({letter}) Point;\n\n" for letter in "abcdefghij")
    tree = text(f"2. It decided:\n\n{letters}")
    found = tree.paragraph("2")
    assert found is not None
    assert [point.label for point in found.points] == list("abcdefghij")


def test_unknown_speaker_is_asked_about() -> None:
    tree = text("2. Statements were made by representatives of the following States: France, Atlantis and Peru.\n")
    assert [speaker.code for speaker in tree.speakers] == ["FRA", "", "PER"]
    assert "DOC-022" in codes(tree)


@pytest.mark.parametrize(
    ("cell", "items"),
    [("1 (b)", ("1 b",)), ("2 and 3", ("2", "3")), ("4-6", ("4", "5", "6")), ("1 (a), 2", ("1 a", "2"))],
)
def test_cells_of_agenda_items(cell: str, items: tuple[str, ...]) -> None:
    tree = text(f"Annex\n\nList of documents\n\nCTOC/COP/2098/1 {cell} Provisional agenda\n")
    (row,) = tree.annexes[0].documents
    assert (row.agenda_items, row.title) == (items, "Provisional agenda")
