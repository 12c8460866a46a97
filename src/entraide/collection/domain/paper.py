"""The whole questionnaire as paper: every question in reading order with its conditions in words, for a page or a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml
from attrs import frozen

from entraide.documents.domain.writing.typesetting import families, typeset
from entraide.kernel.languages import Language, direction
from entraide.kernel.text import Text

from .form import Choice, Form
from .review.outline import Line, outline

MOST_CHOICES: Final = 40
"""A longer list (States, currencies) is not printed: its name is written on the line."""
Room = Literal["line", "area", "choices", "year", "none", "file"]


@frozen
class Printed:
    """One line of the paper. `room`: what is left free for the answer."""

    line: Line
    room: Room
    note: str = ""
    choices: tuple[Choice, ...] = ()
    year: str = ""


@cache
def _words() -> Mapping[str, Mapping[Language, str]]:
    text = files(__package__).joinpath("paper.yml").read_text(encoding="utf-8")
    found: dict[str, dict[Language, str]] = yaml.safe_load(text)
    return found


def word(key: str, language: Language) -> str:
    """A word of the paper."""
    return _words()[key][language]


def paper(form: Form, language: Language) -> tuple[Printed, ...]:
    """Sections, headings, notes and questions; what is computed is left out."""
    return tuple(_printed(line, form, language) for line in outline(form, language) if line.sort != "computed")


def _printed(line: Line, form: Form, language: Language) -> Printed:
    if line.sort == "repeat":
        return Printed(line, "none", word("rows", language))
    if line.sort != "question":
        return Printed(line, "none")
    year = form.question(line.path).attributes.get("year", "")
    if year:
        return Printed(line, "year", year=year)
    if line.choices and len(line.choices) <= MOST_CHOICES:
        return Printed(line, "choices", _how_many(line, language), line.choices)
    if line.choices:
        return Printed(line, "line", _how_many(line, language))
    if line.type == "file":
        return Printed(line, "file", word("file", language))
    return Printed(line, "area" if "multiline" in line.appearance.split() else "line")


def _how_many(line: Line, language: Language) -> str:
    return word({"select_one": "one", "rank": "rank"}.get(line.type, "several"), language)


def write_paper(form: Form, language: Language, moment: int) -> bytes:
    """The paper as a tagged PDF in one language; `moment` in Unix seconds is its date. The same form gives the same bytes."""
    source = files(__package__).joinpath("paper.typ").read_bytes()
    return typeset(source, {"document": json.dumps(_document(form, language), ensure_ascii=False)}, "pdf", moment)


def _document(form: Form, language: Language) -> dict[str, Any]:
    return {
        "lang": language,
        "dir": direction(language),
        "fonts": [one.lower() for one in families(language)],
        "title": form.title.shown_in(language).text or form.id,
        "version": f"{word('version', language)} {form.version}",
        "words": {key: word(key, language) for key in _words()},
        "lines": list(_rows(paper(form, language), language)),
    }


def _rows(lines: tuple[Printed, ...], language: Language) -> Iterator[dict[str, Any]]:
    for one in lines:
        line = one.line
        yield {
            "sort": line.sort, "depth": line.depth, "number": line.number, "label": _text(line.label, language),
            "hints": [_text(text, language) for text in (line.hint, line.guidance) if text],
            "when": line.when, "required": bool(line.required), "room": one.room, "note": one.note, "year": one.year,
            "kind": line.kind, "choices": [_text(choice.label, language) for choice in one.choices],
        }  # fmt: skip


def _text(text: Text, language: Language) -> dict[str, str]:
    shown = text.shown_in(language)
    return {
        "text": shown.text,
        "lang": shown.language,
        "dir": shown.direction,
        "fallback": "yes" if shown.fallback and shown.text else "",
    }
