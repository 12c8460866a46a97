"""`entraide directory list|import|export|undo|ask|find|look|index`."""

from __future__ import annotations

import argparse
from datetime import date

from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database

from . import directory_exchange


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
    directory_exchange.add_to(verbs)
    _add_finding(verbs)


def _add_finding(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    finding = verbs.add_parser("find", help="whom to ask: by which treaty, in which language, open now or when")
    finding.add_argument("--from", dest="asking", default="", metavar="CODE", help="the State that asks")
    finding.add_argument("--to", dest="asked", required=True, metavar="CODE", help="the State asked")
    finding.add_argument("--function", choices=list(FUNCTIONS), required=True, help="what is needed")
    finding.add_argument(
        "--at", default="", metavar="TIME", help="at this moment, as 2026-11-30T23:40+01:00 (default: now)"
    )
    finding.add_argument("--urgent", action="store_true", help="it is urgent")
    finding.add_argument("--territory", default="", metavar="NAME", help="a special territory of the State asked")
    finding.add_argument(
        "--language", action="append", default=[], metavar="CODE",
        help="a language one can write in, the first is that of the answer; may be repeated",
    )  # fmt: skip
    finding.add_argument("--json", action="store_true", help="one JSON document")
    add_actor(finding)
    finding.set_defaults(handler=with_database("directory_finding:find"))
    looking = verbs.add_parser("look", help="look for an authority, in any script and with mistakes")
    looking.add_argument("words", help="what one would type")
    looking.add_argument("--language", choices=LANGUAGES, default="en", help="of names")
    add_actor(looking)
    looking.set_defaults(handler=with_database("directory_finding:look"))
    filing = verbs.add_parser("index", help="file every authority anew under the keys it is sought by")
    add_actor(filing)
    filing.set_defaults(handler=with_database("directory_finding:index"))
    asking = verbs.add_parser(
        "ask", help="ask focal points for the yearly confirmation: a daily duty, each is asked once at a stage"
    )
    asking.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as if it were this day (2026-06-01)")
    asking.set_defaults(handler=with_database("directory:ask"))
