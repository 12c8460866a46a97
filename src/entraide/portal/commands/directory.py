"""`entraide directory list|import|ask`."""

from __future__ import annotations

import argparse
from datetime import date

from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("directory", help="competent authorities")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    listing = verbs.add_parser("list", help="authorities, by State")
    listing.add_argument("--function", choices=list(FUNCTIONS), default="", help="only those competent for it")
    listing.add_argument("--entity", default="", metavar="CODE", help="only those of this State or organisation")
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="of names and of the order")
    listing.add_argument("--json", action="store_true", help="one JSON document")
    add_actor(listing)
    listing.set_defaults(handler=with_database("directory:listing"))
    taking = verbs.add_parser("import", help="take in a table: all of it or nothing")
    taking.add_argument("source", metavar="FILE", help="a .csv file in UTF-8, or -")
    add_actor(taking)
    taking.set_defaults(handler=with_database("directory:take_in"))
    asking = verbs.add_parser(
        "ask", help="ask focal points for the yearly confirmation: a daily duty, each is asked once at a stage"
    )
    asking.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as if it were this day (2026-06-01)")
    asking.set_defaults(handler=with_database("directory:ask"))
