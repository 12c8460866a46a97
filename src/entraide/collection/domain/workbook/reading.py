"""From an uploaded workbook to answers. Refused when it belongs to another form, round or reply; else read whole."""

from __future__ import annotations

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

from ..answers import Answers
from ..form import Form
from .guard import SheetData, open_sheets
from .layout import MARKER, Layout, heading, layout
from .meta import Meta, check, read_meta
from .section_reading import is_section, read_section
from .table_reading import Printed, read_table, table_of
from .tally import Tally


@frozen
class Workbook:
    """What an uploaded workbook says. Problems have the sheet and the cell as their place."""

    answers: Answers
    problems: tuple[Problem, ...]
    language: Language
    meta: Meta
    covered: frozenset[str] = field(factory=frozenset, repr=False)
    """The questions (paths without positions) that the file shows: one ministry may send its sheet alone."""
    unread: frozenset[str] = field(factory=frozenset)
    """Concrete paths where something stands that could not be read: what was answered before stays."""


def read_workbook(
    form: Form,
    data: bytes,
    *,
    round_code: str | None = None,
    version: str | None = None,
    reply_code: str | None = None,
) -> Workbook:
    """The answers in a file that `write_workbook` made; refuses with COL-210 to COL-218, else reads everything."""
    sheets = open_sheets(data)
    found = next((meta for sheet in sheets if (meta := read_meta(sheet.rows)) is not None), None)
    meta = check(found, form, round_code, version, reply_code)
    plan = layout(form)
    tally = Tally(form, plan, meta, _numbers(plan))
    _read_sheets(tally, [sheet for sheet in sheets if not _own(sheet)])
    _report_absent(tally)
    return Workbook(
        Answers(tally.cells),
        tuple(tally.problems),
        meta.language,
        meta,
        frozenset(tally.covered),
        frozenset(tally.unread),
    )


def _read_sheets(tally: Tally, sheets: list[SheetData]) -> None:
    """Tables of outer repeats come before those inside them, whatever the order of the sheets."""
    tables = [(table, sheet) for sheet in sheets if (table := table_of(tally, sheet)) is not None]
    printed: Printed = {}
    for table, sheet in sorted(tables, key=lambda pair: tally.plan.tables.index(pair[0])):
        read_table(tally, sheet, table, printed)
    of_tables = {sheet.name for _, sheet in tables}
    for sheet in sheets:
        if sheet.name in of_tables:
            continue
        if is_section(sheet):
            read_section(tally, sheet)
        else:
            _report_sheet(tally, sheet)


def _report_sheet(tally: Tally, sheet: SheetData) -> None:
    """A sheet that somebody added."""
    for row in range(len(sheet.rows)):
        tally.stray(sheet, row, range(len(sheet.rows[row])))


def _report_absent(tally: Tally) -> None:
    for section in tally.plan.sections:
        asked = {line.question.path for line in section.lines if line.question and line.id[0] == "q"}
        if asked and not asked & tally.covered:
            title = heading(section.section.number, section.section.label, tally.meta.language)
            tally.report([Problem("COL-227", {"section": title}, title)])


def _own(sheet: SheetData) -> bool:
    """Whether the sheet is one of those that hold no answers: read-me, lists, meta."""
    first = str(sheet.at(0, 0))
    return first in (f"{MARKER}read-me", f"{MARKER}lists", f"{MARKER}meta")


def _numbers(plan: Layout) -> dict[str, str]:
    """Numbers on paper (`12`, `12 (b)`) to ids, for rows that lost theirs; `OURS` for what is not answered there."""
    found: dict[str, str] = {}
    for sheet in plan.sections:
        for line in sheet.lines:
            if line.number:
                found.setdefault(line.number, line.id)
    return found
