"""Days as people write them, in six languages: the day, how precise, and the reading with day and month swapped."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import frozen

from .letters import plain

EARLIEST: Final = 1900
_EPOCH: Final = date(1970, 1, 1).toordinal()
_MONTHS: Final = {
    plain(name): number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene январь января янв يناير كانون_الثاني جانفي",
            "february feb fevrier fevr fev febrero февраль февраля фев فبراير شباط فيفري",
            "march mar mars marzo март марта мар مارس اذار",
            "april apr avril avr abril abr апрель апреля апр ابريل نيسان افريل",
            "may mai mayo май мая مايو ايار ماي",
            "june jun juin junio июнь июня июн يونيو حزيران جوان يونيه",
            "july jul juillet juil julio июль июля июл يوليو تموز جويلية يوليه",
            "august aug aout agosto ago август августа авг اغسطس اب اوت",
            "september sept sep septembre septiembre setiembre set сентябрь сентября сен سبتمبر ايلول",
            "october oct octobre octubre октябрь октября окт اكتوبر تشرين_الاول",
            "november nov novembre noviembre ноябрь ноября ноя نوفمبر تشرين_الثاني",
            "december dec decembre diciembre dic декабрь декабря дек ديسمبر كانون_الاول",
        ),
        1,
    )
    for name in names.replace("_", " ").split(" ")
    + [each.replace("_", " ") for each in names.split(" ") if "_" in each]
    if name not in ("كانون", "تشرين", "الثاني", "الاول")
}
_NUMERALS: Final = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:t[\d:.+z-]*| [\d:.]+)?")
_EUROPEAN: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: [\d:.]+)?")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{4})")
_CHINESE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+(?: (?:الثاني|الاول))?")


@frozen
class Day:
    """`day` and `swap` in days since 1970 (swap None when there is none); precision `d`, `m` or `y`. A problem's name."""

    day: int | None = None
    precision: str | None = None
    swap: int | None = None
    problem: str = ""


def read_day(text: str, today: date) -> Day:
    """The day that `text` writes. A month stands for its first day, a year for its first of January.

    Problems: `unreadable`, `impossible` (31 April), `outside` (before 1900 or after tomorrow).
    """
    parts = _parts(_western(plain(text[:60].strip())).strip(" ."))
    if parts is None:
        return Day(problem="unreadable") if text.strip() else Day()
    return _day(*parts, today)


def _western(text: str) -> str:
    """Chinese numerals of a date as digits: `二〇一五年十二月三日`."""
    if not any(char in text for char in "年月日"):
        return text
    text = re.sub(r"([一二三])?十([一二三四五六七八九])?(?=[月日号])", _tens, text)
    return "".join(_NUMERALS.get(char, char) for char in text).replace(" ", "")


def _tens(found: re.Match[str]) -> str:
    return (found[1] or "一") + (found[2] or "〇")


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day; 0 for what is not said."""
    if found := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        return int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found := _EUROPEAN.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        return (year, first, second) if second > 12 >= first else (year, second, first)
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), int(found[1]), 0
    return _worded(text)


def _worded(text: str) -> tuple[int, int, int] | None:
    year = _YEAR.search(text)
    if not year:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    month = next((_MONTHS[word] for word in _WORD.findall(rest) if word in _MONTHS), 0)
    if not month:
        month = next((_MONTHS[word] for word in re.findall(r"[^\W\d_]+", rest) if word in _MONTHS), 0)
    day = re.search(r"\d{1,2}", rest)
    if day and not month:
        return None
    return int(year[1]), month, int(day[0]) if day else 0


def _day(year: int, month: int, day: int, today: date) -> Day:
    if not EARLIEST <= year <= today.year + 1:
        return Day(problem="outside")
    written = _since(year, month or 1, day or 1)
    if written is None:
        swapped = _since(year, day, month) if day <= 12 else None
        return Day(swapped, "d", None) if swapped is not None else Day(problem="impossible")
    if written > today.toordinal() - _EPOCH + 1:
        return Day(problem="outside")
    swap = _since(year, day, month) if day and day <= 12 and day != month else None
    return Day(written, "d" if day else "m" if month else "y", swap)


def _since(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
