"""Entries as templates show them: rows with their words, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from entraide.foundation.ui.wording import page_language
from entraide.kernel.text import Text

from .. import wording
from ..domain import phones, zones
from ..domain.record import Function, Reach
from ..domain.vocabulary import PURPOSES
from ..queries import AuthorityRow
from .said import week


@frozen
class Competence:
    """A function in words. `key` is its code."""

    key: str
    label: str
    basis: str
    one: Function


@frozen
class Way:
    """A way of reaching in words: `shown` as people read it, `href` to follow it."""

    label: str
    shown: str
    href: str
    one: Reach


@frozen
class Card:
    """An entry in words. `functions` are pairs of what it is competent for and by which article."""

    row: AuthorityRow
    state: str
    kind: str
    standing: str
    functions: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, object], ...]


def card(row: AuthorityRow) -> Card:
    """One entry."""
    return Card(
        row,
        wording.entity_name(row.entity),
        wording.kind_label(row.record.kind),
        wording.standing_label(row.standing),
        tuple((wording.function_label(one.function), wording.basis(one)) for one in row.functions),
        tuple((wording.act_label(one.kind, one.effect), one) for one in row.designations),
    )


@frozen
class Whole:
    """What the page of one entry shows beside its card."""

    competences: tuple[Competence, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    week: tuple[tuple[str, str], ...]
    holidays: str
    languages: str
    channels: str
    formats: str
    networks: str
    cultural: tuple[tuple[str, str, Way], ...]
    texts: tuple[tuple[str, Text], ...]
    original_language: str


def whole(row: AuthorityRow) -> Whole:
    """Everything of an entry, in words."""
    record, procedure = row.record, row.record.procedure
    texts = {"urgent": procedure.urgent, "information": procedure.information, "requirements": procedure.requirements}
    language = page_language()
    return Whole(
        competences=tuple(Competence(one.function, wording.function_label(one.function), wording.basis(one), one) for one in record.functions),
        ways=tuple(_ways(row)),
        week=tuple(week(procedure.hours)) if procedure.hours else (),
        holidays=wording.entity_name(procedure.hours.holidays) if procedure.hours.holidays else "",
        languages=wording.listed(zones.language_named(code, language) for code in record.languages),
        channels=wording.listed(map(wording.channel_label, procedure.channels)),
        formats=wording.listed(map(wording.format_label, procedure.formats)),
        networks=wording.listed(map(wording.network_label, record.networks)),
        cultural=tuple((wording.cultural_label(one.kind), one.name, _guessed(one.address)) for one in record.cultural),
        texts=tuple((wording.section_label(name), text) for name, text in texts.items() if text),
        original_language=record.original_language,
    )  # fmt: skip


def _ways(row: AuthorityRow) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """The ways of reaching by what they are for, the most urgent first."""
    for purpose in sorted(PURPOSES, key=lambda each: each != "urgent"):
        found = tuple(_way(one) for one in row.record.reaches if one.purpose == purpose)
        if found:
            yield wording.purpose_label(purpose), found


def _way(one: Reach) -> Way:
    label = wording.reach_label(one.kind)
    if one.kind == "phone":
        return Way(label, phones.shown(one.value), f"tel:{one.value}" if phones.is_normal(one.value) else "", one)
    if one.kind == "fax":
        return Way(label, phones.shown(one.value), "", one)
    if one.kind == "email":
        return Way(label, one.value, f"mailto:{one.value}", one)
    return Way(
        label,
        one.value,
        one.value if one.kind == "website" and one.value.startswith(("http://", "https://")) else "",
        one,
    )


def _guessed(address: str) -> Way:
    """An address of any sort, as the way of reaching that it looks like."""
    kind = "email" if "@" in address else "website" if address.startswith(("http://", "https://")) else "phone"
    return _way(Reach(kind, address))
