"""Dates inside expressions: a number of days since 1970-01-01T00:00Z, with the time zone they are shown in."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from attrs import frozen

_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Days(float):
    """A date turned into a number by `number()`: fractional as a number, whole days when printed."""

    __slots__ = ()


@frozen
class Moment:
    """A date, with or without a time; `when` is None when the text was no date. `given` is false for an empty text."""

    when: datetime | None
    given: bool = True

    @property
    def days(self) -> float:
        """Days since the epoch, with a fraction; NaN for no date."""
        return math.nan if self.when is None else (self.when - _EPOCH) / _DAY

    @property
    def text(self) -> str:
        """`2018-01-02` at local midnight, else with time and offset; "" for nothing, `Invalid Date` for no date."""
        if self.when is None:
            return "Invalid Date" if self.given else ""
        if (self.when.hour, self.when.minute, self.when.second, self.when.microsecond) == (0, 0, 0, 0):
            return self.when.date().isoformat()
        return self.when.isoformat(timespec="milliseconds")


NO_DATE = Moment(None)


def looks_like_date(text: str) -> bool:
    """Whether a text is a date or a date with time, as ISO 8601 writes them."""
    return bool(_DATE.fullmatch(text))


def parse(text: str, zone: tzinfo) -> Moment:
    """The moment that a text names, in `zone` where it names no offset."""
    text = text.strip()
    if not text:
        return Moment(None, given=False)
    match = _DATE.fullmatch(text)
    if not match:
        return NO_DATE
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    own = _offset(offset, zone)
    if own is None:
        return NO_DATE
    try:
        when = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), _micro(fraction), own
        )
        return Moment(when.astimezone(zone))
    except (ValueError, OverflowError):
        return NO_DATE


def of_days(days: float, zone: tzinfo) -> Moment:
    """The moment so many days after the epoch; to the millisecond, so that sums of days stay whole."""
    if math.isnan(days) or math.isinf(days):
        return NO_DATE
    try:
        return Moment((_EPOCH + timedelta(milliseconds=round(days * 86_400_000))).astimezone(zone))
    except OverflowError:
        return NO_DATE


def of_date(day: date, zone: tzinfo) -> Moment:
    """Local midnight of a day."""
    return Moment(datetime(day.year, day.month, day.day, tzinfo=zone))


def decimal_time(text: str, zone: tzinfo) -> float:
    """The local time of day as a fraction of it; NaN when the text is no time."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        return math.nan
    hour, minute, second, fraction, offset = match.groups()
    own = _offset(offset, zone)
    if own is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return math.nan
    when = datetime(1970, 1, 2, int(hour), int(minute), int(second or 0), _micro(fraction), own).astimezone(zone)
    return (when - when.replace(hour=0, minute=0, second=0, microsecond=0)) / _DAY


def formatted(moment: Moment, pattern: str) -> str:
    """By the letters of the ODK specification (`%Y-%m-%d %H:%M`); unknown letters are left out."""
    when = moment.when
    if when is None:
        return moment.text
    letters = {
        "Y": f"{when.year:04d}",
        "y": f"{when.year % 100:02d}",
        "m": f"{when.month:02d}",
        "n": str(when.month),
        "b": _MONTHS[when.month - 1],
        "d": f"{when.day:02d}",
        "e": str(when.day),
        "H": f"{when.hour:02d}",
        "h": str(when.hour),
        "M": f"{when.minute:02d}",
        "S": f"{when.second:02d}",
        "3": f"{when.microsecond // 1000:03d}",
        "a": _WEEKDAYS[when.weekday()],
        "W": str(when.isocalendar().week),
        "%": "%",
    }
    return re.sub(r"%(.)", lambda found: letters.get(found.group(1), ""), pattern)


def _micro(fraction: str | None) -> int:
    return int(((fraction or "") + "000000")[:6])


def _offset(text: str | None, zone: tzinfo) -> tzinfo | None:
    if text is None:
        return zone
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:] if len(text) > 3 else 0)
    if hours > 14 or minutes > 59:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text[0] == "-" else size)
