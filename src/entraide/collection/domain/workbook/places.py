"""Where a question is answered, as a formula sees it, and what its cell is worth there: number, text, date, choice.

A number that is none (NaN of XPath) is an error inside a formula and caught where it is compared or shown, so that
`not(a > 3)` of a blank `a` is true, as the judge has it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from attrs import frozen

from ..form import Question

Kind = Literal["boolean", "number", "text", "date"]
LITERAL_LIMIT: Final = 250
"""Characters that a text in a formula may have; longer ones are put together from parts."""
ROW: Final = "\ue000"
"""Stands in the formulas of a table for the number of the row."""
EPOCH: Final = 25569
"""What a spreadsheet counts for 1970-01-01."""


class Unsaid(Exception):
    """The condition cannot be said as a formula; it is judged after the upload."""


@frozen
class Place:
    """The cell of a question or, for several choices, each choice's cell. `applies` is the address of its flag."""

    question: Question
    cells: tuple[str, ...]
    labels: tuple[str, ...] = ()
    applies: str = ""
    codes: tuple[str, str] = ("", "")
    """The addresses of the labels and of the codes of its list."""
    kind: Kind | None = None
    """What a computed cell gives."""

    @property
    def apart(self) -> bool:
        """Whether each choice has a cell of its own."""
        return len(self.cells) > 1 or (self.question.type in ("select_multiple", "rank") and not self.labels)


@frozen
class Column:
    """A question on all the rows of a table. `within`: only the rows that belong to one row of an outer table."""

    question: Question | None
    cells: str
    rows: str
    """A formula for the number of rows in use."""
    within: tuple[str, str] | None = None


Found = Place | Column | None
Finder = Callable[[str], Found]
"""From the path of a question to where it is answered, seen from a place in the workbook."""


def quoted(text: str) -> str:
    """A text in a formula."""
    parts = [text[start : start + LITERAL_LIMIT] for start in range(0, len(text), LITERAL_LIMIT)] or [""]
    said = "&".join('"' + part.replace('"', '""') + '"' for part in parts)
    return said if len(parts) == 1 else f"({said})"


def plain_number(value: float) -> str:
    """A number in a formula, whatever the language of the program."""
    if value != value or value in (float("inf"), float("-inf")):
        raise Unsaid
    return str(int(value)) if value == int(value) and abs(value) < 10**15 else repr(value)


def filled(place: Place) -> str:
    """True when anything is answered there."""
    parts = [f'{cell}<>""' for cell in place.cells]
    said = parts[0] if len(parts) == 1 else f"OR({','.join(parts)})"
    return f"AND({place.applies}=1,{said})" if place.applies else said


def number_at(place: Place) -> str:
    """The number in the cell; an error when there is none. Of a date, the days as a spreadsheet counts them."""
    if place.question.type in ("select_multiple", "rank", "dateTime", "time", "geopoint", "acknowledge"):
        raise Unsaid
    cell = _code_at(place) if place.question.type == "select_one" else place.cells[0]
    return f"IF({_blank(place)},NA(),{cell}+0)"


def text_at(place: Place) -> str:
    """The text in the cell as the judge reads it; codes and not labels for choices."""
    kind = place.question.type
    if (
        place.apart
        or kind in ("select_multiple", "rank", "decimal", "range", "time", "dateTime")
        or place.kind == "number"
    ):
        raise Unsaid
    if kind == "acknowledge":
        return f'IF({_blank(place)},"","OK")'
    if kind == "select_one":
        return f'IF({_blank(place)},"",IFERROR({_code_at(place)},{place.cells[0]}&""))'
    if kind == "date" or place.kind == "date":
        return date_text(place.cells[0], _blank(place))
    return f'IF({_blank(place)},"",{place.cells[0]}&"")' if place.applies else f'({place.cells[0]}&"")'


def date_text(serial: str, blank: str) -> str:
    """A date as it is stored, without formats, whose letters change from language to language."""
    return f'IF({blank},"",YEAR({serial})&"-"&RIGHT("0"&MONTH({serial}),2)&"-"&RIGHT("0"&DAY({serial}),2))'


def chosen(place: Place, value: str) -> str:
    """True when the choice `value` is taken."""
    question = place.question
    index = next((i for i, choice in enumerate(question.choices) if choice.value == value), None)
    if index is None:
        raise Unsaid
    if place.apart:
        if index >= len(place.cells):
            raise Unsaid
        said = f'{place.cells[index]}<>""'
    elif question.type in ("select_multiple", "rank"):
        said = f'ISNUMBER(FIND({quoted("; " + place.labels[index] + "; ")},"; "&{place.cells[0]}&"; "))'
    else:
        said = f"{place.cells[0]}={quoted(place.labels[index])}"
    return f"AND({place.applies}=1,{said})" if place.applies else said


def count_chosen(place: Place) -> str:
    """How many choices are taken."""
    if place.apart:
        said = "+".join(f'({cell}<>"")' for cell in place.cells)
    else:
        cell = place.cells[0]
        said = f'IF({cell}="",0,LEN({cell})-LEN(SUBSTITUTE({cell},";",""))+1)'
    return f"IF({place.applies}=1,{said},0)" if place.applies else f"({said})"


def _blank(place: Place) -> str:
    cell = place.cells[0]
    return f'OR({cell}="",{place.applies}=0)' if place.applies else f'{cell}=""'


def _code_at(place: Place) -> str:
    labels, codes = place.codes
    if not labels:
        raise Unsaid
    return f"INDEX({codes},MATCH({place.cells[0]},{labels},0))"
