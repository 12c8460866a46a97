"""What is recorded of meetings, as plain rows."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import as_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.meetings.domain import speaking
from entraide.meetings.domain.speaking import Attended, Speakers, Spoke
from entraide.meetings.domain.vocabulary import ROLES
from entraide.meetings.models import AgendaItem, Attendance, Body, Meeting, Officer, Sitting, Statement

from .rows import AgendaRow, AttendanceRow, BodyRow, MeetingRow, OfficerRow, SittingRow, StatementRow


def _body_row(body: Body) -> BodyRow:
    return BodyRow(
        body.pk, body.code, Text.from_json(body.name), body.parent_id, Text.from_json(body.mandate), body.act_kind,
        body.act_label,
    )  # fmt: skip


def _row(meeting: Meeting) -> MeetingRow:
    title, session, place = (Text.from_json(value) for value in (meeting.title, meeting.session, meeting.place))
    return MeetingRow(
        meeting.pk, _body_row(meeting.body), title, session, place, meeting.starts_on, meeting.ends_on,
        meeting.sittings, meeting.changed_at, meeting.sequence,
    )  # fmt: skip


def bodies() -> tuple[BodyRow, ...]:
    """Every body, in the order of its code."""
    return tuple(_body_row(body) for body in Body.objects.order_by("code"))


def body(body_id: int) -> BodyRow:
    """One body; NotHere when there is none of this number."""
    found = Body.objects.filter(pk=body_id).first()
    if found is None:
        raise NotHere
    return _body_row(found)


def meetings(body: int | None = None) -> tuple[MeetingRow, ...]:
    """Every meeting, or those of one body, the latest first."""
    rows = Meeting.objects.select_related("body").order_by("-starts_on", "-id")
    return tuple(_row(found) for found in (rows if body is None else rows.filter(body=body)))


def meeting(meeting_id: int) -> MeetingRow:
    """One meeting; NotHere when there is none of this number."""
    found = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if found is None:
        raise NotHere
    return _row(found)


def _item_row(item: AgendaItem) -> AgendaRow:
    return AgendaRow(item.label, Text.from_json(item.title), item.pk)


def agenda(meeting_id: int) -> tuple[AgendaRow, ...]:
    """Its agenda, in order."""
    return tuple(_item_row(item) for item in AgendaItem.objects.filter(meeting=meeting_id))


def agendas() -> dict[int, tuple[AgendaRow, ...]]:
    """The agenda of every meeting that has one, by the number of the meeting."""
    found: dict[int, list[AgendaRow]] = {}
    for item in AgendaItem.objects.order_by("meeting", "position"):
        found.setdefault(item.meeting_id, []).append(_item_row(item))
    return {meeting_id: tuple(rows) for meeting_id, rows in found.items()}


def sittings(meeting_id: int | None = None) -> tuple[SittingRow, ...]:
    """The programme of a meeting, or of all of them, in the order of time."""
    rows = Sitting.objects.all() if meeting_id is None else Sitting.objects.filter(meeting=meeting_id)
    return tuple(
        SittingRow(
            row.pk, str(row.uid), row.meeting_id, row.number, row.starts_at, row.ends_at, row.zone, row.room,
            tuple(row.agenda_items), row.cancelled, row.changed_at, row.sequence,
        )
        for row in rows
    )  # fmt: skip


def officers(meeting_id: int) -> tuple[OfficerRow, ...]:
    """Who led it: chairs first, then co-chairs, vice-chairs and rapporteurs."""
    rows = [OfficerRow(row.pk, row.role, row.name, row.entity) for row in Officer.objects.filter(meeting=meeting_id)]
    return tuple(sorted(rows, key=lambda row: ROLES.index(row.role)))  # type: ignore[arg-type]


def attendance(actor: Actor, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """The delegations that this person may know of."""
    rows = (
        AttendanceRow(row.pk, Attended(row.entity, row.name, row.capacity), row.delegates, Audience(row.audience))
        for row in Attendance.objects.filter(meeting=meeting_id)
    )
    return tuple(row for row in rows if actor.admits(row.audience, row.attended.entity))


def _spoke(row: Statement) -> Spoke:
    return Spoke(row.entity, row.name, row.capacity, row.group, Text.from_json(row.on_behalf_of))


def statements(meeting_id: int) -> tuple[StatementRow, ...]:
    """Who spoke, in the order of the report."""
    return tuple(
        StatementRow(
            row.entity, row.name, _spoke(row), row.pk, tuple(row.agenda_items),
            row.sitting.number if row.sitting else 0,
        )
        for row in Statement.objects.filter(meeting=meeting_id).select_related("sitting")
    )  # fmt: skip


def spoken(meeting_id: int, language: str, rows: Iterable[StatementRow] | None = None) -> Speakers:
    """Who spoke, as they were called on the day of the meeting, by kind, in the order of `language`."""
    found = statements(meeting_id) if rows is None else rows
    return speaking.speakers((row.spoke for row in found), as_language(language), meeting(meeting_id).starts_on)


def speakers(meeting_id: int, language: str) -> tuple[str, ...]:
    """The names of those who spoke, as they were called on the day of the meeting, in the order of `language`:

    States, then groups, then organisations. Names that nobody recognised follow as they were printed.
    """
    found = spoken(meeting_id, language)
    return (*found.states, *found.groups, *found.organisations)
