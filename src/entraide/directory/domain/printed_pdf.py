"""The printed directory as PDF, by `printed.typ`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from entraide.documents.domain.writing.typesetting import families, typeset
from entraide.kernel.languages import direction

from .printed import Book, Line, Printed, word, words

DENSE: Final = 800
"""Past so many entries they are set closely: half the pages, and half the time."""
_LEVEL, _FIRST, _END = "\u2066", "\u2068", "\u2069"
"""Isolates: from left to right, in the direction of the first letter, and their end."""
_FIXED: Final = ("how", "contents", "by_function", "by_name", "not_confirmed", "disclaimer", "mark", "none")


def write_pdf(book: Book) -> bytes:
    """The edition as a PDF with bookmarks, links and tags; the same book gives the same bytes."""
    source = files(__package__).joinpath("printed.typ").read_bytes()
    moment = int(datetime(book.day.year, book.day.month, book.day.day, tzinfo=UTC).timestamp())
    return typeset(source, {"document": json.dumps(_document(book), ensure_ascii=False)}, "pdf", moment, apart=book.count > DENSE)


def _document(book: Book) -> dict[str, Any]:
    language, dense = book.language, book.count > DENSE
    turned = direction(language) == "rtl"
    return {
        "lang": language, "dir": direction(language), "fonts": [one.lower() for one in families(language)],
        "dense": dense, "cover": book.cover(), "words": {key: word(key, language) for key in _FIXED},
        "how": [line[language] for line in words()["how_text"]],
        "states": [
            {"code": state.code, "name": state.name,
             "entries": [_close(one, turned) if dense else _entry(one) for one in state.entries]}
            for state in book.states
        ],
        "by_function": book.by_function, "by_name": book.by_name, "not_confirmed": book.not_confirmed,
    }  # fmt: skip


def _entry(one: Printed) -> dict[str, Any]:
    return {
        "n": one.number, "name": one.name, "others": one.others, "kind": one.kind, "standing": one.standing,
        "ok": one.confirmed, "inv": one.invented, "functions": one.functions,
        "lines": [[line.label, line.text, line.level] for line in one.lines],
    }  # fmt: skip


def _close(one: Printed, turned: bool) -> dict[str, Any]:
    """An entry in few long pieces of text: every piece is shaped by itself, which is most of what setting a page costs."""

    def free(text: str) -> str:
        return f"{_FIRST}{text}{_END}" if turned else text

    lines = (f"{line.label}: {_turned(line, turned)}" if line.label else free(line.text) for line in one.lines)
    functions = (f"{label} ({free(basis)})" if basis else label for label, basis in one.functions)
    return {
        "n": one.number, "name": one.name, "inv": one.invented, "others": " · ".join(free(text) for text, _code in one.others),
        "about": f"{one.kind} · {one.standing}", "text": " · ".join(("; ".join(functions), *lines)),
    }  # fmt: skip


def _turned(line: Line, turned: bool) -> str:
    return f"{_LEVEL if line.level else _FIRST}{line.text}{_END}" if turned else line.text
