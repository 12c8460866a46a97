"""One cell at a time: from what somebody typed to the answer that is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final, cast

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Refused

from ..answers import FLAGS, MISSING, Flag, Missing
from ..form import Choice, Question
from ..numbers import canonical_number, from_serial, parse_number, read_date, read_number
from .painting import CELL_LIMIT
from .typed import TYPED
from .words import folded, known_as, vocabulary

_MARKS: Final = frozenset(
    {"x", "х", "×", "✓", "✔", "✗", "☒", "☑", "1", "true", "yes", "oui", "sí", "si", "да", "نعم", "是", "ok"}
)
_NO_MARKS: Final = frozenset({"0", "false", "no", "non", "нет", "لا", "否", "-", "☐"})
TYPED_LIMIT: Final = 200
_PARTED = re.compile(r"\s*[;；؛\n]\s*")


@frozen
class Understood:
    """What a cell says. `unread` means that something stands there which could not be taken."""

    value: str = ""
    missing: Missing = ""
    problems: tuple[Problem, ...] = ()
    unread: bool = False


def understand(question: Question, raw: Any, language: Language, place: str) -> Understood:
    """The answer in `raw`, a value as the spreadsheet holds it."""
    text = plain(raw)
    if not text:
        return Understood()
    if folded(text) in _elsewhere():
        return Understood(unread=True)
    missing = _reasons().get(folded(text)) if isinstance(raw, str) else None
    if missing and match_choice(question.choices, text) is None:
        return Understood(missing=cast(Missing, missing))
    try:
        return _by_type(question, raw, text, language, place)
    except Refused as refused:
        return Understood(text[:TYPED_LIMIT], problems=placed(refused.problems, place), unread=True)


def plain(raw: Any) -> str:
    """A value as text: whole numbers without `.0`, days as ISO."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float):
        return canonical_number(Decimal(repr(raw)))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat()
    return str(raw)


def whole_number(text: str) -> int | None:
    """A counting number, in the digits of any language; None for anything else."""
    try:
        number = parse_number(text, "en", whole=True)
    except Refused:
        return None
    return int(number) if number == number.to_integral_value() and 0 < number < 10**6 else None


def marked(raw: Any) -> bool | None:
    """Whether a choice is ticked; None when the cell says something else."""
    text = folded(plain(raw))
    if text in _MARKS:
        return True
    return False if not text or text in _NO_MARKS else None


def match_choice(choices: Iterable[Choice], text: str) -> str | None:
    """The choice meant by a code or by a label in any of the six languages."""
    return _choice_words(tuple(choices)).get(folded(text))


def match_choices(choices: tuple[Choice, ...], text: str, place: str) -> tuple[list[str], tuple[Problem, ...]]:
    """The choices in a list parted by semicolons or lines (or codes parted by spaces), and what is not one."""
    parts = [text] if match_choice(choices, text) else [part for part in _PARTED.split(text) if part]
    if len(parts) == 1 and match_choice(choices, text) is None:
        codes = text.split()
        parts = codes if all(match_choice(choices, code) for code in codes) else parts
    found = [(part, match_choice(choices, part)) for part in parts]
    problems = tuple(Problem("COL-222", {"text": part}, place) for part, value in found if value is None)
    return list(dict.fromkeys(value for _, value in found if value)), problems


def read_missing(raw: Any, place: str) -> Understood:
    """The reason why a figure is not given, in any wording."""
    text = plain(raw)
    known = _reasons().get(folded(text), "")
    if text and not known:
        return Understood(problems=(Problem("COL-225", {"text": text}, place),), unread=True)
    return Understood(missing=cast(Missing, known))


def read_flags(raw: Any, place: str) -> tuple[frozenset[Flag], tuple[Problem, ...]]:
    """The states of a figure, parted by semicolons or commas."""
    parts = [part for part in re.split(r"\s*[;,،；，؛\n]\s*", plain(raw)) if part]
    found = [(part, _states().get(folded(part))) for part in parts]
    problems = tuple(Problem("COL-232", {"text": part}, place) for part, flag in found if flag is None)
    return frozenset(cast(Flag, flag) for _, flag in found if flag), problems


def placed(problems: Iterable[Problem], place: str) -> tuple[Problem, ...]:
    """The same problems, with the cell they were found in."""
    return tuple(Problem(problem.code, problem.params, place) for problem in problems)


def _by_type(question: Question, raw: Any, text: str, language: Language, place: str) -> Understood:
    if question.numeric:
        return _number(question, raw, text, language, place)
    if question.type == "date":
        return _date(raw, text, language, place)
    if question.type in TYPED:
        value = TYPED[question.type](raw, text)
        return Understood(value) if value else _lost("COL-253", place, text=text, type=question.type)
    if question.type == "acknowledge":
        taken = marked(raw)
        return _lost("COL-222", place, text=text) if taken is None else Understood("OK" if taken else "")
    if question.choices and question.type == "select_one":
        found = match_choice(question.choices, text)
        return Understood(found) if found else _lost("COL-222", place, text=text)
    if question.choices:
        values, problems = match_choices(question.choices, text, place)
        return Understood(" ".join(values), problems=problems, unread=bool(problems) and not values)
    cut = isinstance(raw, str) and len(raw) >= CELL_LIMIT
    cell = place.rpartition("!")[2]
    return Understood(text, problems=(Problem("COL-231", {"cell": cell}, place),) if cut else ())


def _number(question: Question, raw: Any, text: str, language: Language, place: str) -> Understood:
    if isinstance(raw, date | time | timedelta):
        return _lost("COL-224", place, cell=place.rpartition("!")[2], text=text)
    if isinstance(raw, bool):
        return _lost("COL-201", place, text=text)
    if isinstance(raw, str):
        number = read_number(raw, language, whole=question.type == "integer")
        return Understood(canonical_number(number.value), problems=placed(number.notes, place))
    return Understood(canonical_number(Decimal(repr(raw))))


def _date(raw: Any, text: str, language: Language, place: str) -> Understood:
    if isinstance(raw, datetime | date):
        return Understood(text[:10])
    if isinstance(raw, float | int) and not isinstance(raw, bool) and 1 <= raw < 100_000:
        return Understood(from_serial(raw).isoformat())
    day = read_date(text, language)
    return Understood(day.value.isoformat(), problems=placed(day.notes, place))


def _lost(code: str, place: str, **params: str) -> Understood:
    """What cannot be read is kept as it was typed, where nothing better stands online."""
    return Understood(params.get("text", "")[:TYPED_LIMIT], problems=(Problem(code, params, place),), unread=True)


@cache
def _reasons() -> Mapping[str, str]:
    return known_as(MISSING)


@cache
def _states() -> Mapping[str, str]:
    return known_as(FLAGS)


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(folded(text) for text in vocabulary()["on_the_site"].values())


def _choice_words(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    return _words_of(tuple((choice.value, tuple(choice.label.versions.values())) for choice in choices))


@lru_cache(maxsize=256)
def _words_of(choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """Kept, because a table asks for the same list on every row."""
    found = {folded(value): value for value, _ in choices}
    for value, labels in choices:
        for label in labels:
            found.setdefault(folded(label), value)
            found.setdefault(folded(f"{label} [{value}]"), value)
    return found
