"""Reading questions whose choices have rows of their own: marks beside several, numbers beside what is put in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from entraide.kernel.problems import Problem

from ..answers import Cell
from ..form import Question
from .sheet_data import SheetData
from .tally import Tally
from .understanding import marked, plain, whole_number


@frozen
class ReadRow:
    """A row of a sheet and the id it answers."""

    row: int
    id: str


def with_marks(
    tally: Tally, sheet: SheetData, of: Mapping[str, int], id: str, rows: Mapping[str, Sequence[ReadRow]], cell: Cell
) -> tuple[Cell, bool]:
    """The choices marked row by row, in the order of the form, added to those typed."""
    typed, unread = (cell.value or "").split(), False
    question, chosen = tally.question(id), []
    comments = [cell.comment] if cell.comment else []
    for index, choice in enumerate(question.choices, 1):
        taken = choice.value in typed
        for found in rows.get(f"{id}.{index}", []):
            mark, lost = _mark(tally, sheet, found.row, of["answer"], question)
            taken, unread = taken or mark, unread or lost
            comments += [text] if (text := plain(sheet.at(found.row, of.get("comment")))) else []
        chosen += [choice.value] if taken else []
    return evolve(cell, value=" ".join(chosen) or None, comment="\n".join(comments)), unread


def _mark(tally: Tally, sheet: SheetData, row: int, column: int, question: Question) -> tuple[bool, bool]:
    """Whether the choice of this row is taken, and whether the cell could not be read."""
    if sheet.trouble(row, column) is not None:
        return False, tally.take(sheet, row, column, question).unread
    mark = marked(sheet.at(row, column))
    if mark is None:
        text = plain(sheet.at(row, column))
        tally.report([Problem("COL-222", {"text": text}, sheet.place(row, column))])
    return bool(mark), mark is None


def with_places(
    tally: Tally, sheet: SheetData, of: Mapping[str, int], id: str, rows: Mapping[str, Sequence[ReadRow]], cell: Cell
) -> tuple[Cell, bool]:
    """The choices in the order of the numbers beside them; before them those typed in one cell."""
    question = tally.question(id)
    places: dict[str, int] = {}
    unread = False
    for choice, row in _choice_rows(question, id, rows):
        raw = sheet.at(row, of["answer"])
        if not plain(raw):
            continue
        place = whole_number(plain(raw))
        where = sheet.place(row, of["answer"])
        if place is None:
            unread = True
            tally.report([Problem("COL-201", {"text": plain(raw)[:60]}, where)])
            continue
        if place in places.values():
            tally.report([Problem("COL-251", {"number": question.number, "place": place}, where)])
        places[choice] = place
    typed = [one for one in (cell.value or "").split() if one not in places]
    ordered = sorted(places, key=lambda choice: places[choice])
    return evolve(cell, value=" ".join([*typed, *ordered]) or None), unread


def _choice_rows(question: Question, id: str, rows: Mapping[str, Sequence[ReadRow]]) -> Iterator[tuple[str, int]]:
    for index, choice in enumerate(question.choices, 1):
        for found in rows.get(f"{id}.{index}", []):
            yield choice.value, found.row
