"""The programme: sittings recorded, corrected, cancelled, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db.models import Max

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse
from entraide.meetings import policies
from entraide.meetings.models import Meeting, Sitting

from .changes import in_range, known_labels, save_change

MOST_SITTINGS = 500


@action("meetings.sitting.recorded")
def record_sitting(
    act: Act, meeting: Meeting, *, starts_at: datetime, ends_at: datetime, zone: str, number: int = 0, room: str = "",
    agenda_items: Sequence[str] = (),
) -> Sitting:  # fmt: skip
    """Add a sitting. Moments without a zone are told by the clock of `zone`; `number` is the next one when it is 0.

    Refused: MEE-001 not the secretariat, MEE-012 it ends before it starts, MEE-013 not on a day of the meeting, MEE-014
    the number is taken, MEE-015 an unknown zone, MEE-016 an item that is not on the agenda.
    """
    policies.may_record(act.actor).enforce()
    last = meeting.programme.aggregate(last=Max("number"))["last"] or 0
    said = _checked(meeting, None, starts_at, ends_at, zone, number or last + 1, room, agenda_items)
    sitting = Sitting.objects.create(meeting=meeting, changed_at=act.at, **said)
    act.about(sitting, meeting=meeting.pk, number=sitting.number)
    return sitting


@action("meetings.sitting.corrected")
def correct_sitting(
    act: Act, sitting: Sitting, *, starts_at: datetime, ends_at: datetime, zone: str, number: int, room: str = "",
    agenda_items: Sequence[str] = (),
) -> None:  # fmt: skip
    """Say anew when and where a sitting is held and what it takes up. Refused as `record_sitting`."""
    policies.may_record(act.actor).enforce()
    said = _checked(sitting.meeting, sitting, starts_at, ends_at, zone, number, room, agenda_items)
    for field, value in said.items():
        setattr(sitting, field, value)
    save_change(act, sitting, *said)
    act.about(sitting, meeting=sitting.meeting_id, number=sitting.number)


def _checked(
    meeting: Meeting, sitting: Sitting | None, starts_at: datetime, ends_at: datetime, zone: str, number: int, room: str,
    agenda_items: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    if zone not in available_timezones():
        raise refuse("MEE-015", zone=zone)
    in_range(number, 1, MOST_SITTINGS)
    starts_at, ends_at = (_placed(moment, zone) for moment in (starts_at, ends_at))
    if ends_at <= starts_at:
        raise refuse("MEE-012")
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    if not meeting.starts_on <= day <= meeting.ends_on:
        raise refuse("MEE-013", day=day.isoformat())
    others = meeting.programme.exclude(pk=sitting.pk) if sitting else meeting.programme
    if others.filter(number=number).exists():
        raise refuse("MEE-014", number=number)
    return {
        "starts_at": starts_at, "ends_at": ends_at, "zone": zone, "number": number, "room": room.strip()[:120],
        "agenda_items": known_labels(meeting, agenda_items),
    }  # fmt: skip


def _placed(moment: datetime, zone: str) -> datetime:
    """In UTC: on the night on which clocks change, hours of the same clock cannot be compared."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError:
        raise refuse("MEE-013", day=moment.date().isoformat()) from None


@action("meetings.sitting.cancelled")
def set_cancelled(act: Act, sitting: Sitting, cancelled: bool = True) -> None:
    """Say that a sitting does not take place, or that it does after all; nothing happens when that is said already."""
    policies.may_record(act.actor).enforce()
    if sitting.cancelled != cancelled:
        sitting.cancelled = cancelled
        save_change(act, sitting, "cancelled")
    act.about(sitting, meeting=sitting.meeting_id, cancelled=cancelled)


@action("meetings.sitting.removed")
def remove_sitting(act: Act, sitting: Sitting) -> None:
    """Take away a sitting recorded by mistake; statements made at it stay without it."""
    policies.may_record(act.actor).enforce()
    act.about(sitting, meeting=sitting.meeting_id, number=sitting.number)
    sitting.delete()
