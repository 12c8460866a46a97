"""`entraide audit verify|head|sightings`: the ledger."""

from __future__ import annotations

import argparse

from entraide.portal.setup import with_database

from .acting import acting


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("audit", help="the ledger")
    verbs = room.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="walk the hash chain, and hold it against heads that were kept")
    verify.add_argument("--head", action="append", default=[], metavar="ID:HASH", help="a head that `audit head` printed once")
    verify.set_defaults(handler=with_database("audit:verify"))
    head = verbs.add_parser("head", help="print the newest entry and its hash, to be kept elsewhere")
    head.set_defaults(handler=with_database("audit:head"))
    seen = acting(verbs, "sightings", "who was shown restricted persons", "audit:sightings")
    seen.add_argument("--entity", default="", help="of this State or organisation")
    seen.add_argument("--object", default="", dest="object_id", help="the number of the person's entry")
