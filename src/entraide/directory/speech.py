"""Lists, languages, lengths of time and clocks in words, in the language of the page."""

from __future__ import annotations

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


def joined(words: Iterable[str]) -> str:
    """A list as one writes it in the language of the page; with semicolons where its words hold commas."""
    given, language = list(words), page_language()
    if any(comma in word for word in given for comma in ",،，"):
        return {"ar": "؛ ", "zh": "；"}.get(language, "; ").join(given)
    return format_list(given, locale=_locale(language)) if given else ""


def languages(codes: Iterable[str]) -> str:
    """Languages by their names."""
    return joined(language_name(code) for code in codes)


def language_name(code: str) -> str:
    """A language of ISO 639 by its name, the code where there is none."""
    return str(_locale(page_language()).languages.get(code, code))


def length(minutes: int) -> str:
    """`8 hours 20 minutes`; days from two days on."""
    return _length(minutes, page_language())


@lru_cache(maxsize=4096)
def _length(minutes: int, language: Any) -> str:
    days, rest = divmod(minutes, 24 * 60) if minutes >= 48 * 60 else (0, minutes)
    counted = (("day", days), ("hour", rest // 60), ("minute", 0 if days else rest % 60))
    locale = _locale(language)
    said = [str(format_unit(count, f"duration-{unit}", locale=locale)) for unit, count in counted if count]
    between = {"ar": " و", "zh": ""}.get(language, " ")
    return between.join(said) if said else str(format_unit(0, "duration-minute", locale=locale))


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
