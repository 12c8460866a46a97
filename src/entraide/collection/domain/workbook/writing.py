"""The offline workbook, written so that people fill it in any spreadsheet program and the reader finds its way back."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from attrs import evolve

from entraide.kernel.languages import Language

from ..answers import Answers
from ..form import Form
from .book import Book, finish
from .layout import MARKER, Layout, heading, layout, sheet_names
from .meta import Meta, meta_for
from .painting import Formats, grey
from .section_sheet import write_section
from .table_sheet import write_table
from .words import INSTRUCTIONS, word

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
) -> bytes:
    """The workbook as an .xlsx file; equal arguments give equal bytes. `banner` stands on every sheet."""
    plan, out = layout(form), io.BytesIO()
    meta = evolve(
        meta_for(form, plan, language),
        version=version or form.version,
        round=round_code,
        reply=reply_code,
        base=answers.content_hash() if answers else "",
    )
    title = title or form.title.shown_in(language).text or form.id
    with xlsxwriter.Workbook(out, _OPTIONS) as raw:
        raw.set_properties({"created": _CREATED, "title": title, "comments": banner})
        book = Book(
            raw, form, plan, language, answers, banner, Formats(raw, language, {}), grey(raw), _names(plan, language)
        )
        _write_read_me(book, meta, title, deadline)
        for section in plan.sections:
            write_section(book, section)
        for table in plan.tables:
            write_table(book, table)
        _write_lists(book)
        _write_meta(raw, meta)
    return out.getvalue()


def _names(plan: Layout, language: Language) -> dict[str, str]:
    keys = [sheet.section.name for sheet in plan.sections] + [table.repeat.path for table in plan.tables]
    titles = [heading(sheet.section.number, sheet.section.label, language) for sheet in plan.sections]
    titles += [heading(table.repeat.number, table.repeat.label, language) for table in plan.tables]
    names = sheet_names([word("read_me", language), "lists", "meta", *titles])
    return dict(zip(["read_me", "lists", "meta", *keys], names, strict=True))


def _write_read_me(book: Book, meta: Meta, title: str, deadline: str) -> None:
    sheet = book.book.add_worksheet(book.names["read_me"])
    sheet.write_string(0, 0, MARKER + "read-me")
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 100)
    looks = book.formats.get
    lines = [(title, "title"), (book.banner, "banner")]
    lines += [(book.words("deadline", date=deadline) if deadline else "", "group")]
    lines += [(book.words(key), "plain") for key in INSTRUCTIONS]
    lines += [(book.words("round", code=meta.round) if meta.round else "", "number")]
    lines += [(book.words("version", code=meta.version), "number")]
    for row, (text, look) in enumerate((line for line in lines if line[0]), 1):
        sheet.write_string(row, 1, text, looks(look, text_wrap=True))
    finish(book, sheet)


def _write_lists(book: Book) -> None:
    sheet = book.book.add_worksheet("lists")
    sheet.write_string(0, 0, MARKER + "lists")
    for column, labels in enumerate(book.lists, 1):
        for row, label in enumerate(labels):
            sheet.write_string(row, column, label)
    sheet.hide()


def _write_meta(raw: Any, meta: Meta) -> None:
    sheet = raw.add_worksheet("meta")
    for number, row in enumerate(meta.rows()):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.very_hidden()
