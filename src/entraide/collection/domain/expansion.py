"""An XLSForm with our own kinds of answer and `or_other` written out, so that pyxform and every client of ODK read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from entraide.kernel.problems import Problem, Refused, stops

from .own_kinds import CURRENCIES, METHODS, STATES, Tongues, expanded, own_lists, words
from .sheets import Book, Line, Sheet

NAMESPACE: Final = 'entraide="urn:entraide:xforms"'
_LISTED: Final = ("select_one", "select_multiple", "rank")


@frozen
class Expanded:
    """The sheets for pyxform. `rows[i]` is the number in the file of the survey's line `i`, counted from 2 as pyxform does."""

    book: Book
    rows: tuple[int, ...]

    def row(self, counted: int) -> int:
        """The row in the file for the one that pyxform names."""
        at = counted - 2
        return self.rows[at] if 0 <= at < len(self.rows) else counted


def expand(book: Book) -> Expanded:
    """Refused with COL-045 and COL-046, all of them at once."""
    survey, choices, settings = book["survey"], book["choices"], book["settings"]
    default = settings.lines[0]["default_language"] if settings.lines else ""
    tongues = Tongues.of((*survey.header, *choices.header), default)
    made = [one for line in survey.lines for one in expanded(line, tongues)]
    problems = [one for one in made if isinstance(one, Problem)]
    if stops(problems):
        raise Refused(*problems)
    others = _Others(choices, tongues)
    lines = [one for line in made if isinstance(line, Line) for one in others.written_out(line)]
    used = frozenset(line["type"].split()[-1] for line in lines if len(line["type"].split()) > 1)
    present = {line["list_name"] or line["list name"] for line in choices.lines}
    missing = frozenset({STATES, CURRENCIES, METHODS}) & used - present
    entries = [*choices.lines, *others.added, *own_lists(missing, tongues)]
    sheets = {
        **book.sheets,
        "survey": _sheet("survey", survey, lines),
        "settings": _with_namespace(settings, lines),
    }
    if entries:
        sheets["choices"] = _sheet("choices", choices, entries)
    return Expanded(Book(sheets, book.names), tuple(line.row for line in lines))


def _sheet(name: str, before: Sheet, lines: list[Line]) -> Sheet:
    header = dict.fromkeys([*before.header, *(column for line in lines for column in line.cells)])
    return Sheet(name, tuple(header), tuple(lines))


def _with_namespace(settings: Sheet, lines: list[Line]) -> Sheet:
    """A form that uses our attributes and does not say where they come from is told so in its settings."""
    uses = any(column.startswith("bind::entraide:") for line in lines for column in line.cells)
    first = settings.lines[0] if settings.lines else Line(2)
    if not uses or "entraide=" in first["namespaces"]:
        return settings
    first = first.but(namespaces=f"{first['namespaces']} {NAMESPACE}".strip())
    return Sheet("settings", tuple(dict.fromkeys([*settings.header, "namespaces"])), (first, *settings.lines[1:]))


class _Others:
    """Writes `or_other` out: a list with one more choice, and a text that is asked when it is chosen."""

    def __init__(self, choices: Sheet, tongues: Tongues) -> None:
        self.tongues = tongues
        self.added: list[Line] = []
        self.made: set[str] = set()
        self.lists: dict[str, list[Line]] = {}
        for line in choices.lines:
            self.lists.setdefault(line["list_name"] or line["list name"], []).append(line)

    def written_out(self, line: Line) -> Iterator[Line]:
        """The line itself, or the two that it stands for."""
        parts = line["type"].split()
        if (
            len(parts) < 3
            or parts[0] not in _LISTED
            or " ".join(parts[2:]).replace("_", " ") not in ("or other", "or specify other")
        ):
            yield line
            return
        name = self._list(parts[1])
        cells: dict[str, str] = {**line.cells, "type": f"{parts[0]} {name}"}
        if line["choice_filter"]:
            cells["choice_filter"] = f"({line['choice_filter']}) or name = 'other'"
        yield evolve(line, cells=cells)
        chosen = f"selected(${{{line['name']}}}, 'other')"
        labels = self.tongues.said("label", words()["specify"])
        yield Line(
            line.row, {"type": "text", "name": f"{line['name']}_other", "relevant": chosen, "required": "yes", **labels}
        )

    def _list(self, name: str) -> str:
        entries = self.lists.get(name, [])
        if any(one["name"] == "other" for one in entries):
            return name
        longer = f"{name}_or_other"
        if longer not in self.made:
            self.made.add(longer)
            column = "list name" if entries and "list name" in entries[0].cells else "list_name"
            self.added += [evolve(one, cells={**one.cells, column: longer}) for one in entries]
            other: Mapping[str, str] = self.tongues.said("label", words()["other"])
            self.added.append(Line(0, {column: longer, "name": "other", **other}))
        return longer
