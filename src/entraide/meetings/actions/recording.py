"""Recording what a report says: the body, its meeting, the agenda, and who spoke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import policies
from entraide.meetings.domain.agenda import inserted
from entraide.meetings.domain.vocabulary import Speaking
from entraide.meetings.models import AgendaItem, Body, Meeting, Statement
from entraide.reference.domain import entities

NOTHING = Text()


def merged(kept: dict[str, dict[str, str]], said: Text) -> dict[str, dict[str, str]]:
    """The stored text with the languages it lacked; what stands is never overwritten."""
    return {**said.to_json(), **kept}


@action("meetings.body.recorded")
def record_body(act: Act, *, code: str, name: Text, new: bool = False) -> Body:
    """The body with this stem of symbols, made when it is new; names in languages that were missing are added.

    Refused with MEE-002 when the code is empty, with MEE-030 when it should be `new` and is not.
    """
    policies.may_record(act.actor).enforce()
    if not code.strip():
        raise refuse("MEE-002")
    body, fresh = Body.objects.get_or_create(code=code.strip(), defaults={"name": name.to_json()})
    if new and not fresh:
        raise refuse("MEE-030", named=body.code)
    if not fresh:
        body.name = merged(body.name, name)
        save(body, "name")
    act.about(body, new=fresh)
    return body


@action("meetings.meeting.recorded")
def record_meeting(
    act: Act, *, body_code: str, body_name: Text, starts_on: date, ends_on: date, sittings: int = 0,
    title: Text = NOTHING, session: Text = NOTHING, place: Text = NOTHING, agenda: Sequence[tuple[str, Text]] = (),
    new: bool = False,
) -> Meeting:  # fmt: skip
    """The body's meeting that began on that day, made when it is new; otherwise what was missing is added.

    `agenda` holds labels as printed without punctuation (`1 b`) and titles, in any order. Refused: MEE-001 not the
    secretariat, MEE-002 no body, MEE-003 it ends before it starts, MEE-029 it should be `new` and is not.
    """
    policies.may_record(act.actor).enforce()
    if ends_on < starts_on:
        raise refuse("MEE-003")
    body = record_body(act.actor, code=body_code, name=body_name)
    meeting, fresh = Meeting.objects.get_or_create(
        body=body, starts_on=starts_on, defaults={"ends_on": ends_on, "sittings": sittings}
    )
    if new and not fresh:
        raise refuse("MEE-029", day=starts_on.isoformat())
    texts = {"title": title, "session": session, "place": place}
    for field, text in texts.items():
        setattr(meeting, field, merged(getattr(meeting, field), text))
    meeting.sittings = meeting.sittings or sittings
    save(meeting, "sittings", *texts)
    _set_agenda(meeting, agenda)
    act.about(meeting, new=fresh)
    return meeting


def _set_agenda(meeting: Meeting, agenda: Sequence[tuple[str, Text]]) -> None:
    """Keep the items that stand in their order, and add what is new where its label belongs."""
    known = {item.label: item for item in meeting.agenda.all()}
    said = dict(agenda)
    for place, label in enumerate(inserted(tuple(known), said), start=1):
        item = known.get(label) or AgendaItem(meeting=meeting, label=label)
        item.title, item.position = merged(item.title, said.get(label, NOTHING)), place
        item.save()


@action("meetings.statements.recorded")
def record_statements(act: Act, meeting: Meeting, speakers: Sequence[tuple[str, str]]) -> int:
    """Who spoke, in the order of the report: (name as printed, code or ""). How many were new.

    A second report of the same meeting, or the same one in another language, adds only those not yet recorded.
    """
    policies.may_record(act.actor).enforce()
    there = list(meeting.statements.exclude(capacity="group"))
    codes, names = {row.entity for row in there if row.entity}, {row.name for row in there if not row.entity}
    # A name that nobody recognised cannot be compared across languages: it is added only to an empty list.
    fresh = [
        (name, code) for name, code in speakers if (code not in codes if code else not there and name not in names)
    ]
    last = max((row.position for row in meeting.statements.all()), default=0)
    Statement.objects.bulk_create(
        Statement(meeting=meeting, entity=code, name=name, capacity=speaks_as(code), position=last + place)
        for place, (name, code) in enumerate(fresh, start=1)
    )
    act.about(meeting, statements=len(fresh))
    return len(fresh)


def speaks_as(code: str) -> Speaking:
    """What somebody speaks as when nothing else is said."""
    organisations = {each.code for each in entities.entities("organisation")}
    return "organisation" if code in organisations else "state"
