from __future__ import annotations

import argparse
import getpass
import json
import sys

from entraide.foundation.accounts import actions, queries
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role

from .who import actor_from


def listing(args: argparse.Namespace) -> int:
    """Everybody with an account."""
    with acting_as(SYSTEM):
        rows = queries.people()
    shown = [
        {"email": row.email, "name": row.name, "roles": [" ".join(pair).strip() for pair in row.roles]} for row in rows
    ]
    if args.json:
        print(json.dumps(shown, ensure_ascii=False))
    for row in [] if args.json else shown:
        print(row["email"], row["name"], ", ".join(row["roles"]), sep="\t")
    return 0


def enrol(args: argparse.Namespace) -> int:
    """Make an account; the passphrase comes from the terminal or the first line of standard input."""
    passphrase = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    actions.enrol(
        actor_from(args), email=args.email, name=args.name, password=passphrase, role=Role(args.role),
        entity=args.entity, party=bool(args.entity), language=args.language,
    )  # fmt: skip
    return 0
