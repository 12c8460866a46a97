"""The register's commands: the same actions as the pages."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from entraide.documents import queries as documents
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.mandates import actions, indexing, policies, queries

from .who import actor_from


def _document(actor: Actor, symbol: str) -> int:
    found = documents.find_document(actor, symbol)
    if found is None:
        raise NotHere
    return found.id


def propose(args: argparse.Namespace) -> int:
    """Read a document's recommendations."""
    actor = actor_from(args)
    with acting_as(actor):
        print(actions.propose(actor, _document(actor, args.symbol)))
    return 0


def proposals(args: argparse.Namespace) -> int:
    """What was read out of a document, and what was decided."""
    actor = actor_from(args)
    with acting_as(actor):
        _print(queries.proposals(actor, _document(actor, args.symbol)), args.json)
    return 0


def confirm(args: argparse.Namespace) -> int:
    """Take a proposal into the register, corrected where the options say so."""
    actor = actor_from(args)
    given = {"act": args.act, "strength": args.strength}
    with acting_as(actor):
        mandate = policies.access_mandate(actor, args.mandate)
        actions.confirm(actor, mandate, **{name: value for name, value in given.items() if value is not None})
    return 0


def confirm_all(args: argparse.Namespace) -> int:
    """Confirm what waits in a document."""
    actor = actor_from(args)
    with acting_as(actor):
        print(actions.confirm_all(actor, _document(actor, args.symbol)))
    return 0


def reject(args: argparse.Namespace) -> int:
    """Say that a proposal is no recommendation."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.reject(actor, policies.access_mandate(actor, args.mandate), args.reason)
    return 0


def register(args: argparse.Namespace) -> int:
    """The register, or what of it is open."""
    actor = actor_from(args)
    with acting_as(actor):
        _print(queries.open_items(actor) if args.open else queries.register(actor), args.json)
    return 0


def validate(args: argparse.Namespace) -> int:
    """Vouch for a piece of evidence."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.validate_evidence(actor, policies.access_evidence(actor, args.evidence))
    return 0


def index(args: argparse.Namespace) -> int:
    """Write anew the words that the register is searched by."""
    print(indexing.rebuild_index(actor_from(args)), "texts", sep="\t")
    return 0


def _print(rows: Sequence[queries.MandateRow], as_json: bool) -> None:
    if as_json:
        print(json.dumps([_shape(row) for row in rows], ensure_ascii=False))
    for row in [] if as_json else rows:
        print(row.id, row.document_label, row.label, row.life, row.sentence, sep="\t")


def _shape(row: queries.MandateRow) -> dict[str, Any]:
    return {
        "id": row.id, "document": row.document_label, "paragraph": row.label, "guid": str(row.guid), "act": row.act,
        "strength": row.strength, "issuer": row.issuer, "life": row.life, "open": row.open, "parent": row.parent,
        "hedges": list(row.hedges), "references": row.references, "deadline": row.deadline,
        "addressees": [
            {
                "id": one.id, "kind": one.kind, "name": one.name, "text": one.text, "response": one.response,
                "implementation": one.implementation,
            }
            for one in row.addressees
        ],
        "evidence": [one.id for one in row.evidence],
    }  # fmt: skip
