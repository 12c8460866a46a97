"""`entraide documents file|add-version|list|show`: documents of this installation.

Django is imported only when one of them runs, so that reading a paper stays quick and needs no database.
"""

from __future__ import annotations

import argparse
from datetime import date

from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES

from .acting import Verbs, acting

STATUSES = ("original", "official", "courtesy", "machine")


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    _add_file(verbs)
    more = acting(verbs, "add-version", "file a report as one more language of a document", "documents:add_version")
    more.add_argument("source", metavar="FILE", help="a file, or - for standard input")
    more.add_argument("--to", required=True, metavar="SYMBOL", help="the document's symbol")
    more.add_argument("--language", choices=LANGUAGES, help="detected unless given")
    more.add_argument("--status", choices=STATUSES, default="official")
    listing = acting(verbs, "list", "the documents filed, the latest first", "documents:listing")
    listing.add_argument("--search", default="", help="part of a symbol or title")
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="of the titles")
    listing.add_argument("--json", action="store_true", help="one JSON document")
    free = acting(
        verbs,
        "next-symbol",
        "the next free symbol of a series, such as CTOC/COP/WG.2/2026/CRP.*",
        "documents:next_symbol",
    )
    free.add_argument("series", help="ends with * where the number stands; put it in quotation marks")
    show = acting(verbs, "show", "the text of a document with the identity of its paragraphs", "documents:show")
    show.add_argument("symbol", help="the document's symbol or its number in the list")
    show.add_argument("--language", choices=LANGUAGES, help="the original or the first at hand unless given")
    show.add_argument("--json", action="store_true", help="the tree as one JSON document")


def _add_file(verbs: Verbs[argparse.ArgumentParser]) -> None:
    file = acting(verbs, "file", "read a report and file it: meeting, agenda, statements, paragraphs", "documents:file")
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
