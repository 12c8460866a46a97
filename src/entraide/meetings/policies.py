"""May this person change what is recorded of meetings, and the only door to a meeting."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import Meeting


def may_record(actor: Actor) -> Verdict:
    """Bodies, meetings and statements are recorded by the secretariat."""
    return YES if actor.staff else no("MEE-001")


def access_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting. Meetings are public; NotHere when there is none of this number."""
    found: Meeting | None = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if found is None:
        raise NotHere
    return found
