"""Where each question stands in the workbook: the plan that the writer follows and the reader finds its way by.

A section is a sheet with a row per question, and a row per choice where several may be chosen; a repeat is a sheet of
its own with a column per question. Cells are known by short ids: `q12`, `q12.3` for its third choice, `t1` for a table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..form import Choice, Form, Group, Item, Note, Question, Repeat, Section, walk
from ..xpath.tree import Expression

Role = Literal[
    "id", "number", "question", "answer", "missing", "status", "source", "comment", "check", "applies", "fault", "given",
    "must",
]  # fmt: skip
ROLES: Final[tuple[Role, ...]] = (
    "id", "number", "question", "answer", "missing", "status", "source", "comment", "check", "applies", "fault", "given",
    "must",
)  # fmt: skip
"""What the columns of a section's sheet hold. The last four are hidden and computed: 1 or 0 for each row."""
MARKER: Final = "entraide:"
OURS: Final = "h"
"""The id of rows that hold no answer: headings, notes."""
FIRST_ROW: Final = 4
"""The first row (from 0) below markers, title, banner and headings."""
TABLE_LIMIT: Final = 500
_ELSEWHERE = ("file", "geotrace", "geoshape")


@frozen
class Line:
    """One row of a section's sheet. `id` is `OURS` for what is only read; `gates` are the conditions to be relevant."""

    id: str
    number: str
    text: Text
    question: Question | None = None
    choice: Choice | None = None
    table: str = ""
    gates: tuple[tuple[Expression, str], ...] = ()

    @property
    def head(self) -> bool:
        """Whether it is the row of a question that is answered here, and not of one of its choices."""
        return self.id != OURS and self.choice is None


@frozen
class SectionSheet:
    """The rows of one section."""

    section: Section
    lines: tuple[Line, ...]


@frozen
class TableSheet:
    """The columns of one repeat: id and question. `parents` are the repeats around it, the outermost first."""

    id: str
    repeat: Repeat
    parents: tuple[Repeat, ...]
    columns: tuple[tuple[str, Question], ...]
    computed: tuple[tuple[str, Question], ...] = ()
    """Calculations on each row, shown or hidden."""

    @property
    def first(self) -> int:
        """The first column with answers, after id, number and the rows of outer tables."""
        return len(self.parents) + 2

    @property
    def check(self) -> int:
        """The column in which the row is checked; the next one tells whether the row is used."""
        return self.first + len(self.columns) + len(self.computed)


@frozen(slots=False, eq=False)
class Layout:
    """The whole workbook, or the part of it for one ministry. `ids`: the ids of all questions, here or not."""

    sections: tuple[SectionSheet, ...]
    tables: tuple[TableSheet, ...]
    hidden: tuple[Question, ...] = ()
    """Calculations outside repeats that nobody sees."""
    ids: Mapping[str, str] = field(factory=dict, repr=False, eq=False)

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, str]]:
        """What every id means: the path of its question, and the choice."""
        found: dict[str, tuple[str, str]] = {}
        for sheet in self.sections:
            for line in sheet.lines:
                if line.question is not None and line.id[0] == "q":
                    found[line.id] = (line.question.path, line.choice.value if line.choice else "")
        for table in self.tables:
            found |= {id: (question.path, "") for id, question in table.columns}
        return found

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Numbers on paper (`12`, `12 (b)`) to ids, for rows that lost theirs; `OURS` for what is not answered there."""
        found: dict[str, str] = {}
        for sheet in self.sections:
            for line in sheet.lines:
                if line.number:
                    found.setdefault(line.number, line.id)
        return found

    def table(self, path: str) -> TableSheet:
        """The table of the repeat at `path`."""
        return next(table for table in self.tables if table.repeat.path == path)


def layout(form: Form, only: Collection[str] | None = None) -> Layout:
    """The plan for a form, or for some sections of it by name; ids are the same in every part. Made once."""
    return _layout(form, None if only is None else frozenset(only))


@lru_cache(maxsize=64)
def _layout(form: Form, only: frozenset[str] | None) -> Layout:
    ids = {question.path: f"q{number}" for number, question in enumerate(form.questions(), 1)}
    ids |= {question.path: f"x{number}" for number, question in enumerate(form.hidden, 1)}
    sections = [section for section in form.sections if only is None or section.name in only]
    here = {item.path for section in sections for item in walk(section.items) if isinstance(item, Repeat)}
    repeats = form.repeats()
    tables = tuple(
        TableSheet(f"t{number}", repeat, _around(repeat, repeats), *_columns(repeat, ids, form))
        for number, repeat in enumerate(repeats, 1)
        if repeat.path in here
    )
    around = tuple(repeat.path + "/" for repeat in repeats)
    hidden = tuple(one for one in form.hidden if one.calculation and not one.path.startswith(around))
    sheets = tuple(SectionSheet(section, tuple(_section_lines(section, ids))) for section in sections)
    return Layout(sheets, tables, hidden, ids)


def fillable(question: Question) -> bool:
    """Whether a spreadsheet cell can take the answer: files and lines on a map are given on the web page."""
    return question.answerable and question.type not in _ELSEWHERE


def apart(question: Question) -> bool:
    """Whether each choice has a row of its own in a section."""
    return question.answerable and question.type in ("select_multiple", "rank") and bool(question.choices)


def takes_reason(question: Question) -> bool:
    """Whether the answer is a figure that may be missing for a reason and has a state and a source."""
    return question.kind in ("figure", "amount") or (question.numeric and question.kind == "")


@lru_cache(maxsize=64)
def form_hash(form: Form) -> str:
    """What the questions and choices are, in 16 characters: drafts of one version number can still differ."""
    parts = [f"{q.path} {q.type} {' '.join(choice.value for choice in q.choices)}" for q in form.questions()]
    return hashlib.sha256("\n".join((form.id, form.version, *parts)).encode()).hexdigest()[:16]


def sheet_names(titles: list[str]) -> list[str]:
    """Names that every spreadsheet program takes: at most 31 units, no marks of its own, no two alike, not “History”."""
    names: list[str] = []
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '") or "-"
        name, number = _short(plain, 31), 2
        taken = {"history", *(one.casefold() for one in names)}
        while name.casefold() in taken:
            name, number = f"{_short(plain, 26)} ({number})", number + 1
        names.append(name)
    return names


def _short(text: str, units: int) -> str:
    """The beginning of a text, as long as UTF-16 units allow."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip(" '") or "-"


def heading(number: str, text: Text, language: Language) -> str:
    """`IV. Recorded offences`."""
    shown = text.shown_in(language).text
    return f"{number}. {shown}" if number else shown


def choice_labels(question: Question, language: Language) -> list[str]:
    """The labels of the choices; equal ones are told apart by their codes."""
    labels = [choice.label.shown_in(language).text or choice.value for choice in question.choices]
    return [
        f"{label} [{choice.value}]" if labels.count(label) > 1 else label
        for label, choice in zip(labels, question.choices, strict=True)
    ]


def letter(index: int) -> str:
    """`a`, `b`, … `z`, `aa`, … for the choices of a question, as on paper."""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)


def _around(repeat: Repeat, repeats: tuple[Repeat, ...]) -> tuple[Repeat, ...]:
    return tuple(other for other in repeats if repeat.path.startswith(other.path + "/"))


_Columns: TypeAlias = tuple[tuple[str, Question], ...]


def _columns(repeat: Repeat, ids: dict[str, str], form: Form) -> tuple[_Columns, _Columns]:
    """What is filled in on each row, and what is computed there; the innermost repeat owns a hidden calculation."""
    own = tuple(_own(repeat.items))
    inner = tuple(one.path + "/" for one in form.repeats() if one.path.startswith(repeat.path + "/"))
    hidden = (one for one in form.hidden if one.path.startswith(repeat.path + "/") and not one.path.startswith(inner))
    computed = (one for one in (*own, *hidden) if one.calculation is not None and not one.answerable)
    return (
        tuple((ids[one.path], one) for one in own if fillable(one)),
        tuple((ids[one.path], one) for one in computed),
    )


def _own(items: tuple[Item, ...]) -> Iterator[Question]:
    """The questions of a repeat, those of repeats inside it left out."""
    for item in items:
        if isinstance(item, Question):
            yield item
        elif isinstance(item, Group):
            yield from _own(item.items)


def _section_lines(section: Section, ids: dict[str, str]) -> Iterator[Line]:
    gates = ((section.relevant, section.path),) if section.relevant else ()
    yield from _lines(section.items, ids, gates)


def _lines(items: tuple[Item, ...], ids: dict[str, str], gates: tuple[tuple[Expression, str], ...]) -> Iterator[Line]:
    for item in items:
        own = (*gates, (item.relevant, item.path)) if item.relevant else gates
        if isinstance(item, Group):
            if item.label:
                yield Line(OURS, "", item.label, gates=own)
            yield from _lines(item.items, ids, own)
        elif isinstance(item, Note):
            yield Line(OURS, "", item.label, gates=own)
        elif isinstance(item, Repeat):
            yield Line(OURS, item.number, item.label, table=item.path, gates=own)
        elif item.answerable or item.calculation is not None:
            yield from _question_lines(item, ids[item.path], own)


def _question_lines(question: Question, id: str, gates: tuple[tuple[Expression, str], ...]) -> Iterator[Line]:
    if not apart(question):
        yield Line(id if fillable(question) else OURS, question.number, question.label, question, gates=gates)
        return
    yield Line(id, question.number, question.label, question, gates=gates)
    for index, choice in enumerate(question.choices):
        number = f"{question.number} ({letter(index)})"
        yield Line(f"{id}.{index + 1}", number, choice.label, question, choice, gates=gates)
