"""An entry as cells: the one place that knows how each part of a record is written in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.reference.domain.entities import name

from ..record import Function, Hours, Reach, Span
from ..vocabulary import FUNCTIONS
from .listed import Act, Listed, Person
from .notation import Item, joined
from .words import CODES, said

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REACHES = {"phones": "phone", "faxes": "fax", "emails": "email", "websites": "website", "posts": "post"}


def cells_of(entry: Listed, language: str = CODES) -> dict[str, str]:
    """Every cell by the key of its column; codes, or words of a language."""
    record, how = entry.record, entry.record.procedure
    return {
        "id": str(entry.id or ""), "version": str(entry.version or ""),
        "entity": name(record.entity, language) if language else record.entity, "territory": record.territory,
        **_versions("name", record.name), "original_name": record.original_name,
        "original_language": record.original_language, "transliteration": record.transliteration, "acronym": record.acronym,
        "kind": said("kind", record.kind, language),
        "functions": joined([function_item(one, language) for one in record.functions], language),
        "languages": "; ".join(record.languages), "networks": "; ".join(record.networks),
        "cultural": joined(
            [Item(f"{said('cultural', one.kind, language)}: {one.name}", {"address": one.address} if one.address else {})
             for one in record.cultural], language),
        **{key: joined([reach_item(one) for one in record.reaches if one.kind == kind], language)
           for key, kind in REACHES.items()},
        "time_zone": how.hours.zone, "hours": week(how.hours, language),
        "closed_days": "; ".join(day.isoformat() for day in how.hours.closed), "holidays": how.hours.holidays,
        "channels": "; ".join(said("channel", one, language) for one in how.channels),
        "formats": "; ".join(said("format", one, language) for one in how.formats),
        "translation_certified": _truth(how.translation_certified or None, language),
        **_versions("information", how.information), **_versions("requirements", how.requirements),
        **_versions("urgent", how.urgent), "interpol_urgent": _truth(how.interpol_urgent or None, language),
        "legal_basis": _truth(how.legal_basis, language),
        "acts": "\n".join(act_line(one, language) for one in entry.acts),
        "contacts": joined([person_item(one) for one in entry.contacts], language),
        "invented": _truth(record.invented or None, language),
        "standing": said("standing", entry.standing, language), "confirmed_on": _day(entry.confirmed_on),
    }  # fmt: skip


def _versions(part: str, text: Text) -> dict[str, str]:
    return {f"{part}_{code}": text.versions.get(code, "") for code in LANGUAGES}


def _truth(value: bool | None, language: str) -> str:
    return "" if value is None else said("truth", "yes" if value else "no", language)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def function_item(one: Function, language: str = CODES) -> Item:
    """What an authority is competent for: `Mutual legal assistance: UNTOC 18(13) [exclusive]`."""
    basis = " ".join(part for part in (one.instrument, one.article) if part)
    head = said("function", one.function, language)
    marks = {"exclusive": ""} if one.exclusive else {}
    marks |= {"since": one.since.isoformat()} if one.since else {}
    marks |= {"until": one.until.isoformat()} if one.until else {}
    marks |= {f"scope {code}": text for code, text in one.scope.versions.items()}
    return Item(f"{head}: {basis}" if basis or not FUNCTIONS.get(one.function, ("",))[0] else f"{head}:", marks)


def reach_item(one: Reach) -> Item:
    """A way of reaching the office with what is said of it."""
    marks = {} if one.purpose == "office" else {one.purpose: ""}
    told = {"ext": one.extension, "city": one.city, "country": one.country, "note": one.note}
    marks |= {key: value for key, value in told.items() if value}
    return Item(one.value, marks | ({"public": ""} if one.public else {}))


def person_item(one: Person) -> Item:
    """A contact person."""
    told = {"position": one.position, "phone": one.phone, "language": one.language if one.language != "en" else ""}
    return Item(f"{one.name} <{one.email}>", {key: value for key, value in told.items() if value})


def act_line(one: Act, language: str = CODES) -> str:
    """An act of designation: `Note verbale: NV 12, 2012-10-17`."""
    return f"{said('act', one.kind, language)}: {one.reference}, {one.dated.isoformat()}"


def week(hours: Hours, language: str = CODES) -> str:
    """Opening hours: `mon-thu 09:00-12:30 13:30-17:00; fri 09:00-13:00`."""
    return "; ".join(_days(first, last, spans, language) for first, last, spans in _alike(hours.week) if spans)


def _alike(days: Sequence[tuple[Span, ...]]) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """Runs of days with the same hours."""
    first = 0
    for day in range(1, len(days) + 1):
        if day == len(days) or days[day] != days[first]:
            yield first, day - 1, days[first]
            first = day


def _days(first: int, last: int, spans: tuple[Span, ...], language: str) -> str:
    ends = [said("day", DAYS[day], language) for day in dict.fromkeys((first, last))]
    return " ".join(("-".join(ends), *("-".join(span) for span in spans)))
