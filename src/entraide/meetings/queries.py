"""What is recorded of meetings, as plain rows."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .models import AgendaItem, Body, Meeting, Statement


@frozen
class BodyRow:
    """A body; `code` is the stem of its symbols."""

    id: int
    code: str
    name: Text


@frozen
class AgendaRow:
    """An item of the agenda, by its printed label."""

    label: str
    title: Text


@frozen
class StatementRow:
    """Somebody who spoke: `entity` their code, or "" for a name that nobody recognised; `printed` as in the report."""

    entity: str
    printed: str


@frozen
class MeetingRow:
    """A meeting. `sittings` is 0 when the report does not say."""

    id: int
    body: BodyRow
    title: Text
    session: Text
    place: Text
    starts_on: date
    ends_on: date
    sittings: int


def _body_row(body: Body) -> BodyRow:
    return BodyRow(body.pk, body.code, Text.from_json(body.name))


def _row(meeting: Meeting) -> MeetingRow:
    title, session, place = (Text.from_json(value) for value in (meeting.title, meeting.session, meeting.place))
    return MeetingRow(
        meeting.pk, _body_row(meeting.body), title, session, place, meeting.starts_on, meeting.ends_on, meeting.sittings
    )


def bodies() -> tuple[BodyRow, ...]:
    """Every body, in the order of its code."""
    return tuple(_body_row(body) for body in Body.objects.order_by("code"))


def meetings() -> tuple[MeetingRow, ...]:
    """Every meeting, the latest first."""
    return tuple(_row(found) for found in Meeting.objects.select_related("body").order_by("-starts_on", "-id"))


def meeting(meeting_id: int) -> MeetingRow:
    """One meeting; NotHere when there is none of this number."""
    found = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if found is None:
        raise NotHere
    return _row(found)


def agenda(meeting_id: int) -> tuple[AgendaRow, ...]:
    """Its agenda, in order."""
    return tuple(
        AgendaRow(item.label, Text.from_json(item.title)) for item in AgendaItem.objects.filter(meeting=meeting_id)
    )


def statements(meeting_id: int) -> tuple[StatementRow, ...]:
    """Who spoke, in the order of the report."""
    return tuple(StatementRow(row.entity, row.name) for row in Statement.objects.filter(meeting=meeting_id))


def speakers(meeting_id: int, language: str) -> tuple[str, ...]:
    """The names of those who spoke, as they were called on the day of the meeting, in the order of `language`.

    Names that nobody recognised follow as they were printed.
    """
    rows, day = statements(meeting_id), meeting(meeting_id).starts_on
    codes = entities.ordered({row.entity for row in rows if row.entity}, language, day)
    return (
        *(entities.name(code, language, day) for code in codes),
        *(row.printed for row in rows if not row.entity),
    )
