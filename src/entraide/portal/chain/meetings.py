"""The commands of meetings."""

from __future__ import annotations

import argparse
import json

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.meetings import queries


def listing(args: argparse.Namespace) -> int:
    """Every meeting, the latest first. Meetings are public."""
    with acting_as(SYSTEM):
        rows = queries.meetings()
    shown = [
        {
            "id": row.id,
            "body": row.body.code,
            "name": row.body.name.shown_in(args.language).text,
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on.isoformat(),
            "sittings": row.sittings,
        }
        for row in rows
    ]
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    for row in () if args.json else shown:
        print(*row.values(), sep="\t")
    return 0
