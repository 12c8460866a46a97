"""Officers, and who was represented."""

from __future__ import annotations

from collections.abc import Sequence

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse
from entraide.meetings import policies
from entraide.meetings.domain.vocabulary import CAPACITIES, ROLES
from entraide.meetings.models import Attendance, Meeting, Officer

from .changes import in_range, known_entity, next_position, one_of

MOST_DELEGATES = 5000


@action("meetings.officer.recorded")
def add_officer(act: Act, meeting: Meeting, *, role: str, name: str, entity: str = "") -> Officer:
    """Record who led the meeting, under the name that its report prints.

    Refused: MEE-001 not the secretariat, MEE-017 nobody has that code, MEE-018 an unknown role, MEE-020 no name.
    """
    policies.may_record(act.actor).enforce()
    if not name.strip():
        raise refuse("MEE-020")
    officer = Officer.objects.create(
        meeting=meeting, role=one_of(role, ROLES), name=name.strip()[:200], entity=known_entity(entity),
        position=next_position(meeting.officers),
    )  # fmt: skip
    act.about(officer, meeting=meeting.pk, role=role)
    return officer


@action("meetings.officer.removed")
def remove_officer(act: Act, officer: Officer) -> None:
    """Take away an officer recorded by mistake."""
    policies.may_record(act.actor).enforce()
    act.about(officer, meeting=officer.meeting_id, role=officer.role)
    officer.delete()


@action("meetings.attendance.recorded")
def record_attendance(
    act: Act, meeting: Meeting, *, capacity: str, present: Sequence[tuple[str, str]], delegates: int | None = None,
    audience: Audience = Audience.PUBLIC,
) -> int:  # fmt: skip
    """Record delegations, (code or "", name as printed) each; how many were new.

    Who is recorded already gets the new capacity, number of delegates and audience. A number can be said of one
    delegation alone. Refused: MEE-001 not the secretariat, MEE-017 nobody has that code, MEE-018 an unknown capacity
    or an impossible number, MEE-019 a number for several, MEE-020 nobody is named.
    """
    policies.may_record(act.actor).enforce()
    said = {
        known_entity(code) or name.strip()[:200]: (known_entity(code), name.strip()[:200]) for code, name in present
    }
    said.pop("", None)
    if not said:
        raise refuse("MEE-020")
    if delegates is not None and len(said) > 1:
        raise refuse("MEE-019")
    if delegates is not None:
        in_range(delegates, 0, MOST_DELEGATES)
    facts = {"capacity": one_of(capacity, CAPACITIES), "delegates": delegates, "audience": audience.value}
    fresh = sum(_record(meeting, code, name, facts) for code, name in said.values())
    act.about(meeting, capacity=capacity, recorded=len(said), new=fresh)
    return fresh


def _record(meeting: Meeting, code: str, name: str, facts: dict[str, object]) -> bool:
    known = {"entity": code} if code else {"entity": "", "name": name}
    row = Attendance.objects.filter(meeting=meeting, **known).first()
    if row is None:
        Attendance.objects.create(meeting=meeting, entity=code, name="" if code else name, **facts)
        return True
    for field, value in facts.items():
        setattr(row, field, value)
    save(row, *facts)
    return False


@action("meetings.attendance.removed")
def remove_attendance(act: Act, row: Attendance) -> None:
    """Take away a delegation recorded by mistake."""
    policies.may_record(act.actor).enforce()
    act.about(row, meeting=row.meeting_id, capacity=row.capacity)
    row.delete()
