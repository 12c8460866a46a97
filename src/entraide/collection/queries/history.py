"""Everything that happened to a reply in one time line, out of its rows and the ledger, as far as each may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from entraide.foundation.accounts.queries import Names
from entraide.foundation.audit import queries as ledger
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.lateness import is_late
from ..models import Decision, Reply, Submission, ThreadMessage

SHARED: Final = {
    "collection.invitation.sent_again": "sent_again",
    "collection.draft.saved": "saved",
    "collection.row.removed": "saved",
    "collection.workbook.applied": "workbook",
    "collection.draft.restored": "restored",
    "collection.reply.reopened": "reopened",
    "collection.reminder.sent": "reminded",
}
"""What the ledger says of a reply to its State and to the secretariat."""
STATES: Final = {
    "collection.section.delegated": "delegated",
    "collection.section.given_again": "delegated",
    "collection.section.taken_back": "taken_back",
    "collection.section.handed_back": "section_returned",
}
"""What only the State is told: how it divides the work is its own affair."""
SECRETARIATS: Final = {
    "collection.entry.begun": "entry_saved",
    "collection.entry.saved": "entry_saved",
    "collection.entry.row_removed": "entry_saved",
    "collection.entry.taken": "entry_saved",
}
"""What only the secretariat is told: its own draft, which the State reads once it was sent."""
GATHERED: Final = frozenset({"saved", "entry_saved"})
"""Kinds of which one line a day and person is enough, with how often and how many answers."""


@frozen
class Event:
    """One thing that happened. `kind` says what; `number` a version, `thread` a clarification, `count` answers, `times` how often."""

    at: datetime
    kind: str
    side: str = ""
    who: str = ""
    number: int = 0
    thread: int = 0
    thread_kind: str = ""
    text: str = ""
    count: int = 0
    times: int = 1
    late: bool = False
    letter_id: int | None = None
    letter_reference: str = ""


def timeline(actor: Actor, reply_id: int) -> tuple[Event, ...]:
    """The newest first; NotHere for an expert of a ministry.

    National clarifications are the State's alone, internal ones and entries the secretariat's.
    """
    reply = policies.access_reply(actor, reply_id)
    if not policies.may_read_sent(actor, reply):
        raise NotHere
    names = Names()
    events = [
        Event(reply.invited_at, "invited", "secretariat"),
        *_of_ledger(actor, reply, names),
        *_of_versions(reply, names),
        *_of_decisions(reply, names),
        *_of_threads(actor, reply, names),
    ]
    if reply.round.closed_at:
        events.append(Event(reply.round.closed_at, "round_closed", "secretariat"))
    in_order = sorted(events, key=lambda one: one.at)
    return tuple(in_order[::-1])


def _of_ledger(actor: Actor, reply: Reply, names: Mapping[int, str]) -> Iterator[Event]:
    """The ledger is the secretariat's; of it a State is told what concerns its own reply, and nobody's name but its own."""
    known = {**SHARED, **(SECRETARIATS if actor.staff else STATES)}
    with acting_as(SYSTEM, savepoint=False):
        lines = [line for line in ledger.of("collection.reply", reply.pk) if line.verb in known]
    events = []
    for line in lines:
        kind = known[line.verb]
        side = "secretariat" if kind in {"sent_again", "entry_saved", "reminded"} else "state"
        who = names.get(line.person or 0, "")
        count, number = line.detail.get("cells", 0), line.detail.get("number", 0)
        events.append(Event(line.at, kind, side, who, number, count=count if isinstance(count, int) else 0))
    yield from _gathered(events)


def _gathered(events: list[Event]) -> Iterator[Event]:
    """Savings that follow each other on one day, by one person, as one."""
    for (kind, _who, _day), group in groupby(events, key=lambda one: (one.kind, one.who, one.at.date())):
        rows = list(group)
        if kind in GATHERED:
            yield evolve(rows[-1], count=sum(one.count for one in rows), times=len(rows))
        else:
            yield from rows


def _of_versions(reply: Reply, names: Mapping[int, str]) -> Iterator[Event]:
    for row in Submission.objects.filter(reply=reply).defer("answers"):
        letter = row.channel == "letter"
        yield Event(
            row.submitted_at, "entered" if letter else "submitted", "secretariat" if letter else "state",
            names.get(row.submitted_by or 0, ""), row.number, text=f"{row.declared_name}, {row.declared_function}",
            late=is_late(row.submitted_at, reply.round.deadline, reply.round.grace_days), letter_id=row.letter_id,
            letter_reference=row.letter_reference,
        )  # fmt: skip


def _of_decisions(reply: Reply, names: Mapping[int, str]) -> Iterator[Event]:
    for row in Decision.objects.filter(submission__reply=reply).select_related("submission"):
        states = row.verdict == "confirmed" or (row.verdict in ("withdrawn", "reinstated") and row.letter_id is None)
        yield Event(
            row.decided_at, row.verdict, "state" if states else "secretariat", names.get(row.decided_by or 0, ""),
            row.submission.number, text=row.reason, count=len(row.threads), letter_id=row.letter_id,
            letter_reference=row.letter_reference,
        )  # fmt: skip


def _of_threads(actor: Actor, reply: Reply, names: Mapping[int, str]) -> Iterator[Event]:
    seen = {thread.pk: thread for thread in policies.threads_seen(actor, reply)}
    for row in ThreadMessage.objects.filter(thread__in=seen).select_related("submission").order_by("id"):
        yield Event(
            row.said_at, f"thread_{row.move}", row.side, names.get(row.said_by or 0, ""),
            row.submission.number if row.submission else 0, row.thread_id, row.kind,
        )  # fmt: skip
