"""The commands of those who work with the register: the same actions as the pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from entraide.documents import queries as documents
from entraide.foundation.accounts import queries as accounts
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text
from entraide.mandates import actions, policies
from entraide.mandates.queries import laid, related, work

from .who import actor_from


def evidence(args: argparse.Namespace) -> int:
    """The evidence under a recommendation, or more of it."""
    actor = actor_from(args)
    with acting_as(actor):
        if args.add:
            mandate = policies.access_mandate(actor, args.mandate)
            print(actions.add_evidence(actor, mandate=mandate, kind=args.add, **_brought(actor, args)).pk)
        rows = () if args.add else laid.evidence(actor, args.mandate)
    for row in rows:
        state = "waits" if row.state == "waiting" else row.state
        print(row.id, row.kind, state, row.text.shown_in("en").text, sep="\t")
    return 0


def _brought(actor: Actor, args: argparse.Namespace) -> dict[str, Any]:
    facts: dict[str, Any] = {"text": Text.of(args.language, **{args.language: args.text}), "href": args.link}
    if args.symbol:
        where = _paragraph(actor, args.symbol, args.paragraph)
        facts |= {"paragraph_guid": where.guid, "document_id": where.document}
    if args.file:
        facts["file_id"] = actions.keep_file(actor, Path(args.file).read_bytes(), Path(args.file).name)
    return {**facts, "happened_on": args.on}


def _paragraph(actor: Actor, symbol: str, cited: str) -> documents.ParagraphRow:
    parts = cited.replace("(", " ").replace(")", " ").split()
    found = documents.find_paragraph(actor, symbol, parts[0], ".".join(parts[1:])) if parts else None
    if found is None:
        raise refuse("MAN-333", symbol=symbol, paragraph=cited)
    return found


def withdraw(args: argparse.Namespace) -> int:
    """Take evidence back."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.withdraw_evidence(actor, policies.access_evidence(actor, args.evidence), args.reason)
    return 0


def turn_down(args: argparse.Namespace) -> int:
    """Say that evidence does not show what it should."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.turn_down(actor, policies.access_evidence(actor, args.evidence), args.reason)
    return 0


def relate(args: argparse.Namespace) -> int:
    """Say how a recommendation stands to another, or to the paragraph when it holds none; the number of the relation."""
    actor = actor_from(args)
    with acting_as(actor):
        mandate = policies.access_mandate_to_keep(actor, args.mandate)
        where = _paragraph(actor, args.symbol, args.paragraph)
        there = [row.id for row in related.elsewhere(actor, where.guid) if args.to in (None, row.id)]
        if len(there) > 1:
            raise refuse("MAN-334", paragraph=where.label, count=len(there))
        if there:
            other = policies.access_mandate(actor, there[0])
            made = actions.relate(actor, mandate, args.kind, other=other, note=args.note)
        elif args.to:
            raise NotHere
        else:
            made = actions.relate(actor, mandate, args.kind, paragraph_guid=where.guid, note=args.note)
        print(made.pk)
    return 0


def unrelate(args: argparse.Namespace) -> int:
    """Take a relation back."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.unrelate(actor, policies.access_relation_to_keep(actor, args.relation))
    return 0


def assign(args: argparse.Namespace) -> int:
    """Put a recommendation into somebody's hands; the number of the task."""
    actor = actor_from(args)
    with acting_as(actor):
        mandate = policies.access_mandate_to_keep(actor, args.mandate)
        person = accounts.person_by_email(args.email)
        days = {"due_on": args.due, "remind_on": args.remind}
        print(actions.assign(actor, mandate, person.id if person else 0, task=args.task, **days).pk)
    return 0


def due(args: argparse.Namespace) -> int:
    """What is due for a session or by a day, else what is past its day."""
    actor = actor_from(args)
    with acting_as(actor):
        rows = work.due(actor, clock.now().date(), meeting=args.meeting, by=args.by)
        for row in rows:
            one = row.mandate
            print(one.id, row.on or "", one.document_label, one.label, one.sentence, sep="\t")
    return 0


def remind(args: argparse.Namespace) -> int:
    """Send the letters whose day has come; how many."""
    actor = actor_from(args)
    with acting_as(actor):
        print(actions.remind(actor))
    return 0


def undo(args: argparse.Namespace) -> int:
    """Take back what was done in one turn; how many things were put back."""
    actor = actor_from(args)
    try:
        turn = UUID(args.turn)
    except ValueError:
        raise NotHere from None
    with acting_as(actor):
        print(actions.undo(actor, turn))
    return 0


def cases(args: argparse.Namespace) -> int:
    """What people corrected, in the form of the reader's fixtures."""
    actor = actor_from(args)
    with acting_as(actor):
        found = [_case(row) for row in work.cases(actor) if args.language in (None, row.language)]
    yaml.safe_dump(found, sys.stdout, allow_unicode=True, sort_keys=False, width=160)
    return 0


def _case(row: work.Kept) -> dict[str, Any]:
    """A text and what a person says it asks; what the reader said of it stands beside, to be compared."""
    told = row.corrected
    asks: dict[str, Any] = {"act": told["act"]}
    asks["whom"] = [{"kind": one["kind"], "has": one["text"] or one["name"]} for one in told["addressees"]]
    if told["hedge_tags"]:
        asks["hedges"] = told["hedge_tags"]
    read = {name: row.proposed[name] for name in ("act", "rule") if row.proposed.get(name)}
    place = f"{row.proposed.get('paragraph', '')}{row.proposed.get('point', '')}".replace(".", "-")
    return {
        "id": f"corrected-{row.at:%Y%m%d%H%M%S}-{place}", "language": row.language, "tags": ["corrected"],
        "text": row.text, "asks": [asks], "read": read or "missed",
    }  # fmt: skip
