"""`entraide reporting compose|clear|write|issue|verify|list`."""

from __future__ import annotations

import argparse

from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("reporting", help="compose and verify reports")
    verbs = room.add_subparsers(dest="verb", required=True)
    compose = _verb(verbs, "compose", "compose a draft from a round's last frozen set")
    compose.add_argument("source", metavar="ROUND", help="the round's code")
    compose.add_argument("--symbol", required=True, help="the symbol under which it will be issued")
    write = _report(verbs, "write", "write a report's files to a folder")
    write.add_argument("--to", default="docx,pdf,html,akn", help="formats, parted by commas")
    write.add_argument("--language", choices=LANGUAGES, help="one language only")
    write.add_argument("--out", required=True, metavar="DIR")
    _report(verbs, "clear", "clear a draft that somebody else has written")
    _report(verbs, "issue", "issue a draft that is cleared")
    _report(verbs, "verify", "count every living figure again; a line for each that differs")
    _verb(verbs, "list", "the reports")


def _verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what)
    parser.add_argument("--json", action="store_true", help="one JSON document")
    add_actor(parser)
    target = {"list": "listing"}.get(name, name)
    parser.set_defaults(handler=with_database(f"reporting:{target}"))
    return parser


def _report(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    parser = _verb(verbs, name, what)
    parser.add_argument("source", metavar="REPORT", help="the report's symbol")
    return parser
