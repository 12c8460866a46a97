"""The work list: what is doubtful in the directory, as far as this person looks after it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from attrs import frozen
from django.db import connection

from entraide.foundation.kept.rows import rows_kept
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text
from entraide.reference.domain.entities import entities, entity

from .. import persons, policies
from ..domain import findings as domain
from ..domain.findings import Finding, Seen, Waiting
from ..models import Draft, Mark


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


def findings(actor: Actor, *, entity: str = "", code: str = "", which: str = "open") -> Sequence[FindingRow]:
    """What is doubtful, by State and entry. `which`: open, mine, aside or all. A State's editor gets its own.

    Rows are made as they are read: a page of fifty makes fifty.
    """
    if not policies.may_see_findings(actor, entity):
        return ()
    entity = entity if actor.staff else actor.entity
    found, names = rows_kept(f"directory.findings {entity} {clock.now().date()}", actor, lambda: _looked(entity))
    marks = {row.key: row for row in (Mark.objects.filter(entity=entity) if entity else Mark.objects.all())}
    if code:
        found = tuple(one for one in found if one.code == code)
    if which not in ("all", "open") or (which == "open" and marks):
        found = tuple(one for one in found if _wanted(which, marks.get(one.key), actor))
    return Rows(found, names, marks)


def _looked(entity: str) -> tuple[tuple[Finding, ...], dict[int, Mapping[str, str]]]:
    seen = _seen(entity)
    found = domain.findings(seen, _waiting(entity), clock.now().date(), is_bound, _parties(entity))
    return found, {one.id: one.name for one in seen}


class Rows(Sequence[FindingRow]):
    """Findings, each made into a row when it is asked for."""

    def __init__(
        self, found: tuple[Finding, ...], names: Mapping[int, Mapping[str, str]], marks: Mapping[str, Mark]
    ) -> None:
        self.found, self._names, self._marks = found, names, marks

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self._row(one) for one in self.found[at]]
        return self._row(self.found[at])

    def _row(self, one: Finding) -> FindingRow:
        return _row(one, self._names, self._marks.get(one.key))


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


def counts_by_state(rows: Sequence[FindingRow]) -> tuple[tuple[str, int], ...]:
    """How many findings each State has, the most first."""
    return tuple(Counter(one.entity for one in (rows.found if isinstance(rows, Rows) else rows)).most_common())


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


FACTS: Final = """
SELECT coalesce(json_agg(json_build_array(a.id, a.entity, a.state, a.confirmed_on, a.name, a.functions, a.languages, a.territory,
    a.original_name, r.ways, coalesce(p.content->'hours'->>'zone', 'none') = '', d.acts, d.notified) ORDER BY a.entity, a.id),
    '[]')::text
FROM directory_authority a
LEFT JOIN (SELECT authority_id, json_agg(json_build_array(kind, purpose, value, bounced_at IS NOT NULL) ORDER BY position) AS ways
    FROM directory_reach WHERE kind IN ('email', 'phone', 'fax') AND (%(entity)s = '' OR entity = %(entity)s)
    GROUP BY authority_id) r ON r.authority_id = a.id
LEFT JOIN directory_procedure p ON p.authority_id = a.id
LEFT JOIN (SELECT authority_id, count(*) AS acts, json_agg(name_notified) FILTER (
    WHERE kind = 'depositary_notification' AND name_notified <> '') AS notified
    FROM directory_designation WHERE effect = 'designation' GROUP BY authority_id) d ON d.authority_id = a.id
WHERE a.state <> 'withdrawn' AND (%(entity)s = '' OR a.entity = %(entity)s)
"""
"""The facts of every entry in one answer: five thousand records built from their tables would take seconds."""


def _seen(entity: str) -> list[Seen]:
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"entity": entity})
        rows = json.loads(cursor.fetchone()[0])
    unreached = persons.unreached(entity)
    return [_facts(row, unreached) for row in rows]


def _facts(row: list[Any], unreached: Mapping[int, int]) -> Seen:
    (
        number,
        entity,
        state,
        confirmed,
        name,
        functions,
        languages,
        territory,
        original,
        ways,
        zoneless,
        acts,
        notified,
    ) = row
    emails, bounced, phones, urgent = [], [], [], False
    for kind, purpose, value, came_back in ways or ():
        if kind == "email":
            emails.append(value)
            bounced += [value] if came_back else []
        else:
            phones.append(value)
            urgent = urgent or (kind == "phone" and purpose == "urgent")
    return Seen(
        number, entity, state, date.fromisoformat(confirmed) if confirmed else None,
        {code: one["text"] for code, one in name.items()}, functions, languages, territory, tuple(emails), tuple(bounced),
        tuple(phones), urgent, bool(zoneless), acts or 0, tuple(notified or ()), original, unreached.get(number, 0),
    )  # fmt: skip
