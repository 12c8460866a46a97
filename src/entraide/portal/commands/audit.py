"""`entraide audit verify`."""

from __future__ import annotations

import argparse

from entraide.portal.setup import with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("audit", help="the ledger")
    verbs = room.add_subparsers(dest="verb", required=True)
    verbs.add_parser("verify", help="walk the hash chain").set_defaults(handler=with_database("audit:verify"))
