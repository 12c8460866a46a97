"""The commands of meetings."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, refuse
from entraide.meetings import actions, policies, queries
from entraide.meetings.domain import speaking
from entraide.meetings.domain.agenda import printed_items, printed_label
from entraide.reference.domain import entities

from .who import actor_from

MOST_SIGNS = 20_000


def listing(args: argparse.Namespace) -> int:
    """Every meeting, the latest first. Meetings are public."""
    with acting_as(SYSTEM):
        rows = [row for row in queries.meetings() if args.body in ("", row.body.code)]
    shown = [_head(row, args.language) for row in rows]
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    for row in () if args.json else shown:
        print(*row.values(), sep="\t")
    return 0


def _head(row: queries.MeetingRow, language: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "body": row.body.code,
        "name": row.body.name.shown_in(language).text,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "sittings": row.sittings,
    }


def show(args: argparse.Namespace) -> int:
    """One meeting, whole, as this person may see it."""
    actor = actor_from(args)
    with acting_as(actor):
        policies.access_meeting(actor, args.meeting)
        row = queries.meeting(args.meeting)
        attended = queries.attendance(actor, args.meeting)
        shown = {**_head(row, args.language), **_parts(row, attended, args.language)}
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    for key, value in shown.items():
        for one in value if isinstance(value, list) else [value]:
            print(key, *(one.values() if isinstance(one, dict) else [one]), sep="\t")
    return 0


def _parts(row: queries.MeetingRow, attended: tuple[queries.AttendanceRow, ...], language: Any) -> dict[str, Any]:
    spoken = queries.spoken(row.id, language)
    present = speaking.attended((one.attended for one in attended), language, row.starts_on)
    return {
        "programme": [_sitting(one, language) for one in queries.sittings(row.id)],
        "agenda": [
            {"label": printed_label(one.label, language), "title": one.title.shown_in(language).text}
            for one in queries.agenda(row.id)
        ],
        "officers": [{"role": one.role, "name": one.name, "entity": one.entity} for one in queries.officers(row.id)],
        "states": [*spoken.states],
        "groups": [*spoken.groups],
        "organisations": [*spoken.organisations],
        "attendance": [{"capacity": kind, "names": "; ".join(names)} for kind, names in present.items()],
    }


def _sitting(row: queries.SittingRow, language: Any) -> dict[str, Any]:
    return {
        "number": row.number, "starts_at": row.local_start.isoformat(), "ends_at": row.local_end.isoformat(),
        "zone": row.zone, "room": row.room, "items": printed_items(row.agenda_items, language),
        "cancelled": "cancelled" if row.cancelled else "",
    }  # fmt: skip


def sitting(args: argparse.Namespace) -> int:
    """Add a sitting, or say that one does not take place."""
    actor = actor_from(args)
    with acting_as(actor):
        meeting = policies.access_meeting_to_record(actor, args.meeting)
        if args.cancel or args.restore:
            found = policies.access_sitting_to_record(actor, args.meeting, _numbered(args))
            actions.set_cancelled(actor, found, args.cancel)
        else:
            found = actions.record_sitting(
                actor, meeting, starts_at=_moment(args.starts), ends_at=_moment(args.ends), zone=args.zone,
                number=args.number, room=args.room, agenda_items=args.item,
            )  # fmt: skip
        row = next(row for row in queries.sittings(args.meeting) if row.id == found.pk)
    print(*_sitting(row, "en").values(), sep="\t")
    return 0


def _numbered(args: argparse.Namespace) -> int:
    """The id of the sitting with the number that was given."""
    for row in queries.sittings(args.meeting):
        if row.number == args.number:
            return row.id
    raise NotHere


def _moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise refuse("MEE-028", value=value) from None


def officer(args: argparse.Namespace) -> int:
    """Record who led the meeting."""
    actor = actor_from(args)
    with acting_as(actor):
        meeting = policies.access_meeting_to_record(actor, args.meeting)
        found = actions.add_officer(actor, meeting, role=args.role, name=args.name, entity=args.entity)
    print(found.role, found.name, found.entity, sep="\t")
    return 0


def attendance(args: argparse.Namespace) -> int:
    """Record who was represented; names that nobody knows are kept as they are written, and told."""
    actor = actor_from(args)
    written = sys.stdin.read(MOST_SIGNS + 1) if args.names == "-" else args.names
    names = entities.split_names(written, args.language)
    present = [(entity.code if (entity := entities.find(name, args.language)) else "", name[:200]) for name in names]
    with acting_as(actor):
        meeting = policies.access_meeting_to_record(actor, args.meeting)
        fresh = actions.record_attendance(
            actor, meeting, capacity=args.capacity, present=present, delegates=args.delegates
        )
    print(f"{len(present)} delegations, {fresh} new")
    for code, name in present:
        if not code:
            print(f"not recognised: {name}")
    return 0
