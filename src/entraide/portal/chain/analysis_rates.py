from __future__ import annotations

import argparse
import sys
from pathlib import Path

from entraide.analysis import actions
from entraide.foundation.db.context import acting_as

from .who import actor_from


def rates(args: argparse.Namespace) -> int:
    """Take in a file of exchange rates; lines left out are told as `file:line: code …`, and make the exit code 1."""
    actor = actor_from(args)
    content = Path(args.file).read_bytes()
    with acting_as(actor):
        taken = actions.import_rates(actor, content, invented=args.invented)
    for problem in taken.problems:
        print(problem.line_for(args.file), file=sys.stderr)
    print(f"{taken.added} added, {taken.known} known, {len(taken.problems)} left out")
    return 1 if taken.problems else 0
