"""The shapes in which the room tells what it knows."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import frozen

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.meetings.domain.speaking import Attended, Spoke

NOTHING = Text()


@frozen
class BodyRow:
    """A body; `code` is the stem of its symbols, `parent` the number of the body above it."""

    id: int
    code: str
    name: Text
    parent: int | None = None
    mandate: Text = NOTHING
    act_kind: str = ""
    act_label: str = ""


@frozen
class AgendaRow:
    """An item of the agenda, by its printed label."""

    label: str
    title: Text
    id: int = 0


@frozen
class StatementRow:
    """Somebody who spoke: `entity` their code, or "" for a name that nobody recognised; `printed` as in the report.

    `spoke` says for whom; `sitting` is the number of the sitting, 0 when not said.
    """

    entity: str
    printed: str
    spoke: Spoke
    id: int = 0
    agenda_items: tuple[str, ...] = ()
    sitting: int = 0


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
    changed_at: datetime
    sequence: int


@frozen
class SittingRow:
    """A sitting of the programme. Moments are in UTC; `local_start` and `local_end` by the clock of `zone`."""

    id: int
    uid: str
    meeting: int
    number: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    room: str
    agenda_items: tuple[str, ...]
    cancelled: bool
    changed_at: datetime
    sequence: int

    @property
    def local_start(self) -> datetime:
        """When it begins, by the clock of the place."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime:
        """When it ends, by the clock of the place."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))


@frozen
class OfficerRow:
    """Who led the meeting, under the name printed in its report."""

    id: int
    role: str
    name: str
    entity: str


@frozen
class AttendanceRow:
    """A delegation; `delegates` is empty when not said."""

    id: int
    attended: Attended
    delegates: int | None
    audience: Audience
