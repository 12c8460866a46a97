"""By when something is asked: a session of a body, a date, a recurrence, a period; the words as printed and what they come to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from attrs import evolve, frozen

from entraide.documents.domain.reading.dates import days, month_names
from entraide.kernel.languages import Language

from .needles import Needle, first, needles
from .numerals import number_in
from .vocabulary import table
from .words import Line, fold, line, western

DueKind = Literal["session", "date", "recurrence", "period"]
LONGEST: Final = 120
"""How many characters of a deadline are kept."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_ORDINAL: Final = r"(?:[^\W_]+(?:[-'. ]+[^\W_]+){0,3}?)"
_HAN_ORDINAL: Final = r"(?:第\s*[零一二三四五六七八九十百\d]+\s*[届次]|下一届|下届|下次|下一次)"
_NUMBER: Final = r"(?:\d{1,3}|[^\W\d_]+)"
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "D": ("day", "jour", "día", "дн", "день", "يوم", "ايام", "天", "日"),
    "W": ("week", "semaine", "semana", "недел", "اسبوع", "اسابيع", "周"),
    "Y": ("year", "an", "année", "año", "год", "лет", "سن", "عام", "اعوام", "年"),
    "M": ("month", "mois", "mes", "месяц", "месячн", "شهر", "اشهر", "个月"),
}


@frozen
class Due:
    """`text` as printed. `value`: a session's number or `next`; an ISO date, month or year; `annual` and its like; an ISO period."""

    text: str
    kind: DueKind
    value: str

    def to_json(self) -> dict[str, str]:
        """As the register keeps it."""
        return {"kind": self.kind, "value": self.value}


def due(text: str | Line, language: Language) -> Due | None:
    """The first deadline in a text; None when nothing says by when. `value` is "" for words that come to nothing certain."""
    folded = text if isinstance(text, Line) else evolve(line(western(text)), text=text)
    found = min(_told(folded.form, language), key=lambda told: told[0].start(), default=None)
    if found is None:
        return None
    match, kind, name = found
    printed = folded.printed(*match.span())
    return Due(printed[:LONGEST], kind, name or _value(kind, western(printed), language))


def last_day(value: str) -> date:
    """The last day of an ISO date, month or year."""
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _told(form: str, language: Language) -> Iterator[tuple[re.Match[str], DueKind, str]]:
    """The first find of every kind, kinds in their order."""
    for kind, name, regexes in _patterns(language):
        found = first(regexes, form)
        if found is not None:
            yield found, kind, name


def _value(kind: DueKind, printed: str, language: Language) -> str:
    if kind == "date":
        return _date(printed, language)
    if kind == "period":
        return _period(printed, language)
    number = number_in(printed, language, "ordinals")
    if number is not None:
        return str(number)
    folded = fold(printed)
    return "next" if any(fold(word) in folded for word in table("deadlines")[language]["next"]) else ""


def _date(printed: str, language: Language) -> str:
    exact = next(iter(days(printed, language)), None)
    if exact is not None:
        return exact.dates[-1]
    year = _YEAR.search(printed)
    if year is None:
        return ""
    month = _month(printed, language)
    return f"{year[0]}-{month:02d}" if month else year[0]


def _month(printed: str, language: Language) -> int:
    if language == "zh":
        found = re.search(r"(\d{1,2})\s*月", printed)
        return int(found[1]) if found else 0
    folded = fold(printed)
    return next((number for name, number in month_names(language).items() if fold(name) in folded), 0)


def _period(printed: str, language: Language) -> str:
    folded = fold(printed)
    unit = next((unit for unit, stems in _UNITS.items() if _has(folded, stems, language)), "")
    number = number_in(printed, language, "cardinals") or 1
    return f"P{number}{unit}" if unit else ""


def _has(folded: str, stems: tuple[str, ...], language: Language) -> bool:
    if language == "zh":
        return any(stem in folded for stem in stems if stem > "\u3400")
    return re.search(rf"\b(?:{'|'.join(stems)})", folded) is not None


@cache
def _patterns(language: Language) -> tuple[tuple[DueKind, str, tuple[Needle, ...]], ...]:
    book: Mapping[str, Any] = table("deadlines")[language]
    kinds: tuple[DueKind, ...] = ("session", "period", "date")
    found: list[tuple[DueKind, str, tuple[Needle, ...]]] = []
    found += [("recurrence", name, _compiled(sources, language)) for name, sources in book["recurrence"].items()]
    found += [(kind, "", _compiled(book[kind], language)) for kind in kinds]
    return tuple(found)


def _compiled(sources: list[str], language: Language) -> tuple[Needle, ...]:
    months = "|".join(sorted(map(re.escape, month_names(language)), key=len, reverse=True)) or "(?!)"
    ordinal = _HAN_ORDINAL if language == "zh" else _ORDINAL
    number = r"(?:\d{1,3}|[一二三四五六七八九十两]+)" if language == "zh" else _NUMBER
    return needles(
        source.replace("{ord}", ordinal).replace("{num}", number).replace("{month}", f"(?:{months})")
        for source in sources
    )
