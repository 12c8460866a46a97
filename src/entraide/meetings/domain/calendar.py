"""Sittings as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import frozen

from entraide.kernel.languages import Language

PRODUCT = "-//entraide//meetings//EN"


@frozen
class Event:
    """An entry: a sitting with its hours, or a meeting of whole days whose sittings are not known.

    `starts` and `ends` are moments with a zone, or days (the last one included). `sequence` counts the changes.
    """

    uid: str
    starts: datetime | date
    ends: datetime | date
    summary: str
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


def written(events: Iterable[Event], name: str, language: Language) -> bytes:
    """A calendar in UTF-8: moments in UTC, lines of at most 75 octets ended by CRLF. The same events, the same bytes."""
    import icalendar  # noqa: PLC0415 - takes a quarter of a second to load, and only calendars need it

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name, {"language": language})
    found = list(events)
    for event in found:
        calendar.add_component(_component(icalendar.Event(), event, language))
    if not found:
        calendar.add_component(_nothing(icalendar))
    return bytes(calendar.to_ical())


def _component(entry: Any, event: Event, language: Language) -> Any:
    spoken = {"language": language}
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("dtstart", _start(event.starts))
    entry.add("dtend", _end(event.ends))
    entry.add("summary", event.summary, spoken)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    for key, value in (("location", event.place), ("description", event.description)):
        if value:
            entry.add(key, value, spoken)
    if event.url:
        entry.add("url", event.url)
    return entry


def _start(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _end(moment: datetime | date) -> datetime | date:
    """A last day is named by the day after it."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment + timedelta(days=1)


def _nothing(icalendar: Any) -> Any:
    """A calendar must hold something; the zone of its moments is the least."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a local time by definition
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
