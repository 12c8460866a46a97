"""The printed directory: entries of one reader as the pages of a book, the same for PDF and Word, in one of six languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from anyascii import anyascii
from attrs import frozen

from entraide.documents.domain.writing.words import spelled
from entraide.kernel.languages import Language, is_language
from entraide.reference.domain.entities import name, treaties

from .exchange.cells import week
from .exchange.listed import Listed
from .exchange.words import said
from .record import Function, Reach
from .zones import language_named

TELEPHONES: Final = ("phone", "fax")


@cache
def words() -> Mapping[str, Any]:
    """printed.yml."""
    table: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("printed.yml").read_text(encoding="utf-8"))
    return table


def word(key: str, language: Language, **told: object) -> str:
    """A fixed word, its places filled."""
    text = str(words()[key][language])
    for place, value in told.items():
        text = text.replace("{" + place + "}", str(value))
    return text


@frozen
class Line:
    """A line of an entry: what it is, what it says, and whether that runs from left to right whatever the language."""

    label: str
    text: str
    level: bool = False


@frozen
class Printed:
    """An entry. `number` is its own in this edition; `others` are further names with their languages."""

    number: int
    name: str
    language: str
    others: tuple[tuple[str, str], ...]
    kind: str
    standing: str
    confirmed: bool
    invented: bool
    functions: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


@frozen
class State:
    """A State or organisation with its entries."""

    code: str
    name: str
    entries: tuple[Printed, ...]


@frozen
class Book:
    """One edition. Indexes name entries by their numbers: of each function by State, and of every name."""

    language: Language
    day: date
    members: bool
    states: tuple[State, ...]
    by_function: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
    by_name: tuple[tuple[str, int], ...]
    not_confirmed: tuple[tuple[str, tuple[int, ...]], ...]
    invented: bool = False
    site: str = ""

    @property
    def count(self) -> int:
        """How many entries it has."""
        return sum(len(state.entries) for state in self.states)

    def cover(self) -> dict[str, str]:
        """What stands on the cover."""
        said_for = "for_members" if self.members else "for_public"
        return {
            "title": word("title", self.language),
            "edition": word("edition", self.language, date=spelled(self.day.isoformat(), self.language)),
            "count": word("entries", self.language, number=self.count), "audience": word(said_for, self.language),
            "invented": word("invented", self.language) if self.invented else "", "site": self.site,
        }  # fmt: skip


def book(entries: Sequence[Listed], language: Language, day: date, *, members: bool, site: str = "") -> Book:
    """The edition. Entries stand in the order they come in: by State in the order of the language."""
    states: dict[str, list[Printed]] = {}
    indexed: dict[str, dict[str, list[int]]] = {}
    open_ones: dict[str, list[int]] = {}
    for number, entry in enumerate(entries, start=1):
        state = name(entry.record.entity, language)
        states.setdefault(entry.record.entity, []).append(_printed(entry, number, language))
        for code in dict.fromkeys(one.function for one in entry.record.functions):
            indexed.setdefault(code, {}).setdefault(state, []).append(number)
        if entry.standing == "not_confirmed":
            open_ones.setdefault(state, []).append(number)
    made = tuple(State(code, name(code, language), tuple(found)) for code, found in states.items())
    order = sorted(indexed, key=lambda code: sorting(said("function", code, language)))
    return Book(
        language, day, members, made,
        tuple((said("function", code, language), _frozen(indexed[code])) for code in order),
        tuple(sorted(_names(made), key=lambda pair: (sorting(pair[0]), pair[1]))), _frozen(open_ones),
        any(entry.record.invented for entry in entries), site,
    )  # fmt: skip


def _frozen(rows: Mapping[str, Sequence[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((state, tuple(numbers)) for state, numbers in rows.items())


def _names(states: Sequence[State]) -> list[tuple[str, int]]:
    return [(one.name, one.number) for state in states for one in state.entries]


@cache
def sorting(text: str) -> str:
    """By the letters without their marks; Chinese by its sounds, which is the order of its dictionaries."""
    return anyascii(text).casefold()


def _printed(entry: Listed, number: int, language: Language) -> Printed:
    record = entry.record
    shown = record.name.shown_in(language)
    first = shown.text or record.original_name
    others = [(record.original_name, record.original_language)] if record.original_name and record.original_name != first else []
    original = next((code for code, status in record.name.statuses.items() if status == "original"), None)
    if original and record.name.versions[original] not in (first, record.original_name):
        others.append((record.name.versions[original], original))
    if record.transliteration and record.transliteration != first:
        others.append((record.transliteration, "und-Latn"))
    return Printed(
        number, f"{first} ({record.acronym})" if record.acronym else first,
        shown.language if shown.text else record.original_language, tuple(others), said("kind", record.kind, language),
        said("standing", entry.standing, language), entry.standing in ("confirmed", "due"), record.invented,
        tuple(_function(one, language) for one in record.functions), tuple(_lines(entry, language)),
    )  # fmt: skip


def _function(one: Function, language: Language) -> tuple[str, str]:
    basis = " ".join(part for part in (treaty_name(one.instrument, language), one.article) if part)
    scope = one.scope.shown_in(language).text
    label = said("function", one.function, language)
    return (f"{label} – {scope}" if scope else label, basis)


@cache
def treaty_name(code: str, language: Language) -> str:
    """The short name of an instrument; "" for none."""
    return next((str(one.name(language, short=True)) for one in treaties() if one.code == code), code)


def _lines(entry: Listed, language: Language) -> list[Line]:
    record, how = entry.record, entry.record.procedure
    territory = [Line(said("columns", "territory", language), record.territory)] if record.territory else []
    found = [*territory, *(_reach(one, language) for one in record.reaches)]
    rows = (
        ("languages", ", ".join(_tongue(code, language) for code in record.languages), False),
        ("hours", " · ".join(part for part in (week(how.hours, language), how.hours.zone) if part), False),
        ("channels", ", ".join(said("channel", one, language) for one in how.channels), False),
        ("formats", ", ".join(said("format", one, language) for one in how.formats), False),
        ("networks", ", ".join(record.networks), True),
    )
    found += [Line(said("columns", key, language), text, level) for key, text, level in rows if text]
    texts = {"information": how.information, "requirements": how.requirements, "urgent": how.urgent}
    for key, text in texts.items():
        if text:
            label = said("columns", f"{key}_en", language).partition(" (")[0]
            found.append(Line(label, text.shown_in(language).text))
    found += [
        Line(said("cultural", one.kind, language), ", ".join(_apart(part, language) for part in (one.name, one.address) if part))
        for one in record.cultural
    ]
    acts = [
        f"{said('act', one.kind, language)} {_apart(one.reference, language)}, {spelled(one.dated.isoformat(), language)}"
        for one in entry.acts
    ]
    return [*found, *(Line("", act) for act in acts)]


def _tongue(code: str, language: Language) -> str:
    return said("tongue", code, language) if is_language(code) else language_named(code, language)


def _apart(text: str, language: Language) -> str:
    """Words of the other direction, isolated, so that the date or the State beside them keeps its place."""
    leftward = any("\u0590" <= sign <= "\u08ff" for sign in text)
    return f"\u2068{text}\u2069" if text and leftward != (language == "ar") else text


def _reach(one: Reach, language: Language) -> Line:
    label = said("reach", one.kind, language)
    if one.purpose != "office":
        label = f"{label} ({said('purpose', one.purpose, language)})"
    text = ", ".join(line.strip() for line in one.value.splitlines() if line.strip())
    if one.kind == "post" and one.country:
        text = ", ".join(part for part in (_apart(text, language), name(one.country, language)) if part)
    if one.extension:
        text = f"{text} ({said('mark', 'ext', language)} {one.extension})"
    return Line(label, f"{text} ({one.note})" if one.note else text, one.kind != "post")
