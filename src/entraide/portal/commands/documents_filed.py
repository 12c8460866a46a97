"""`entraide documents file|add-version|list|show`: documents of this installation.

Django is imported only when one of them runs, so that reading a paper stays quick and needs no database.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module

from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES

Verbs = argparse._SubParsersAction  # the library has no public name for it
HANDLERS = {
    "file": "file",
    "add-version": "add_version",
    "list": "listing",
    "show": "show",
    "next-symbol": "next_symbol",
}
STATUSES = ("original", "official", "courtesy", "machine")


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    _add_file(verbs)
    more = _add(verbs, "add-version", "file a report as one more language of a document")
    more.add_argument("source", metavar="FILE", help="a file, or - for standard input")
    more.add_argument("--to", required=True, metavar="SYMBOL", help="the document's symbol")
    more.add_argument("--language", choices=LANGUAGES, help="detected unless given")
    more.add_argument("--status", choices=STATUSES, default="official")
    listing = _add(verbs, "list", "the documents filed, the latest first")
    listing.add_argument("--search", default="", help="part of a symbol or title")
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="of the titles")
    listing.add_argument("--json", action="store_true", help="one JSON document")
    free = _add(verbs, "next-symbol", "the next free symbol of a series, such as CTOC/COP/WG.2/2026/CRP.*")
    free.add_argument("series", help="ends with * where the number stands; put it in quotation marks")
    show = _add(verbs, "show", "the text of a document with the identity of its paragraphs")
    show.add_argument("symbol", help="the document's symbol or its number in the list")
    show.add_argument("--language", choices=LANGUAGES, help="the original or the first at hand unless given")
    show.add_argument("--json", action="store_true", help="the tree as one JSON document")


def _add_file(verbs: Verbs[argparse.ArgumentParser]) -> None:
    file = _add(verbs, "file", "read a report and file it: meeting, agenda, statements, paragraphs")
    file.add_argument("source", metavar="FILE", help="a file, or - for standard input")
    file.add_argument("--language", choices=LANGUAGES, help="detected unless given")
    file.add_argument("--symbols", help="its symbols, separated by semicolons")
    for name, what in (
        ("title", "its title"),
        ("body-code", "what the symbols of the body begin with"),
        ("body-name", "the body that met"),
        ("session", "the session, in words"),
        ("place", "where it met"),
    ):
        file.add_argument(f"--{name}", help=f"{what}; as found in the file unless given")
    for name, what in (("starts-on", "first day"), ("ends-on", "last day"), ("dated", "date of the report")):
        file.add_argument(
            f"--{name}", type=date.fromisoformat, metavar="YYYY-MM-DD", help=f"{what}; as found unless given"
        )
    file.add_argument("--sittings", type=int, help="how many; as found unless given")
    file.add_argument("--status", choices=STATUSES, help="how this language version came to be")
    file.add_argument("--audience", choices=[one.value for one in Audience], default=Audience.PUBLIC.value)
    file.add_argument("--invented", action="store_true", help="mark as an invented example")


def _add(verbs: Verbs[argparse.ArgumentParser], name: str, what: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what)
    parser.add_argument(
        "--as", dest="actor", default="", metavar="EMAIL", help="act as this person (default: the system)"
    )
    parser.set_defaults(handler=_in_database(f"documents:{HANDLERS[name]}"))
    return parser


def _in_database(target: str) -> Callable[[argparse.Namespace], int]:
    """The handler, with `portal.setup` (Django) imported when it is called."""

    def handler(args: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = import_module("entraide.portal.setup").with_database(target)
        return run(args)

    return handler
