"""A meeting corrected by hand, or taken away."""

from __future__ import annotations

from datetime import date

from django.db.models import ProtectedError

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import policies
from entraide.meetings.models import Meeting

from .changes import save_change


@action("meetings.meeting.corrected")
def correct_meeting(
    act: Act,
    meeting: Meeting,
    *,
    starts_on: date,
    ends_on: date,
    sittings: int,
    title: Text,
    session: Text,
    place: Text,
) -> None:
    """Say anew when and where a meeting is held and what it is called; what is empty is emptied.

    Refused: MEE-001 not the secretariat, MEE-003 it ends before it starts, MEE-013 a sitting would fall outside,
    MEE-029 the body has another meeting that begins on that day.
    """
    policies.may_record(act.actor).enforce()
    if ends_on < starts_on:
        raise refuse("MEE-003")
    if Meeting.objects.filter(body=meeting.body_id, starts_on=starts_on).exclude(pk=meeting.pk).exists():
        raise refuse("MEE-029", day=starts_on.isoformat())
    meeting.starts_on, meeting.ends_on, meeting.sittings = starts_on, ends_on, sittings
    meeting.title, meeting.session, meeting.place = title.to_json(), session.to_json(), place.to_json()
    for sitting in meeting.programme.all():
        if not starts_on <= sitting.local_start.date() <= ends_on:
            raise refuse("MEE-013", day=sitting.local_start.date().isoformat())
    save_change(act, meeting, "starts_on", "ends_on", "sittings", "title", "session", "place")
    act.about(meeting, starts_on=starts_on, ends_on=ends_on)


@action("meetings.meeting.removed")
def remove_meeting(act: Act, meeting: Meeting) -> None:
    """Take away a meeting recorded by mistake, with its agenda and programme. Refused with MEE-025 when papers name it."""
    policies.may_record(act.actor).enforce()
    act.about(meeting, body=meeting.body_id, starts_on=meeting.starts_on)
    try:
        meeting.delete()
    except ProtectedError:
        raise refuse("MEE-025") from None
