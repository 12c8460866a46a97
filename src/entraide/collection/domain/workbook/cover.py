"""The first sheet: what this is, by when and to whom it goes back, how it is filled in, what the codes mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ..answers import FLAGS, MISSING
from .book import Book, finish
from .heights import TITLE_HEIGHT
from .layout import MARKER, heading
from .meta import Meta
from .section_logic import PROGRESS
from .whereabouts import quoted_sheet
from .words import INSTRUCTIONS


@frozen
class Cover:
    """What the instructions say besides how to fill it in: all of it words in the language of the workbook."""

    title: str = ""
    deadline: str = ""
    banner: str = ""
    contact: str = ""
    """To whom it goes back."""


def write_read_me(book: Book, sheet: Any, meta: Meta, cover: Cover) -> None:
    """Written last, when it is known what the formulas could not say; it stands first."""
    sheet.write_string(0, 0, MARKER + "read-me")
    sheet.write_string(0, 4, book.identity)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 100)
    sheet.set_column(2, 2, 50)
    row = 1
    sheet.set_row(1, TITLE_HEIGHT)
    for text, look in _lines(book, meta, cover):
        if text:
            sheet.write_string(row, 1, text, book.formats.get(look, text_wrap=True))
            row += 1
    row = _write_sheets(book, sheet, row)
    for text in (book.words("round", code=meta.round) if meta.round else "", book.words("version", code=meta.version)):
        if text:
            sheet.write_string(row, 1, text, book.formats.get("number"))
            row += 1
    finish(book, sheet)
    sheet.activate()


def _lines(book: Book, meta: Meta, cover: Cover) -> Iterator[tuple[str, str]]:
    yield cover.title, "title"
    yield cover.banner, "banner"
    yield (book.words("deadline", date=cover.deadline) if cover.deadline else ""), "group"
    yield (book.words("back_to", name=cover.contact) if cover.contact else book.words("back")), "group"
    if meta.sections:
        yield book.words("part"), "plain"
    for key in INSTRUCTIONS:
        yield book.words(key), "plain"
    if book.unsaid:
        numbers = ", ".join(sorted(book.unsaid, key=_by_number))
        yield book.words("checked_later", numbers=numbers), "plain"
    yield book.words("missing"), "group"
    for code in MISSING:
        yield f"{book.words(code)}: {book.words('means_' + code)}", "plain"
    yield book.words("status"), "group"
    for flag in FLAGS:
        yield f"{book.words(flag)}: {book.words('means_' + flag)}", "plain"


def _by_number(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _write_sheets(book: Book, sheet: Any, row: int) -> int:
    """Each sheet with how much of it is done."""
    sheet.write_string(row, 1, book.words("sheets"), book.formats.get("group"))
    for section in book.plan.sections:
        row += 1
        name = book.names[section.section.name]
        title = heading(section.section.number, section.section.label, book.language)
        sheet.write_string(row, 1, title, book.formats.get("plain"))
        if section.lines:
            address = f"$I${PROGRESS[0] + 1}"
            formula = f"={quoted_sheet(name)}!{address}"
            sheet.write_formula(row, 2, formula, book.formats.get("plain"), book.progress.get(name, ""))
    return row + 1
