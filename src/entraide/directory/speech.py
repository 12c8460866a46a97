"""Lists, languages, lengths of time and clocks in words, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_skeleton, get_timezone_location
from babel.lists import format_list
from babel.units import format_unit

from entraide.foundation.ui.wording import LOCALES, page_language

from .domain.opening import zone_of
from .domain.zones import language_named

_BEFORE_I = re.compile(r" y (?=h?[ií](?![aeo])[^ ]*$)", re.IGNORECASE)
"""Spanish says `francés e inglés`."""


def joined(words: Iterable[str]) -> str:
    """A list as one writes it in the language of the page; with semicolons where its words hold commas."""
    given, language = list(words), page_language()
    if any(comma in word for word in given for comma in ",،，"):
        return {"ar": "؛ ", "fr": "\u202f; ", "zh": "；"}.get(language, "; ").join(given)
    said = format_list(given, locale=_locale(language)) if given else ""
    return _BEFORE_I.sub(" e ", said) if language == "es" else said


def languages(codes: Iterable[str]) -> str:
    """Languages by their names."""
    return joined(language_name(code) for code in codes)


def language_name(code: str) -> str:
    """A language of ISO 639 by its name, the code where there is none."""
    return language_named(code, page_language())


def length(minutes: int) -> str:
    """`8 hours 20 minutes`; days from two days on."""
    return _length(minutes, page_language())


@lru_cache(maxsize=4096)
def _length(minutes: int, language: Any) -> str:
    days, rest = divmod(minutes, 24 * 60) if minutes >= 48 * 60 else (0, minutes)
    counted = (("day", days), ("hour", rest // 60), ("minute", 0 if days else rest % 60))
    locale = _locale(language)
    said = [_counted(count, f"duration-{unit}", locale) for unit, count in counted if count]
    between = {"ar": " و", "zh": ""}.get(language, " ")
    return between.join(said) if said else _counted(0, "duration-minute", locale)


def _counted(count: int, unit: str, locale: Locale) -> str:
    """Where a language has one wording for long and short (all of Chinese, days in Arabic), Babel knows the short one only."""
    said = str(format_unit(count, unit, locale=locale))
    return str(format_unit(count, unit, length="short", locale=locale)) if unit in said else said


def moment(at: datetime, zone: Any) -> str:
    """Day of the week, day, month, hour and minute on the clock of a zone."""
    place = zone_of(zone) if isinstance(zone, str) else zone
    local = at.astimezone(place) if place else at
    return f"{_day(local.date(), page_language())} {local:%H:%M}"


@lru_cache(maxsize=1024)
def _day(day: date, language: Any) -> str:
    """Finding a pattern costs Babel a millisecond, and a page of answers tells few days many times."""
    return str(format_skeleton("MMMEd", datetime.combine(day, time()), locale=_locale(language), tzinfo=None))


def city(zone: str) -> str:
    """The place that a zone is named after, in the language of the page."""
    return _city(zone, page_language())


@lru_cache(maxsize=2048)
def _city(zone: str, language: Any) -> str:
    return str(get_timezone_location(zone, locale=_locale(language), return_city=True))


@lru_cache(maxsize=8)
def _locale(language: Any) -> Locale:
    return Locale.parse(LOCALES[language])


def apart(value: str, ltr: bool = False) -> str:
    """A number or a foreign name inside a sentence, kept from disturbing the order of the words around it."""
    return f"{chr(0x2066) if ltr else chr(0x2068)}{value}{chr(0x2069)}"
