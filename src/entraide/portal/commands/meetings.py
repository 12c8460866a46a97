"""`entraide meetings list`: bodies and their meetings."""

from __future__ import annotations

import argparse

from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("meetings", help="bodies and their meetings")
    verbs = room.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="every meeting, the latest first")
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="of the names")
    listing.add_argument("--json", action="store_true", help="one JSON document")
    listing.set_defaults(handler=with_database("meetings:listing"))
