from __future__ import annotations

import argparse
import sys

from entraide.foundation.audit import verifying
from entraide.foundation.audit.ledger import Break
from entraide.foundation.audit.sightings import sightings as seen
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Problem, refuse

from .who import actor_from

CODES = {"changed": "SEC-048", "missing": "SEC-049", "cut": "SEC-050"}


def _line(broken: Break) -> str:
    return Problem(CODES[broken.reason], {"entry": broken.entry}, line=broken.entry).line_for("audit")


def verify(args: argparse.Namespace) -> int:
    """Walk the chain; 1 and the first break if it does not hold, or is not what a kept head tells of."""
    heads = []
    for text in args.head:
        if (head := verifying.read_head(text)) is None:
            raise refuse("SEC-051")
        heads.append(head)
    with acting_as(SYSTEM):
        count, broken = verifying.verify(heads)
    if broken is not None:
        print(_line(broken), file=sys.stderr)
        return 1
    print(f"{count} entries; the chain holds")
    return 0


def head(_args: argparse.Namespace) -> int:
    """The newest entry and its hash."""
    with acting_as(SYSTEM):
        print(verifying.head())
    return 0


def sightings(args: argparse.Namespace) -> int:
    """The newest viewings, one a line."""
    actor = actor_from(args)
    with acting_as(actor):
        for row in seen(actor, entity=args.entity, object_id=args.object_id, limit=1000):
            who = row.name, row.standing_for or "-", row.door, row.object_type, row.entity, " ".join(row.ids)
            print(row.at.isoformat(timespec="seconds"), *who, sep="\t")
    return 0
