"""Numbers, dates and states in words, by the language of the page (Unicode CLDR through Babel)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache, wraps
from typing import Final, ParamSpec

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language

from entraide.kernel.languages import Language, as_language

LOCALES: Final[dict[Language, str]] = {"ar": "ar", "en": "en_GB", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_Hans"}
"""`ar` keeps European digits, as the Arabic documents of the United Nations do in tables and symbols."""

P = ParamSpec("P")


def per_language(label: Callable[P, str]) -> Callable[P, str]:
    """Words that hang on the language of the page and the arguments alone, looked up once."""

    @lru_cache(maxsize=4096)
    def kept(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> str:
        return label(*args, **kwargs)

    @wraps(label)
    def said(*args: P.args, **kwargs: P.kwargs) -> str:
        return kept(get_language(), *args, **kwargs)  # type: ignore[arg-type]

    return said


STATE_COLOURS: Final[dict[str, str]] = {
    "not_started": "grey",
    "draft": "grey",
    "empty": "grey",
    "invited": "grey",
    "closed": "grey",
    "withdrawn": "grey",
    "archived": "grey",
    "in_progress": "blue",
    "open": "blue",
    "read": "blue",
    "returned": "yellow",
    "explain": "yellow",
    "doubtful": "yellow",
    "proposed": "yellow",
    "courtesy": "yellow",
    "machine": "yellow",
    "pending": "yellow",
    "to_check": "yellow",
    "asked_back": "yellow",
    "waiting": "yellow",
    "active": "green",
    "late": "red",
    "overdue": "red",
    "stop": "red",
    "failed": "red",
    "refused": "red",
    "sent": "teal",
    "submitted": "teal",
    "done": "green",
    "complete": "green",
    "accepted": "green",
    "confirmed": "green",
    "published": "green",
    "adopted": "green",
    "note": "purple",
}
"""The colour of a status tag; a state that is not listed is grey. The words carry the meaning, never the colour."""


def page_language() -> Language:
    """The language of the page being made, one of the six."""
    return as_language(get_language() or "en")


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language])


def number(value: int | float | Decimal | None) -> str:
    """`12 345,6` in French, `12,345.6` in English; empty for nothing."""
    return "" if value is None else format_decimal(value, locale=_locale(page_language()))


def percent(value: float | Decimal | None, digits: int = 0) -> str:
    """A share between 0 and 1 as a percentage; empty for nothing."""
    if value is None:
        return ""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    locale = _locale(page_language())
    shape = locale.percent_formats[None].pattern.replace("#,##0", pattern)
    return format_percent(value, format=shape, locale=locale)


def _as_date(value: datetime.date | datetime.datetime | str | None) -> datetime.date | datetime.datetime | None:
    if not value:
        return None
    if isinstance(value, str):
        return datetime.datetime.fromisoformat(value) if len(value) > 10 else datetime.date.fromisoformat(value)
    return value


def day(value: datetime.date | datetime.datetime | str | None) -> str:
    """A date in full: `le 15 octobre 2012` without the article. Takes a date, a moment or an ISO string."""
    date = _as_date(value)
    if date is None:
        return ""
    if isinstance(date, datetime.datetime):
        date = timezone.localtime(date).date() if timezone.is_aware(date) else date.date()
    return format_date(date, "long", locale=_locale(page_language()))


def moment(value: datetime.datetime | str | None) -> str:
    """A date with hours and minutes, in the time zone in force."""
    date = _as_date(value)
    if not isinstance(date, datetime.datetime):
        return day(date)
    pattern = str(_locale(page_language()).datetime_formats["medium"])
    return pattern.replace("{1}", day(date)).replace("{0}", clock(date))


def clock(value: datetime.datetime) -> str:
    """Hours and minutes only: the time of the last saving."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_time(local.timetz(), "HH:mm", locale=_locale(page_language()))
