from __future__ import annotations

import argparse
import json
import sys

from attrs import asdict

from entraide.analysis import actions, queries
from entraide.analysis.domain.indicators import catalogue, sql
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
        counted = queries.results(actor, _last_set(actor, args.round).id)
    found = {row.figure.key: asdict(row.figure) for one in counted.values() for row in one.rows}
    print(json.dumps(found, default=str, ensure_ascii=False))
    return 0


def again(args: argparse.Namespace) -> int:
    """Freeze a closed round once more."""
    actor = actor_from(args)
    with acting_as(actor):
        made = actions.freeze_late(actor, _round_id(actor, args.round))
    print(f"set {made.number} {made.content_hash}")
    return 0


def difference(args: argparse.Namespace) -> int:
    """What differs between two sets of a round; 1 when anything does."""
    actor = actor_from(args)
    with acting_as(actor):
        numbered = {row.number: row.id for row in queries.sets_of(actor, _round_id(actor, args.round))}
        if args.before not in numbered or args.after not in numbered:
            raise NotHere
        found = queries.difference(actor, numbered[args.before], numbered[args.after])
    print(json.dumps(asdict(found), default=str, ensure_ascii=False))
    return int(bool(found.replies or found.figures))


def indicators(args: argparse.Namespace) -> int:
    """The shipped indicators, one a line: name, measure, population, dimensions, label; or one's statement."""
    known = catalogue()
    if args.name:
        if args.name not in known:
            raise NotHere
        print(sql(known[args.name]))
        return 0
    for one in known.values():
        label = one.label.shown_in("en").text
        print("\t".join((one.name, one.measure.kind, one.population, ",".join(one.by), label)))
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
