"""May this person change what is recorded of meetings, and the only doors to bodies, meetings and their rows."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import AgendaItem, Attendance, Body, Meeting, Officer, Sitting, Statement

Row = TypeVar("Row", AgendaItem, Attendance, Officer, Sitting, Statement)


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


def access_row_to_record(actor: Actor, kind: type[Row], meeting_id: int, row_id: int) -> Row:
    """A sitting, item, officer, delegation or statement of that meeting, for the secretariat; NotHere otherwise."""
    access_meeting_to_record(actor, meeting_id)
    rows: models.QuerySet[Row] = kind._default_manager.select_related("meeting")
    found = rows.filter(pk=row_id, meeting=meeting_id).first()
    if found is None:
        raise NotHere
    return found
