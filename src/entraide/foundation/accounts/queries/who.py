"""Who somebody is, as the rules see them: one entity at a time, with the roles held for it and no others."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from attrs import frozen
from django.db import connection

from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, STAFF, Actor, Power, Role
from entraide.kernel.languages import as_language

from ..models import Person

WHO = "_who"
"""Where a person that came with a session keeps what the database told of them."""
_COLUMNS = [one.attname for one in Person._meta.concrete_fields]
_MOMENTS = {one.attname for one in Person._meta.concrete_fields if one.get_internal_type() == "DateTimeField"}


@frozen
class Hat:
    """One State or organisation that a person stands for, with the roles held for it; the secretariat's is empty."""

    entity: str
    roles: tuple[Role, ...]
    party: bool


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def person_of(who: dict[str, Any]) -> Person:
    """The person, made of what the database told when their session was loaded."""
    values = [_moment(who[name]) if name in _MOMENTS else who[name] for name in _COLUMNS]
    person = Person.from_db("default", _COLUMNS, values)
    setattr(person, WHO, who)
    return person


def _told(person: Person) -> dict[str, Any]:
    """What the person holds: as it came with the session, else asked for now."""
    kept: dict[str, Any] | None = getattr(person, WHO, None)
    if kept is not None:
        return kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT entraide_holds(%s)", [person.pk])
        found: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return found


def hats_of(person: Person | None) -> tuple[Hat, ...]:
    """For whom a person may act today: the secretariat first, then in the order in which they were named."""
    if person is None or not person.is_active:
        return ()
    return _hats(_told(person))


def _hats(told: dict[str, Any]) -> tuple[Hat, ...]:
    now = clock.now()
    held: dict[str, list[dict[str, Any]]] = {}
    for row in told["memberships"]:
        until = _moment(row["until"])
        if until is None or until > now:
            held.setdefault(row["entity"], []).append(row)
    hats = [
        Hat(entity, tuple(dict.fromkeys(Role(row["role"]) for row in rows)), any(row["party"] for row in rows))
        for entity, rows in held.items()
    ]
    return tuple(sorted(hats, key=lambda hat: not set(hat.roles) & STAFF))


def _powers(told: dict[str, Any], session: str) -> frozenset[Power]:
    """Those that are open in this very browser."""
    now = clock.now()
    return frozenset(
        Power(row["power"])
        for row in told["powers"]
        if session and row["session"] == session and datetime.fromisoformat(row["ends_at"]) > now
    )


def actor_of(person: Person | None, entity: str | None = None, session: str = "") -> Actor:
    """The actor that a signed-in person is; ANONYMOUS for nobody and for somebody who has left.

    `entity` is the one they chose to act for, if they stand for several (empty: the secretariat); one that they do not
    stand for counts as no choice. `session` is the digest of the browser's session, in which powers may be open.
    """
    if person is None or not person.is_active:
        return ANONYMOUS
    told = _told(person)
    hats = _hats(told)
    hat = next((one for one in hats if one.entity == entity), hats[0] if hats else Hat("", (), False))
    staff = bool(set(hat.roles) & STAFF)
    return Actor(
        person_id=person.pk,
        name=person.name,
        roles=frozenset(hat.roles),
        entity=hat.entity,
        party=hat.party,
        language=as_language(person.language),
        powers=_powers(told, session) if staff else frozenset(),
    )


def has_second_factor(person: Person) -> bool:
    """Whether signing in asks for more than a passphrase: an authenticator application or a passkey."""
    return bool(_told(person)["second_factor"])
