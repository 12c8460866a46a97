"""The work list: what is doubtful in the directory, as far as this person looks after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import frozen
from django.db.models import Count, F
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text
from entraide.reference.domain.entities import entities, entity

from .. import policies
from ..domain import findings as domain
from ..domain.findings import Finding, Seen, Waiting
from ..models import Authority, Designation, Draft, Mark, Procedure, Reach

COLUMNS = (
    "id", "entity", "state", "confirmed_on", "name", "functions", "languages", "territory", "original_name",
)  # fmt: skip


@frozen
class FindingRow:
    """A finding with what was decided about it. `name` is the authority's, empty for what a State lacks."""

    key: str
    code: str
    entity: str
    authority_id: int | None
    name: Text
    params: Mapping[str, str]
    assigned_to: int | None
    assigned_to_name: str
    set_aside: str

    @property
    def problem(self) -> Problem:
        """The finding as a numbered problem, without its words filled in."""
        return Problem(self.code, self.params)


def findings(actor: Actor, *, entity: str = "", code: str = "", which: str = "open") -> tuple[FindingRow, ...]:
    """What is doubtful, by State and entry. `which`: open, mine, aside or all. A State's editor gets its own."""
    if not policies.may_see_findings(actor, entity):
        return ()
    entity = entity if actor.staff else actor.entity
    seen = _seen(entity)
    found = domain.findings(seen, _waiting(entity), clock.now().date(), is_bound, _parties(entity))
    names = {one.id: one.name for one in seen}
    marks = {row.key: row for row in (Mark.objects.filter(entity=entity) if entity else Mark.objects.all())}
    kept = [one for one in found if not code or one.code == code]
    return tuple(_row(one, names, marks.get(one.key)) for one in kept if _wanted(which, marks.get(one.key), actor))


def _wanted(which: str, mark: Mark | None, actor: Actor) -> bool:
    aside = bool(mark and mark.set_aside)
    if which == "mine":
        return mark is not None and not aside and mark.assigned_to == actor.person_id
    return which == "all" or aside == (which == "aside")


def _row(one: Finding, names: Mapping[int, Mapping[str, Any]], mark: Mark | None) -> FindingRow:
    name = Text(names.get(one.authority_id or 0, {}))  # type: ignore[arg-type]
    return FindingRow(
        one.key, one.code, one.entity, one.authority_id, name, one.params, mark.assigned_to if mark else None,
        mark.assigned_to_name if mark else "", mark.set_aside if mark else "",
    )  # fmt: skip


def counts_by_state(rows: Iterable[FindingRow]) -> tuple[tuple[str, int], ...]:
    """How many findings each State has, the most first."""
    return tuple(Counter(row.entity for row in rows).most_common())


def is_bound(code: str, instrument: str) -> bool | None:
    """Whether a State is party; None where the tables do not know the parties of the instrument, or it is no State."""
    if instrument not in _instruments_with_parties() or code not in _states():
        return None
    return instrument in entity(code).party_to


@cache
def _instruments_with_parties() -> frozenset[str]:
    return frozenset(treaty for one in entities() for treaty in one.party_to)


@cache
def _states() -> frozenset[str]:
    return frozenset(one.code for one in entities("state"))


def _parties(entity: str) -> Iterable[str]:
    return [entity] if entity else sorted(_states())


def _waiting(entity: str) -> list[Waiting]:
    rows = Draft.objects.filter(state__in=["sent", "approved"])
    rows = rows.filter(entity=entity) if entity else rows
    return [
        Waiting(row.pk, row.entity, row.authority_id, row.since.date())
        for row in rows.only("entity", "authority_id", "since")
    ]


def _seen(entity: str) -> list[Seen]:
    """The facts, in five queries, straight out of the columns: no record is built."""
    mine = {"authority__entity": entity} if entity else {}
    rows = Authority.objects.filter(entity=entity) if entity else Authority.objects.all()
    reached: dict[int, list[tuple[str, str, str, Any]]] = defaultdict(list)
    ways = Reach.objects.filter(kind__in=["email", "phone", "fax"], **mine)
    for number, *way in ways.order_by().values_list("authority_id", "kind", "purpose", "value", "bounced_at"):
        reached[number].append(tuple(way))
    hours = KeyTransform("hours", "content")
    timeless = Procedure.objects.filter(content__has_key="hours", **mine).annotate(zone=KeyTextTransform("zone", hours))
    zoneless = set(timeless.filter(zone="").order_by().values_list("authority_id", flat=True))
    acts = dict(Designation.objects.filter(**mine).order_by().values_list("authority_id").annotate(count=Count("id")))
    notified = defaultdict(list)
    named = Designation.objects.filter(kind="depositary_notification", **mine).exclude(name_notified="")
    for number, name in named.order_by().values_list(F("authority_id"), "name_notified"):
        notified[number].append(name)
    return [_facts(row, reached.get(row[0], ()), row[0] in zoneless, acts.get(row[0], 0), notified.get(row[0], ()))
            for row in rows.order_by("entity", "id").values_list(*COLUMNS)]  # fmt: skip


def _facts(
    row: tuple[Any, ...], ways: Iterable[tuple[Any, ...]], zoneless: bool, acts: int, notified: Iterable[str]
) -> Seen:
    number, entity, state, confirmed_on, name, functions, languages, territory, original = row
    return Seen(
        number, entity, state, confirmed_on, {code: one["text"] for code, one in name.items()}, functions, languages, territory,
        emails=tuple(value for kind, _p, value, _b in ways if kind == "email"),
        bounced=tuple(value for kind, _p, value, bounced in ways if kind == "email" and bounced),
        phones=tuple(value for kind, _p, value, _b in ways if kind != "email"),
        urgent=any(kind == "phone" and purpose == "urgent" for kind, purpose, _v, _b in ways),
        hours_without_zone=zoneless, acts=acts, notified=tuple(notified), original_name=original,
    )  # fmt: skip
