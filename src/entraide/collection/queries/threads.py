"""Clarifications as each side sees them: with what was said, what awaits whom, and what this person may do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen
from django.db.models import Q

from entraide.foundation.accounts.queries import Names
from entraide.kernel import clock
from entraide.kernel.actor import Actor, Role
from entraide.kernel.text import Text

from .. import policies
from ..domain.answers import Cell
from ..models import Reply, Thread, ThreadMessage

MOST = 500


@frozen
class MessageRow:
    """One thing said. `before` and `after` are of a `changed` answer, with the version in which it arrived."""

    move: str
    side: str
    who: str
    text: str
    corrects: bool
    said_at: datetime
    before: Cell | None = None
    after: Cell | None = None
    number: int = 0


@frozen
class ThreadRow:
    """A clarification. `path` is where it stands in the draft today, `asked_path` where it was asked."""

    id: int
    reply_id: int
    kind: str
    asker: str
    path: str
    section: str
    asked_path: str
    asked_cell: Cell
    number: int
    state: str
    due: date | None
    overdue: bool
    opened_at: datetime
    moved_at: datetime
    messages: tuple[MessageRow, ...]
    may_answer: bool
    may_ask_again: bool
    may_close: bool

    @property
    def awaits(self) -> str:
        """Whom it awaits: secretariat, state, or nobody."""
        if self.state == "closed":
            return ""
        if self.kind != "official":
            return "secretariat" if self.kind == "internal" else "state"
        other = "state" if self.asker == "secretariat" else "secretariat"
        return other if self.state == "open" else self.asker


@frozen
class WaitingRow:
    """A clarification that awaits this person, in a list over all replies."""

    id: int
    reply_id: int
    round_title: Text
    version_id: int
    entity: str
    kind: str
    state: str
    path: str
    section: str
    due: date | None
    overdue: bool
    moved_at: datetime


@frozen
class OpenClarification:
    """What a reminder may count as outstanding: an official question that awaits the State."""

    id: int
    path: str
    section: str
    due: date | None
    overdue: bool


def threads(actor: Actor, reply_id: int) -> tuple[ThreadRow, ...]:
    """Those of a reply that this person sees, the oldest first."""
    reply = policies.access_reply(actor, reply_id)
    found = policies.threads_seen(actor, reply)
    names: Mapping[int, str] = Names() if found else {}
    said: dict[int, list[ThreadMessage]] = {}
    for message in ThreadMessage.objects.filter(thread__in=found).select_related("submission").order_by("id"):
        said.setdefault(message.thread_id, []).append(message)
    return tuple(_row(actor, one, said.get(one.pk, []), names) for one in found)


def thread_row(actor: Actor, reply_id: int, thread_id: int) -> ThreadRow:
    """One thread. NotHere for whoever is not inside."""
    thread = policies.access_thread(actor, reply_id, thread_id)
    said = list(thread.messages.select_related("submission").order_by("id"))
    return _row(actor, thread, said, Names())


def _row(actor: Actor, row: Thread, said: list[ThreadMessage], names: Mapping[int, str]) -> ThreadRow:
    return ThreadRow(
        id=row.pk, reply_id=row.reply_id, kind=row.kind, asker=row.asker, path=row.path, section=row.section,
        asked_path=row.asked_path, asked_cell=Cell.from_json(row.asked_cell),
        number=row.submission.number if row.submission else 0, state=row.state, due=row.due, overdue=_overdue(row),
        opened_at=row.opened_at, moved_at=row.moved_at, messages=tuple(_message(one, names) for one in said),
        may_answer=bool(policies.may_answer_thread(actor, row)), may_ask_again=bool(policies.may_ask_again(actor, row)),
        may_close=bool(policies.may_close_thread(actor, row)),
    )  # fmt: skip


def _overdue(row: Thread) -> bool:
    return row.state == "open" and row.due is not None and row.due < clock.now().date()


def _message(row: ThreadMessage, names: Mapping[int, str]) -> MessageRow:
    return MessageRow(
        row.move, row.side, names.get(row.said_by or 0, ""), row.text, row.corrects, row.said_at,
        Cell.from_json(row.before) if row.before is not None else None,
        Cell.from_json(row.after) if row.after is not None else None, row.submission.number if row.submission else 0,
    )  # fmt: skip


def waiting_threads(actor: Actor, most: int = MOST) -> tuple[WaitingRow, ...]:
    """What awaits this person over all replies, what is due first; nothing for whoever neither asks nor answers."""
    if not actor.staff and not policies.answers_for(actor, actor.entity):
        return ()
    rows = Thread.objects.filter(_awaiting(actor)).select_related("reply__round").order_by("due", "moved_at", "id")
    seen = [row for row in rows[:most] if actor.staff or policies.sees_section(actor, row.reply, row.section)]
    return tuple(_waiting(row) for row in seen)


def _awaiting(actor: Actor) -> Q:
    if actor.staff:
        official = Q(kind="official") & (Q(asker="secretariat", state="answered") | Q(asker="state", state="open"))
        return official | Q(kind="internal", state="open")
    national = Q(kind="national", state="open") | Q(kind="national", state="answered", opened_by=actor.person_id)
    if not actor.has(Role.FOCAL_POINT):
        return Q(reply__entity=actor.entity) & national
    official = Q(kind="official") & (Q(asker="secretariat", state="open") | Q(asker="state", state="answered"))
    return Q(reply__entity=actor.entity) & (official | national)


def _waiting(row: Thread) -> WaitingRow:
    round = row.reply.round
    return WaitingRow(
        row.pk, row.reply_id, Text.from_json(round.title), round.version_id, row.entity, row.kind, row.state, row.path,
        row.section, row.due, _overdue(row), row.moved_at,
    )  # fmt: skip


def open_clarifications(reply: Reply) -> tuple[OpenClarification, ...]:
    """The secretariat's questions about a reply that await its State; read by whoever reads the reply, jobs included."""
    rows = Thread.objects.filter(reply=reply, kind="official", asker="secretariat", state="open").order_by("id")
    return tuple(OpenClarification(row.pk, row.path, row.section, row.due, _overdue(row)) for row in rows)
