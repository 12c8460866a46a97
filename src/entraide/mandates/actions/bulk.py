"""The same change to many mandates: shown first, made in one turn, undone as a whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from attrs import asdict, frozen

from entraide.foundation.actions import Act, action
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.transitions import Transitions

from .. import policies
from ..domain.life import IMPLEMENTATION, LIFE, RESPONSE, way
from ..models import Addressee, Mandate
from .assigning import put_in_hands, staff
from .history import change, gathered, hold_all, told, turn_of

MOST: Final = 500
FIELDS: Final = ("life", "response", "implementation", "topics", "due_on", "assignee")
AXES: Final[Mapping[str, Transitions]] = {"response": RESPONSE, "implementation": IMPLEMENTATION}


@frozen
class Planned:
    """What one mandate, or one of its addressees, will be. `possible` is false where its life does not allow it."""

    mandate: int
    addressee: int
    whom: str
    field: str
    before: Any
    after: Any
    possible: bool = True


@frozen
class Plan:
    """What was chosen, what it comes to, and the digest by which it is known that nothing has changed since."""

    ids: tuple[int, ...]
    values: Mapping[str, Any]
    rows: tuple[Planned, ...]

    @property
    def doing(self) -> tuple[Planned, ...]:
        """What will be done."""
        return tuple(row for row in self.rows if row.possible)

    @property
    def seen(self) -> str:
        """Changes when what will be done does."""
        return sha256(json.dumps([asdict(row) for row in self.rows], default=str).encode()).hexdigest()


def plan(actor: Actor, ids: Sequence[int], values: Mapping[str, Any]) -> Plan:
    """What a change to these mandates would come to. `values` are given by FIELDS: states, a tuple, a day, a person's id.

    Refused: MAN-330 none or more than MOST, MAN-331 nothing to set, MAN-324 nobody of the secretariat. NotHere for a
    mandate that is not in the register.
    """
    policies.may_register(actor).enforce()
    wanted = tuple(dict.fromkeys(ids))
    if not 0 < len(wanted) <= MOST:
        raise refuse("MAN-330", count=len(wanted), most=MOST)
    given = {name: values[name] for name in FIELDS if values.get(name) not in (None, "", ())}
    if not given:
        raise refuse("MAN-331")
    if "assignee" in given and given["assignee"] not in {one.id for one in staff()}:
        raise refuse("MAN-324")
    found = _found(wanted)
    rows = tuple(row for pk in wanted for row in _planned(found[pk], given))
    return Plan(wanted, given, rows)


def _found(ids: Sequence[int]) -> dict[int, Mandate]:
    rows = Mandate.objects.filter(pk__in=ids).exclude(life="proposed").exclude(proposal__has_key="rejected_because")
    found = {row.pk: row for row in rows.prefetch_related("addressees", "assignments")}
    if len(found) != len(ids):
        raise NotHere
    return found


def _planned(mandate: Mandate, values: Mapping[str, Any]) -> Iterator[Planned]:
    for name, value in values.items():
        if name in AXES:
            for one in mandate.addressees.all():
                before = getattr(one, name)
                if before != value:
                    possible = way(AXES[name], before, value) is not None
                    yield Planned(mandate.pk, one.pk, one.name or one.text, name, before, value, possible)
        elif name == "assignee":
            if value not in {one.person for one in mandate.assignments.all() if one.done_at is None}:
                yield Planned(mandate.pk, 0, "", name, None, value)
        else:
            yield from _of_mandate(mandate, name, value)


def _of_mandate(mandate: Mandate, name: str, value: Any) -> Iterator[Planned]:
    after = value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
    before = told(mandate, name)
    if before != after:
        possible = name != "life" or way(LIFE, mandate.life, value) is not None
        yield Planned(mandate.pk, 0, "", name, before, after, possible)


@action("mandates.mandates.changed_together")
def apply(act: Act, ids: Sequence[int], values: Mapping[str, Any], seen: str) -> UUID:
    """Do what the preview showed, in one turn; its id. Refused with MAN-332 when the register has changed since."""
    policies.may_register(act.actor).enforce()
    mandates = hold_all(ids)
    made = plan(act.actor, ids, values)
    if made.seen != seen:
        raise refuse("MAN-332")
    if not made.doing:
        raise refuse("MAN-331")
    asked = Addressee.objects.in_bulk([row.addressee for row in made.doing if row.addressee])
    with gathered():
        for (pk, addressee), rows in _by_thing(made).items():
            _do(act, mandates[pk], asked.get(addressee), {row.field: made.values[row.field] for row in rows})
    act.about("mandates.mandate", mandates=list(made.ids), fields=sorted(made.values), changes=len(made.doing))
    act.object_id = str(made.ids[0])
    return turn_of(act)


def _by_thing(made: Plan) -> dict[tuple[int, int], list[Planned]]:
    """What is to be done to each mandate and to each addressee, so that each is written once."""
    found: dict[tuple[int, int], list[Planned]] = defaultdict(list)
    for row in made.doing:
        found[row.mandate, row.addressee].append(row)
    return found


def _do(act: Act, mandate: Mandate, addressee: Addressee | None, values: dict[str, Any]) -> None:
    person = values.pop("assignee", None)
    if person is not None:
        put_in_hands(act, mandate, int(person))
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    change(act, mandate, plain, addressee=addressee)
