"""Times, moments and places on a map, as people type them or spreadsheets keep them; "" for what is none of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from entraide.kernel.problems import Refused

from ..numbers import parse_date

_TIME: Final = re.compile(
    r"(\d{1,2})\s*[:.hHч时]\s*(\d{2})(?:\s*[:.m分]\s*(\d{2}))?\s*(?:min|мин\.?|分)?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?",
    re.IGNORECASE,
)
_MOMENT: Final = re.compile(r"(.*?\d{4}|\d{4}.*?)[\sT,،]+(\d{1,2}\s*[:.hH]\s*\d{2}.*?)(Z|[+-]\d{2}:?\d{2})?")
_DEGREES: Final = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWOnsewo])?")


def time_in(raw: Any, text: str) -> str:
    """`14:30:00`, from a time of day, a fraction of a day, or words such as `14h30`, `2:30 pm`."""
    if isinstance(raw, datetime):
        return raw.time().isoformat("seconds")
    if isinstance(raw, time):
        return raw.isoformat("seconds")
    if isinstance(raw, timedelta):
        return _of_seconds(raw.total_seconds())
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return _of_seconds(raw * 86_400)
    match = _TIME.fullmatch(_latin(text))
    if match is None:
        return ""
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    half = (match[4] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half in ("pm", "م") else 0)
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""


def moment_in(raw: Any, text: str) -> str:
    """`2024-03-14T14:30:00`, from a date with time, a number of days, or both typed one after the other."""
    if isinstance(raw, datetime):
        return raw.isoformat("T", "seconds")
    if isinstance(raw, date):
        return f"{raw.isoformat()}T00:00:00"
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        if not 1 <= raw < 100_000:
            return ""
        found = datetime(1899, 12, 30) + timedelta(seconds=round(raw * 86_400))  # noqa: DTZ001 (days have no zone there)
        return found.isoformat("T", "seconds")
    match = _MOMENT.fullmatch(_latin(text))
    hour = time_in(None, re.sub(r"\.\d+$", "", match[2].strip())) if match else ""
    day = _day(match[1] if match else text)
    return f"{day}T{hour or '00:00:00'}{(match[3] or '') if match else ''}" if day and (hour or match is None) else ""


def point_in(raw: Any, text: str) -> str:
    """`48.8566 2.3522`, from two numbers in degrees, with or without N, S, E, W."""
    del raw
    plain = _latin(text).replace("٫", ".").replace("−", "-")
    rest = _DEGREES.sub("", plain)
    found = _DEGREES.findall(plain)
    if not 2 <= len(found) <= 4 or re.sub(r"[\s,;،؛°]", "", rest):
        return ""
    numbers = [
        float(number.replace(",", ".")) * (-1 if side.lower() in ("s", "w", "o") else 1) for number, side in found
    ]
    if found[0][1].lower() in ("e", "w", "o"):
        numbers[:2] = reversed(numbers[:2])
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return ""
    return " ".join(format(number, ".10f").rstrip("0").rstrip(".") for number in numbers)


def _of_seconds(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}" if 0 <= whole < 86_400 else ""


def _day(text: str) -> str:
    try:
        return parse_date(text.strip(), "en").isoformat()
    except Refused:
        return ""


def _latin(text: str) -> str:
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text.strip())


TYPED: Final[Mapping[str, Callable[[Any, str], str]]] = {"time": time_in, "dateTime": moment_in, "geopoint": point_in}
