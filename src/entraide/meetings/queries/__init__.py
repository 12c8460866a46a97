"""Every read of the room, as frozen rows."""

from .reading import (
    agenda,
    agendas,
    attendance,
    bodies,
    body,
    meeting,
    meetings,
    officers,
    sittings,
    speakers,
    spoken,
    statements,
)
from .rows import AgendaRow, AttendanceRow, BodyRow, MeetingRow, OfficerRow, SittingRow, StatementRow

__all__ = [
    "AgendaRow",
    "AttendanceRow",
    "BodyRow",
    "MeetingRow",
    "OfficerRow",
    "SittingRow",
    "StatementRow",
    "agenda",
    "agendas",
    "attendance",
    "bodies",
    "body",
    "meeting",
    "meetings",
    "officers",
    "sittings",
    "speakers",
    "spoken",
    "statements",
]
