"""May this person change what is recorded of meetings, and the only doors to bodies, meetings and their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import AgendaItem, Attendance, Body, Meeting, Officer, Sitting, Statement

Kind = Literal["sitting", "item", "officer", "attendance", "statement"]
Row = AgendaItem | Attendance | Officer | Sitting | Statement
_TABLES: Final[Mapping[Kind, type[Any]]] = {
    "sitting": Sitting, "item": AgendaItem, "officer": Officer, "attendance": Attendance, "statement": Statement,
}  # fmt: skip


def may_record(actor: Actor) -> Verdict:
    """Bodies, meetings and what belongs to them are recorded by the secretariat."""
    return YES if actor.staff else no("MEE-001")


def access_body(actor: Actor, body_id: int) -> Body:
    """The body. Bodies are public; NotHere when there is none of this number."""
    found: Body | None = Body.objects.select_related("parent").filter(pk=body_id).first()
    if found is None:
        raise NotHere
    return found


def access_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting. Meetings are public; NotHere when there is none of this number."""
    found: Meeting | None = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if found is None:
        raise NotHere
    return found


def access_body_to_record(actor: Actor, body_id: int) -> Body:
    """The body, for the secretariat; NotHere for everybody else."""
    if not may_record(actor):
        raise NotHere
    return access_body(actor, body_id)


def access_meeting_to_record(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, for the secretariat; NotHere for everybody else."""
    if not may_record(actor):
        raise NotHere
    return access_meeting(actor, meeting_id)


def access_row_to_record(actor: Actor, kind: Kind, meeting_id: int, row_id: int) -> Row:
    """A sitting, item, officer, delegation or statement of that meeting, for the secretariat; NotHere otherwise."""
    access_meeting_to_record(actor, meeting_id)
    found: Row | None = _TABLES[kind].objects.select_related("meeting").filter(pk=row_id, meeting=meeting_id).first()
    if found is None:
        raise NotHere
    return found


def access_sitting_to_record(actor: Actor, meeting_id: int, row_id: int) -> Sitting:
    """The sitting, for the secretariat; NotHere otherwise."""
    found = access_row_to_record(actor, "sitting", meeting_id, row_id)
    assert isinstance(found, Sitting)
    return found


def access_item_to_record(actor: Actor, meeting_id: int, row_id: int) -> AgendaItem:
    """The item of the agenda, for the secretariat; NotHere otherwise."""
    found = access_row_to_record(actor, "item", meeting_id, row_id)
    assert isinstance(found, AgendaItem)
    return found
