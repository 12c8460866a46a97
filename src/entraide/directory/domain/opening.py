"""Is an office open at a moment, and if not, in how many minutes: across days, zones, changes of the clock and holidays.

An hour that the clock skips counts from the moment of the change; an hour that it tells twice belongs to the span both times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from attrs import frozen

from entraide.reference.domain.entities import entities, entity

from .record import Hours

Why = Literal["", "holiday", "closed_day", "day_off", "before", "break", "after"]
HORIZON: Final = 45
"""Days that are looked ahead: an office that is closed for longer has no next opening."""


@frozen
class Opening:
    """How an office stands at a moment. Moments are in UTC, minutes are rounded up.

    `opens` is its next opening and `minutes` the time until then when it is closed; `closes` its next closing and `minutes`
    the time until then when it is open, None where it never closes. `local` is the time at the office, `why` it is closed.
    """

    open: bool
    local: datetime
    opens: datetime | None
    closes: datetime | None
    minutes: int | None
    why: Why = ""
    holiday: str = ""


def zone_of(name: str) -> ZoneInfo | None:
    """The IANA time zone of that name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def opening(hours: Hours, at: datetime, language: str = "") -> Opening | None:
    """How the office stands at `at` (an aware moment); None where its hours or its zone are not said.

    `language` is that of the name of a holiday, where its calendar speaks it.
    """
    zone = zone_of(hours.zone)
    if zone is None or not hours:
        return None
    local = at.astimezone(zone)
    for start, end in _spans(hours, zone, local.date(), language):
        if end <= at:
            continue
        if start <= at:
            endless = end - at > timedelta(days=HORIZON - 2)
            closes = None if endless else end
            return Opening(True, local, None, closes, None if endless else _minutes(end - at))
        why, holiday = _why(hours, local, language)
        return Opening(False, local, start, end, _minutes(start - at), why, holiday)
    return Opening(False, local, None, None, None, *_why(hours, local, language))


def _minutes(length: timedelta) -> int:
    return -int(-length.total_seconds() // 60)


def _spans(hours: Hours, zone: ZoneInfo, today: date, language: str) -> Iterator[tuple[datetime, datetime]]:
    """What is open from yesterday on, in UTC and in order; spans that touch are one."""
    waiting: tuple[datetime, datetime] | None = None
    for offset in range(-1, HORIZON):
        day = today + timedelta(days=offset)
        for start, end in _of_day(hours, zone, day, language):
            if waiting and start <= waiting[1]:
                waiting = (waiting[0], max(waiting[1], end))
            else:
                if waiting:
                    yield waiting
                waiting = (start, end)
    if waiting:
        yield waiting


def _of_day(hours: Hours, zone: ZoneInfo, day: date, language: str) -> Iterator[tuple[datetime, datetime]]:
    """A span that ends at or before its beginning goes on into the next day."""
    if _closed(hours, day, language)[0]:
        return
    for begins, ends in sorted(hours.week[day.weekday()]):
        start = _moment(zone, day, begins, last=False)
        end = _moment(zone, day + timedelta(days=1) if ends <= begins else day, ends, last=True)
        if start < end:
            yield start, end


def _moment(zone: ZoneInfo, day: date, clock: str, last: bool) -> datetime:
    """The moment of an hour on the office's clock; `last` of the two where the clock tells it twice."""
    hour, minute = (int(part) for part in clock.split(":"))
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    wall = datetime.combine(day, time(hour, minute))
    found = wall.replace(tzinfo=zone, fold=1 if last else 0).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall:
        return found
    return _change(zone, *sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)))


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The moment between the two at which the clock jumps, to the minute."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _closed(hours: Hours, day: date, language: str) -> tuple[Why, str]:
    """Why the office is closed all of a day although its week has it open."""
    if day in hours.closed:
        return "closed_day", ""
    name = holidays_of(hours.holidays, day.year, language).get(day, "") if hours.holidays else ""
    return ("holiday", name) if name else ("", "")


def _why(hours: Hours, local: datetime, language: str) -> tuple[Why, str]:
    day, clock = local.date(), f"{local:%H:%M}"
    spans = sorted(hours.week[day.weekday()])
    if not spans:
        return "day_off", ""
    why, name = _closed(hours, day, language)
    if why:
        return why, name
    if clock < spans[0][0]:
        return "before", ""
    return ("break", "") if any(clock < span[0] for span in spans) else ("after", "")


@cache
def _calendars() -> Any:
    """The package `holidays`. It takes most of a second to load, which a web process that is never asked should not pay."""
    return import_module("holidays")


@cache
def holiday_states() -> tuple[str, ...]:
    """The alpha-3 codes of those whose public holidays are known."""
    supported = _calendars().list_supported_countries()
    return tuple(each.code for each in entities() if each.iso2 and each.iso2 in supported)


@lru_cache(maxsize=1024)
def holidays_of(country: str, year: int, language: str = "") -> Mapping[date, str]:
    """The public holidays of a State (ISO 3166 alpha-3) in a year with their names; empty where no calendar is known."""
    package = _calendars()
    try:
        country = entity(country).iso2  # By alpha-3 the package takes Morocco for the month of March.
        spoken = package.country_holidays(country)
        tongue = next((one for one in spoken.supported_languages if language and one.startswith(language)), None)
        found = package.country_holidays(country, years=year, language=tongue) if tongue else None
        return dict(found if found is not None else package.country_holidays(country, years=year))
    except (KeyError, NotImplementedError, AttributeError, ValueError):
        return {}
