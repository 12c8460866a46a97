"""Statements by hand."""

from __future__ import annotations

from collections.abc import Sequence

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import policies
from entraide.meetings.domain.vocabulary import SPEAKING
from entraide.meetings.models import Meeting, Sitting, Statement
from entraide.reference.domain import entities

from .changes import known_entity, known_labels, next_position, one_of
from .recording import speaks_as


@action("meetings.statement.added")
def add_statements(
    act: Act, meeting: Meeting, *, speakers: Sequence[tuple[str, str]], group: str = "", on_behalf_of: Text | None = None,
    capacity: str = "", sitting: Sitting | None = None, agenda_items: Sequence[str] = (),
) -> int:  # fmt: skip
    """Add a statement for each speaker, (code or "", name as printed), at the end; how many.

    `capacity` follows from the rest when it is empty: a group when one is named, else what the speaker is. Refused:
    MEE-001 not the secretariat, MEE-016 an item not on the agenda, MEE-017 nobody has that code, MEE-018 an unknown
    capacity or group, MEE-020 nobody is named, MEE-026 a group without its name, MEE-027 a sitting of another meeting.
    """
    policies.may_record(act.actor).enforce()
    said = [(known_entity(code), name.strip()[:200]) for code, name in speakers if code.strip() or name.strip()]
    behalf = on_behalf_of or Text()
    if not said and not group and not behalf:
        raise refuse("MEE-020")
    if sitting is not None and sitting.meeting_id != meeting.pk:
        raise refuse("MEE-027")
    one_of(group, ("", *(each.code for each in entities.groups())))
    capacity = one_of(capacity or ("group" if group or behalf else ""), ("", *SPEAKING))
    if capacity == "group" and not (group or behalf):
        raise refuse("MEE-026")
    labels, first = known_labels(meeting, agenda_items), next_position(meeting.statements)
    rows = said or [("", "")]
    Statement.objects.bulk_create(
        Statement(
            meeting=meeting, sitting=sitting, entity=code, name=name, capacity=capacity or speaks_as(code),
            group=group, on_behalf_of=behalf.to_json(), agenda_items=labels, position=place,
        )
        for place, (code, name) in enumerate(rows, start=first)
    )  # fmt: skip
    act.about(meeting, statements=len(rows), sitting=sitting.pk if sitting else None)
    return len(rows)


@action("meetings.statement.removed")
def remove_statement(act: Act, statement: Statement) -> None:
    """Take away a statement recorded by mistake."""
    policies.may_record(act.actor).enforce()
    act.about(statement, meeting=statement.meeting_id)
    statement.delete()
