"""From an uploaded workbook to answers. Refused when it belongs to another form, round or reply; else read whole."""

from __future__ import annotations

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

from ..answers import Answers
from ..form import Form
from .guard import open_workbook
from .layout import MARKER, heading, layout
from .meta import Meta, check, read_identity, read_meta
from .section_reading import is_section, read_section
from .sheet_data import SheetData
from .table_reading import Printed, read_table, table_of
from .tally import Tally
from .whereabouts import LOGIC


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
    language: Language | None = None,
) -> Workbook:
    """The answers in a file that `write_workbook` made; refuses with COL-210 to 218, 240, 241, else reads everything.

    A file that lost its hidden sheet is known by what its sheets carry, else by headings and question numbers, with
    COL-245; `language` is then that of the reader.
    """
    opened = open_workbook(data)
    sheets = [sheet for sheet in opened.sheets if not _own(sheet)]
    given = next((meta for sheet in opened.sheets if (meta := read_meta(sheet.rows)) is not None), None)
    found, notes = (given, ()) if given else _without_meta(form, sheets, language)
    meta = check(found, form, round_code, version, reply_code)
    plan = layout(form)
    tally = Tally(form, plan, meta, plan.numbers, from_1904=opened.from_1904)
    tally.report((*opened.notes, *notes))
    _read_sheets(tally, [sheet for sheet in sheets if _belongs(tally, sheet)])
    _report_absent(tally)
    return Workbook(
        Answers(tally.cells),
        tuple(tally.problems),
        meta.language,
        meta,
        frozenset(tally.covered),
        frozenset(tally.unread),
    )


def _without_meta(
    form: Form, sheets: list[SheetData], language: Language | None
) -> tuple[Meta | None, tuple[Problem, ...]]:
    """By the mark of a sheet; without any, as belonging here, which is said; nothing when no sheet asks our questions."""
    marked = next((meta for sheet in sheets if (meta := read_identity(sheet.rows)) is not None), None)
    if marked is not None:
        return marked, (Problem("COL-255"),)
    if not any(is_section(sheet) for sheet in sheets):
        return None, ()
    return Meta(form.id, "", "", language or form.default_language, unknown=True), (Problem("COL-245"),)


def _belongs(tally: Tally, sheet: SheetData) -> bool:
    """A sheet of another reply, copied into this file, is left out."""
    theirs, ours = read_identity(sheet.rows), tally.meta
    if theirs is None or ours.unknown:
        return True
    same = (theirs.form, theirs.form_hash, theirs.round, theirs.reply)
    if same == (ours.form, ours.form_hash, ours.round, ours.reply):
        return True
    tally.report([Problem("COL-246", {"sheet": sheet.name, "reply": theirs.reply or theirs.form}, sheet.name)])
    return False


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
    meant = tally.meta.sections.split()
    for section in tally.plan.sections:
        if meant and section.section.name not in meant:
            continue
        asked = {line.question.path for line in section.lines if line.question and line.id[0] == "q"}
        if asked and not asked & tally.covered:
            title = heading(section.section.number, section.section.label, tally.meta.language)
            tally.report([Problem("COL-227", {"section": title}, title)])


def _own(sheet: SheetData) -> bool:
    """Whether the sheet is one of those that hold no answers: read-me, lists, meta."""
    first = str(sheet.at(0, 0))
    return first in (f"{MARKER}read-me", f"{MARKER}lists", f"{MARKER}meta", f"{MARKER}{LOGIC}")
