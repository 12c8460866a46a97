"""Numbers and dates as people type them in six languages: `1 234,5`, `1,234.5`, `١٬٢٣٤٫٥`, `1'234`, `4 mars 2021`.

Where a mark can be read two ways (`1,234`), the language decides and a note says so (COL-202, COL-204). Texts are
limited to 60 characters; what is longer is neither a number nor a date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from attrs import frozen
from babel.dates import get_month_names
from babel.numbers import format_decimal, format_percent

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Problem, refuse

LIMIT: Final = 60
DECIMAL_MARK: Final[dict[Language, str]] = {"ar": ".", "en": ".", "es": ",", "fr": ",", "ru": ",", "zh": "."}
"""The mark before the fraction when a number is written with European digits."""

_MARKS = {
    **dict.fromkeys(" \u00a0\u2007\u2009\u202f'’ʼ٬", "_"),  # can only part thousands
    **dict.fromkeys("،，", ","),
    "．": ".",
    "٫": "d",  # can only precede a fraction
    **dict.fromkeys("−–﹣－", "-"),
    "＋": "+",
}
_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_SHAPE = re.compile(r"([+-]?)((?:\d|[.,](?=\d))[\d_.,]*|(?=d\d))(?:d(\d+))?")
_WHOLE = re.compile(r"\d+|\d{1,3}([_.,])\d{3}(?:\1\d{3})*")

_LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_MONTH = r"(?P<month>[^\W\d]+(?:[ /][^\W\d]+){0,3}?)\.?"
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er|º|-е)?\.?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})(?:\s*г\.?)?"
)
_MONTH_DAY = re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})")


@frozen
class Number:
    """A number and how its text was understood."""

    value: Decimal
    notes: tuple[Problem, ...] = ()


@frozen
class Day:
    """A date and how its text was understood."""

    value: date
    notes: tuple[Problem, ...] = ()


def read_number(text: str, language: Language, *, whole: bool = False) -> Number:
    """The number that `text` writes; `whole` says that only whole numbers make sense. Refuses with COL-201."""
    marked = _marked(text)
    match = _SHAPE.fullmatch(marked)
    if match is None or len(text) > LIMIT:
        raise refuse("COL-201", text=text[:LIMIT])
    sign, body, fraction = match.groups()
    decimal, doubtful = (None, False) if fraction else _decimal_mark(body, language, whole)
    if decimal:
        body, _, fraction = body.rpartition(decimal)
    if not _WHOLE.fullmatch(body or "0") or "_" in (fraction or ""):
        raise refuse("COL-201", text=text)
    value = Decimal(f"{sign}{re.sub('[_.,]', '', body) or '0'}.{fraction or '0'}")
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    notes = (Problem("COL-202", {"text": text.strip(), "value": format_number(value, language)}),) if doubtful else ()
    return Number(value, notes)


def parse_number(text: str, language: Language, *, whole: bool = False) -> Decimal:
    """The value alone, without the notes."""
    return read_number(text, language, whole=whole).value


def canonical_number(value: Decimal) -> str:
    """As it is stored: `1234.5`, no exponent, no zeros at the end."""
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def format_number(value: Decimal | int, language: Language) -> str:
    """As a reader of the language expects it, with European digits as in United Nations documents."""
    return format_decimal(
        Decimal(value), locale=language, numbering_system="latn", decimal_quantization=False, group_separator=True
    )


def format_change(share: Decimal, language: Language) -> str:
    """A share as a change, `+12%` or `-3.5 %` as the language writes it; tenths where it is less than ten per cent."""
    digits = ".#" if abs(share) < Decimal("0.1") else ""
    space = "\u00a0" if language in ("es", "fr", "ru") else ""
    pattern = f"+#,##0{digits}{space}%;-#,##0{digits}{space}%"
    return format_percent(share, pattern, locale=language, numbering_system="latn")


def read_date(text: str, language: Language) -> Day:
    """The date that `text` writes; of `3/4/2021` the day comes first, with a note. Refuses with COL-203."""
    plain = _latin_digits(text)
    found = None if len(text) > LIMIT else _numeric_date(plain) or _serial(plain) or _named_date(plain, language)
    if found is None:
        raise refuse("COL-203", text=text[:LIMIT])
    day, doubtful = found
    return Day(day, (Problem("COL-204", {"text": text.strip(), "value": day.isoformat()}),) if doubtful else ())


def parse_date(text: str, language: Language) -> date:
    """The date alone, without the notes."""
    return read_date(text, language).value


def from_serial(serial: float) -> date:
    """The day that a spreadsheet means by a number of days since 30 December 1899."""
    return date(1899, 12, 30) + timedelta(days=int(serial))


def _latin_digits(text: str) -> str:
    kept = _INVISIBLE.sub("", text).strip()
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in kept)


def _marked(text: str) -> str:
    plain = "".join(_MARKS.get(mark, mark) for mark in _latin_digits(text).replace("d", "?"))
    return re.sub(r"^([+-])_+", r"\1", re.sub("_+", "_", plain))


def _decimal_mark(body: str, language: Language, whole: bool) -> tuple[str | None, bool]:
    """Which of `.` and `,` precedes a fraction in `body`, and whether that had to be guessed."""
    used = [mark for mark in ".," if mark in body]
    if len(used) == 2:
        return max(used, key=body.rindex), False
    if not used or body.count(used[0]) > 1:
        return None, False
    head, _, tail = body.partition(used[0])
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head == "0" or "_" in body:
        return used[0], False
    return (None if whole or used[0] != DECIMAL_MARK[language] else used[0]), True


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric_date(text: str) -> tuple[date, bool] | None:
    match = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?", text)
    if match:
        found = _made(*map(int, match.groups()))
        return (found, False) if found else None
    match = re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})", text)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    found, other = _made(year, second, first), _made(year, first, second)
    if found:
        return found, other is not None and other != found
    return (other, True) if other else None


def _serial(text: str) -> tuple[date, bool] | None:
    """Only numbers of five digits (1927 to 2119), so that a year alone is not taken for one."""
    return (from_serial(int(text)), False) if re.fullmatch(r"[1-7]\d{4}(?:\.0+)?", text) else None


def _named_date(text: str, language: Language) -> tuple[date, bool] | None:
    match = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    name = match["month"].rpartition("/")[2].casefold()
    order = (language, *(code for code in LANGUAGES if code != language))
    month = next((number for code in order if (number := _months(code).get(name))), None)
    found = _made(int(match["year"]), month, int(match["day"])) if month else None
    return (found, False) if found else None


@cache
def _months(language: Language) -> dict[str, int]:
    """The names of the months, long and short, to their numbers; in Arabic also those used in the Levant."""
    names = {
        name.rstrip(".").casefold(): number
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
    if language == "ar":
        names |= {name: number for number, name in enumerate(_LEVANT, 1)}
    return names
