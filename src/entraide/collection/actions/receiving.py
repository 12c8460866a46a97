"""What devices and programs send: judged, kept as it came, marked; never refused for its answers, never lost.

The way of every submission is short on purpose: the judge, one statement (`collection_receive`), an answer.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from attrs import evolve, frozen
from django.db import connection
from psycopg.types.json import Jsonb

from entraide.foundation.actions import REGISTRY, Act, action
from entraide.foundation.audit.ledger import canonical
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import Problem, Refused, refuse

from ..domain.openrosa.envelope import Envelope, read_envelope
from ..domain.openrosa.marks import Marks, marks_of
from ..models import AppKey, Instance, InstanceVersion, Stray
from ..released import Released, released, remembered
from ..together import TOGETHER

RECEIVED = "collection.instance.received"
REGISTRY[RECEIVED] = f"{__name__}.receive"
_HELD = "\x01"
"""Stands in the ledger's line where the function writes the number it has given: no JSON text holds a bare control character."""


@frozen
class Sender:
    """Who sends: a device by its key, or a person through a program; `actor.entity` is the State it sends for."""

    actor: Actor
    project_id: int
    reply_id: int | None = None
    key_id: int | None = None
    digest: str = ""


@frozen
class Arrival:
    """A submission that stands. `fresh` is false for one that was there already."""

    version_id: int
    envelope: Envelope
    released: Released
    fresh: bool


def receive(sender: Sender, xml: bytes, *, form_id: str = "", device: str = "", agent: str = "") -> Arrival:
    """Take a submission. A correction (`deprecatedID`) becomes the next version of what it corrects.

    Refused: COL-404, 405, 406, 410, 411, 412, 413 (and what was sent is kept as a stray), 401 for a key that was revoked,
    407, 416 to 420 for what is no submission at all.
    """
    envelope = read_envelope(xml)
    if form_id and envelope.form_id != form_id:
        raise refuse("COL-416", field="form id", value=envelope.form_id[:80])
    try:
        found = _form(sender, envelope)
        if envelope.deprecated:
            return _corrected(sender, envelope, found, xml, device[:200], agent[:200])
        return _first(sender, envelope, found, xml, device[:200], agent[:200])
    except Refused as refusal:
        if refusal.problems[0].code in STRAYS:
            keep_stray(sender.actor, sender, envelope, xml, refusal.problems[0])
        raise


STRAYS = frozenset({"COL-404", "COL-405", "COL-406", "COL-410", "COL-411", "COL-412", "COL-413"})


def _form(sender: Sender, envelope: Envelope) -> Released:
    found = remembered(sender.project_id, envelope.form_id, envelope.version)
    if found is not None:
        return found
    with acting_as(SYSTEM):
        found = released(sender.project_id, envelope.form_id, envelope.version)
        if found is not None:
            return found
        known = _has_form(sender.project_id, envelope.form_id)
    raise refuse("COL-404", version=envelope.version) if known else refuse("COL-405", form=envelope.form_id)


def _has_form(project_id: int, form_id: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM collection_projectform WHERE project_id = %s AND form_id = %s AND version_id IS NOT NULL",
            [project_id, form_id],
        )
        return cursor.fetchone() is not None


def _first(sender: Sender, envelope: Envelope, found: Released, xml: bytes, device: str, agent: str) -> Arrival:
    now = clock.now()
    marks = marks_of(found.form, xml, now.date())
    given = {**_row(sender, envelope, found, xml, marks, now), "device": device, "agent": agent}
    answer, _space, number = TOGETHER.write({**given, **_entry(sender, marks)}, xml).partition(" ")
    if answer in _REFUSALS:
        raise Refused(_REFUSALS[answer](envelope))
    return Arrival(int(number), envelope, found, answer == "created")


_REFUSALS = {
    "key": lambda _envelope: Problem("COL-401"),
    "form": lambda envelope: Problem("COL-405", {"form": envelope.form_id}),
    "version": lambda envelope: Problem("COL-404", {"version": envelope.version}),
    "closed": lambda _envelope: Problem("COL-411"),
    "conflict": lambda _envelope: Problem("COL-410"),
}


def _row(
    sender: Sender, envelope: Envelope, found: Released, xml: bytes, marks: Marks, now: datetime
) -> dict[str, Any]:
    return {
        "project": sender.project_id, "form": found.form_id, "version": found.version_id, "entity": sender.actor.entity,
        "reply": sender.reply_id, "key": sender.key_id, "digest": sender.digest, "person": sender.actor.person_id,
        "guid": envelope.instance, "name": envelope.name, "sha256": hashlib.sha256(xml).hexdigest(), "valid": marks.valid,
        "findings": marks.to_json(), "moment": now.isoformat(),
    }  # fmt: skip


def _entry(sender: Sender, marks: Marks) -> dict[str, Any]:
    """The ledger's entry, as `audit.ledger.append` would write it; the number of the row is put in by the function."""
    wall, actor = clock.wall(), sender.actor
    roles = "system" if actor.system else " ".join(sorted(actor.roles))
    detail = {"findings": len(marks.rows), "key": sender.key_id, "valid": marks.valid}
    content = {
        "at": wall.astimezone(UTC).isoformat(timespec="microseconds"), "person": actor.person_id, "name": actor.name,
        "roles": roles, "verb": RECEIVED, "object_type": "collection.instance", "object_id": "", "entity": actor.entity,
        "detail": detail,
    }  # fmt: skip
    line = canonical(content).replace('"object_id":""', f'"object_id":"{_HELD}"')
    return {
        "wall": wall.isoformat(), "called": actor.name, "held": roles, "verb": RECEIVED, "detail": detail, "line": line,
    }  # fmt: skip


def keeper(entity: str) -> Actor:
    """The system at work for one State: what a State's device sent is for nobody else's eyes."""
    return evolve(SYSTEM, entity=entity)


def _corrected(sender: Sender, envelope: Envelope, found: Released, xml: bytes, device: str, agent: str) -> Arrival:
    with acting_as(keeper(sender.actor.entity)):
        there = InstanceVersion.objects.filter(
            form_id=found.form_id, entity=sender.actor.entity, guid=envelope.instance
        ).first()
        if there is not None and there.sha256 == hashlib.sha256(xml).hexdigest():
            return Arrival(there.pk, envelope, found, False)
    made = correct_instance(sender.actor, sender, envelope, found, xml, device, agent)
    return Arrival(made.pk, envelope, found, True)


@action("collection.instance.corrected")
def correct_instance(
    act: Act, sender: Sender, envelope: Envelope, found: Released, xml: bytes, device: str = "", agent: str = ""
) -> InstanceVersion:
    """The next version of a submission of the same sender. Refused: COL-401, 406, 411, 412, 413."""
    marks = marks_of(found.form, xml, act.at.date())
    given = _row(sender, envelope, found, xml, marks, act.at)
    with acting_as(keeper(sender.actor.entity)):
        instance, before = _replaced(found, sender.actor.entity, envelope)
        _still_taken(given, envelope)
        InstanceVersion.objects.filter(instance=instance, current=True).update(current=False)
        row = InstanceVersion.objects.create(
            instance=instance, form_id=found.form_id, version_id=found.version_id, entity=instance.entity,
            guid=envelope.instance, name=envelope.name, xml=xml, sha256=given["sha256"], valid=marks.valid,
            person=sender.actor.person_id, key_id=sender.key_id, device=device, agent=agent,
            created_at=act.at,
        )  # fmt: skip
        Instance.objects.filter(pk=instance.pk).update(
            review_state="edited", edits=instance.edits + 1, updated_at=act.at, version_id=found.version_id,
            valid=marks.valid, findings=marks.to_json(),
        )  # fmt: skip
    act.about(instance, edit=instance.edits + 1, replaces=before.pk, valid=marks.valid, findings=len(marks.rows))
    return row


def _replaced(found: Released, entity: str, envelope: Envelope) -> tuple[Instance, InstanceVersion]:
    """What is corrected, held until the end: only of the same State, and only its newest version."""
    rows = InstanceVersion.objects.filter(form_id=found.form_id, entity=entity)
    before = rows.filter(guid=envelope.deprecated).first()
    if before is None:
        raise refuse("COL-406", id=envelope.deprecated)
    instance = Instance.objects.select_for_update().get(pk=before.instance_id)
    if rows.filter(guid=envelope.instance).exists():
        raise refuse("COL-412")
    if not InstanceVersion.objects.filter(pk=before.pk, current=True).exists():
        raise refuse("COL-413", id=envelope.deprecated)
    return instance, before


def _still_taken(given: dict[str, Any], envelope: Envelope) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT collection_takes(%s, %s, %s)", [Jsonb(given), given["form"], given["entity"]])
        answer = cursor.fetchone()[0]
    if answer:
        raise Refused(_REFUSALS[answer](envelope))


@action("collection.stray.kept")
def keep_stray(act: Act, sender: Sender, envelope: Envelope, xml: bytes, problem: Problem) -> None:
    """Keep what is being refused to a device: once, however often it is sent."""
    with acting_as(keeper(sender.actor.entity)):
        if sender.key_id and not AppKey.objects.filter(pk=sender.key_id, revoked_at__isnull=True).exists():
            raise refuse("COL-401")
        row, _fresh = Stray.objects.get_or_create(
            project_id=sender.project_id, entity=sender.actor.entity, sha256=hashlib.sha256(xml).hexdigest(),
            defaults={
                "key_id": sender.key_id, "person": sender.actor.person_id, "form_id": envelope.form_id,
                "version": envelope.version, "guid": envelope.instance, "code": problem.code, "xml": xml,
                "created_at": act.at,
            },
        )  # fmt: skip
    act.about(row, code=problem.code, project=sender.project_id)
