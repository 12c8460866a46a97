from __future__ import annotations

import argparse
import json
import sys

from attrs import asdict

from entraide.analysis import actions, queries
from entraide.analysis.domain.figures import every_figure
from entraide.collection import queries as rounds
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem

from .who import actor_from


def _round_id(actor: Actor, code: str) -> int:
    found = next((row.id for row in rounds.rounds(actor) if row.code == code), None)
    if found is None:
        raise NotHere
    return found


def freeze(args: argparse.Namespace) -> int:
    """Close a round and freeze it."""
    actor = actor_from(args)
    with acting_as(actor):
        made = actions.close_and_freeze(actor, _round_id(actor, args.round))
    print(f"set {made.number} {made.content_hash}")
    return 0


def _last_set(actor: Actor, code: str) -> queries.SetRow:
    sets = queries.sets_of(actor, _round_id(actor, code))
    if not sets:
        raise NotHere
    return sets[-1]


def figures(args: argparse.Namespace) -> int:
    """Every figure by its key, with its N and the submissions counted."""
    actor = actor_from(args)
    with acting_as(actor):
        made = queries.content(actor, _last_set(actor, args.round).id)
    found = every_figure(made, queries.form_of(made))
    print(json.dumps({key: asdict(figure) for key, figure in found.items()}, default=str, ensure_ascii=False))
    return 0


def rebuild(args: argparse.Namespace) -> int:
    """The set as the database gives it now must have the hash it was frozen with."""
    actor = actor_from(args)
    with acting_as(actor):
        row = _last_set(actor, args.round)
        now = actions.rebuild(actor, row.id)
    if not now.equal:
        said = Problem("ANA-005", {"now": now.content_hash, "was": row.content_hash, "parts": ", ".join(now.differing)})
        print(said.line_for(args.round), file=sys.stderr)
        return 1
    print(f"equal {now.content_hash}")
    return 0
