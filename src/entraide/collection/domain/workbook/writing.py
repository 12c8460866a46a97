"""The offline workbook, written so that people fill it in any spreadsheet program and the reader finds its way back."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from attrs import evolve

from entraide.kernel.languages import Language

from ..answers import Answers
from ..form import Form
from ..judge import starting_answers
from .book import Book, Lists, Looks, lists_of
from .cover import Cover, write_read_me
from .footprint import footprints
from .layout import MARKER, Layout, heading, layout, sheet_names
from .meta import Meta, meta_for
from .painting import Formats, grey, red, yellow
from .section_sheet import write_section
from .standing import standing_of
from .table_sheet import last_row, write_table
from .whereabouts import LOGIC, Whereabouts
from .words import word

_CREATED: Final = datetime(2024, 1, 1)  # noqa: DTZ001 (the file format has no time zones; equal content, equal bytes)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def write_workbook(
    form: Form,
    language: Language,
    answers: Answers | None = None,
    *,
    round_code: str = "",
    version: str = "",
    reply_code: str = "",
    banner: str = "",
    title: str = "",
    deadline: str = "",
    contact: str = "",
    sections: Collection[str] | None = None,
    today: date | None = None,
) -> bytes:
    """The workbook as an .xlsx file; equal arguments give equal bytes. `banner` stands on every sheet.

    `sections` names the sections of a part for one ministry. Of the other sections nothing goes into the file: what
    depends on them is shown as it stands now (applies or not) and judged again after the upload.
    """
    plan, out = layout(form, sections), io.BytesIO()
    known = answers if answers is not None else starting_answers(form)
    was = dict(footprints(form, plan, known))
    meta = evolve(
        meta_for(form, plan, language),
        version=version or form.version,
        round=round_code,
        reply=reply_code,
        base=known.content_hash() if answers is not None and sections is None else "",
        sections="" if sections is None else " ".join(sheet.section.name for sheet in plan.sections),
        was=was,
    )
    title = title or form.title.shown_in(language).text or form.id
    cover = Cover(title, deadline, banner, contact)
    with xlsxwriter.Workbook(out, _OPTIONS) as raw:
        raw.set_properties({"created": _CREATED, "title": title, "comments": banner})
        book, lists = _book(raw, form, plan, language, answers, meta, cover, today or _CREATED.date())
        read_me = raw.add_worksheet(book.names["read_me"])
        for section in plan.sections:
            write_section(book, section)
        for table in plan.tables:
            write_table(book, table)
        write_read_me(book, read_me, meta, cover)
        write_logic_sheet(book)
        _write_lists(book, lists)
        _write_meta(raw, meta)
        for name, means in book.where.used.items():
            raw.define_name(name, f"={means}")
    return out.getvalue()


def _book(
    raw: Any,
    form: Form,
    plan: Layout,
    language: Language,
    answers: Answers | None,
    meta: Meta,
    cover: Cover,
    today: date,
) -> tuple[Book, Lists]:
    names = _names(plan, language)
    labels, lists = lists_of(plan, form, language)
    last = {table.id: last_row(answers, table) for table in plan.tables}
    where = Whereabouts(plan, names, last, labels, lists.names, lists.means)
    book = Book(
        raw, form, plan, language, answers, cover.banner, Formats(raw, language, {}),
        Looks(grey(raw), red(raw), yellow(raw)), names, where, standing_of(form, answers, today), meta.identity,
        lists.addresses,
    )  # fmt: skip
    return book, lists


def _names(plan: Layout, language: Language) -> dict[str, str]:
    keys = [sheet.section.name for sheet in plan.sections] + [table.repeat.path for table in plan.tables]
    titles = [heading(sheet.section.number, sheet.section.label, language) for sheet in plan.sections]
    titles += [heading(table.repeat.number, table.repeat.label, language) for table in plan.tables]
    names = sheet_names([word("read_me", language), "lists", "meta", LOGIC, *titles])
    return dict(zip(["read_me", "lists", "meta", LOGIC, *keys], names, strict=True))


def write_logic_sheet(book: Book) -> None:
    """The calculations that nobody sees, for the formulas of the other sheets."""
    sheet = book.book.add_worksheet(book.names[LOGIC])
    sheet.write_string(0, 0, MARKER + LOGIC)
    for row, question in enumerate(book.plan.hidden, 1):
        worked = book.where.calculation(question.path)
        if worked is not None:
            formula, kind = worked
            value = book.standing.values.get(question.path, "")
            sheet.write_string(row, 0, question.name)
            sheet.write_formula(row, 1, "=" + formula, None, float(value) if kind == "number" and value else value)
    sheet.hide()


def _write_lists(book: Book, lists: Lists) -> None:
    sheet = book.book.add_worksheet("lists")
    sheet.write_string(0, 0, MARKER + "lists")
    for column, pair in enumerate(lists.columns):
        for place, texts in enumerate(pair, 1):
            for row, text in enumerate(texts):
                sheet.write_string(row, 2 * column + place, text)
    sheet.hide()


def _write_meta(raw: Any, meta: Meta) -> None:
    sheet = raw.add_worksheet("meta")
    for number, row in enumerate(meta.rows()):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.very_hidden()
