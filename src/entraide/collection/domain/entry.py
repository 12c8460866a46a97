"""From what somebody typed on a page to the value that is kept. What cannot be read stays as it was typed."""

from __future__ import annotations

import re

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Refused

from .form import Question
from .numbers import canonical_number, read_date, read_number


@frozen
class Entry:
    """A canonical value, or the raw text where there is none; `notes` say how something doubtful was understood."""

    value: str
    notes: tuple[Problem, ...] = ()


def entered(question: Question, text: str, language: Language) -> Entry:
    """The value that `text` writes, for a page in `language`."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return Entry("")
    try:
        if question.numeric:
            number = read_number(text, language, whole=question.type == "integer")
            return Entry(canonical_number(number.value), number.notes)
        if question.type == "date" and (whole := _year_or_month(question, text)):
            return Entry(whole)
        if question.type == "date":
            day = read_date(text, language)
            return Entry(day.value.isoformat(), day.notes)
    except Refused:
        return Entry(text)
    return Entry(text.upper() if question.kind == "currency" else text)


_PARTS = {"year": re.compile(r"[0-9]{4}"), "month-year": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")}


def _year_or_month(question: Question, text: str) -> str:
    """`2024` or `2024-03` where the form asks for no more: the first day of it, as ODK Collect sends it."""
    for word, pattern in _PARTS.items():
        if word in question.appearance.split() and pattern.fullmatch(text):
            return f"{text}-01-01"[:10]
    return ""
