"""Who was shown restricted persons. Rooms say it where they hand them out: `saw(actor, "directory.contactpoint", ids, "EGY", Door.PAGE)`.

Cheap and without a lock: one row per viewing and State, in the transaction of the request. What is answered with 400 or more
was not shown, and its row goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from attrs import frozen
from django.db import connection

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .models import Sighting
from .policies import may_read_sightings


class Door(StrEnum):
    """How the persons reached whoever saw them."""

    PAGE = "page"
    API = "api"
    EXPORT = "export"
    PRINTED = "printed"
    JOB = "job"


_INSERT = (
    "INSERT INTO audit_sighting (at, person, name, roles, standing_for, powers, door, object_type, ids, how_many, entity)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def saw(actor: Actor, object_type: str, ids: Iterable[object], entity: str, door: Door) -> None:
    """Record that this person was shown these objects of one State. Nothing is recorded of nothing shown."""
    saw_of_many(actor, object_type, {entity: ids}, door)


def saw_of_many(actor: Actor, object_type: str, shown: Mapping[str, Iterable[object]], door: Door) -> None:
    """The same for a list over several States: `{"EGY": [1, 2], "FRA": [7]}`; one row each, in one round trip."""
    roles = "system" if actor.system else " ".join(sorted(actor.roles))
    powers = " ".join(sorted(getattr(actor, "powers", ())))
    who = (clock.wall(), actor.person_id, actor.name, roles, actor.entity, powers, str(door), object_type)
    rows = [
        (*who, listed, len(listed), entity) for entity, ids in shown.items() if (listed := [str(one) for one in ids])
    ]
    if rows:
        # Without RETURNING: who looks at another State's persons may not read the row that says so.
        with connection.cursor() as cursor:
            cursor.executemany(_INSERT, rows)


@frozen
class Seen:
    """One viewing."""

    id: int
    at: datetime
    name: str
    roles: tuple[str, ...]
    standing_for: str
    powers: str
    door: str
    object_type: str
    ids: tuple[str, ...]
    how_many: int
    entity: str


def sightings(
    actor: Actor, entity: str = "", object_type: str = "", object_id: str = "", person: int | None = None,
    before: int | None = None, limit: int = 100,
) -> tuple[Seen, ...]:  # fmt: skip
    """The newest viewings first, of one State, one object or one viewer; a State's own alone for its focal point.

    Refused with SEC-043 to everybody but director and focal points.
    """
    may_read_sightings(actor).enforce()
    own = actor.entity if not actor.staff else entity
    rows = Sighting.objects.order_by("-id")
    given = {
        "entity": own, "object_type": object_type, "ids__contains": [object_id] if object_id else None,
        "person": person, "id__lt": before,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return tuple(
        Seen(
            row.id, row.at, row.name, tuple(row.roles.split()), row.standing_for, row.powers, row.door, row.object_type,
            tuple(row.ids), row.how_many, row.entity,
        )
        for row in rows[:limit]
    )  # fmt: skip
