"""Dates as the six languages print them: one day, several days, a span; as ISO dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from attrs import frozen

from entraide.kernel.languages import Language

from .lexicon import listed, word
from .numbers import western

_HAN_DAYS = re.compile(
    r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?((?: ?[、和至—–-] ?(?:\d{1,2} ?月 ?)?\d{1,2} ?日?)*)"
)
_HAN_MORE = re.compile(r"(?:(\d{1,2}) ?月 ?)?(\d{1,2})(?: ?日|$)")


@frozen
class Days:
    """Days named in a text between `start` and `end`, as ISO dates in the order of the text."""

    start: int
    end: int
    dates: tuple[str, ...]


def days(text: str, language: Language) -> Iterator[Days]:
    """Every date of a text that has its year; days that do not exist are left out."""
    plain = western(text)
    if language == "zh":
        yield from _han_days(plain)
        return
    for found in _shape(language).finditer(plain):
        year, months = int(found["year"]), month_names(language)
        month = months[found["month"].lower()]
        first = months[found["first"].lower()] if found["first"] else month
        numbers = [int(number) for number in re.findall(r"\d+", found["more"] or "")]
        dates = [_iso(year, first, int(found["day"])), *(_iso(year, month, number) for number in numbers)]
        kept = tuple(day for day in dates if day)
        if kept:
            yield Days(found.start(), found.end(), kept)


def _han_days(text: str) -> Iterator[Days]:
    for found in _HAN_DAYS.finditer(text):
        year, month = int(found[1]), int(found[2])
        dates = [_iso(year, month, int(found[3]))]
        for more in _HAN_MORE.finditer(found[4]):
            month = int(more[1]) if more[1] else month
            dates.append(_iso(year, month, int(more[2])))
        kept = tuple(day for day in dates if day)
        if kept:
            yield Days(found.start(), found.end(), kept)


@cache
def _shape(language: Language) -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, month_names(language)), key=len, reverse=True))
    between = rf"\s*(?:{word('between_days', language)})\s*"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|º|°)?(?:\s+(?:de\s+)?(?P<first>{month})(?=\s*{between}\d{{1,2}}(?:er)?\s))?"
        rf"(?P<more>(?:(?:{between})(?:el\s+|le\s+|les\s+)?\d{{1,2}}(?:er)?)*)\s+(?:de\s+)?(?P<month>{month})"
        r",?\s+(?:de(?:l)?\s+)?(?:عام\s+)?(?P<year>\d{4})(?!\d)",
        re.IGNORECASE,
    )


@cache
def month_names(language: Language) -> dict[str, int]:
    """Each name of a month, lower case; in Arabic either of the two names that are printed side by side also alone."""
    months: dict[str, int] = {}
    for turn, names in enumerate(listed("months", language), 1):
        months |= {name.lower(): turn for name in (names, *names.split("/"))}
    return months


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
