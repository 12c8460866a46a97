"""`entraide directory import|export|undo`."""

from __future__ import annotations

import argparse
from pathlib import Path

from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database

FORMS = ("csv", "xlsx", "vcf", "json", "pdf", "docx", "html")


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    taking = verbs.add_parser("import", help="take in a table of any headings: all of it or nothing")
    taking.add_argument("source", metavar="FILE", help="an .xlsx or .csv file; - for a .csv with the fixed columns")
    taking.add_argument("--mapping", type=Path, metavar="M.yml", help="headings and the columns they stand for; others are guessed")
    taking.add_argument("--language", choices=LANGUAGES, default="en", help="of texts whose heading names none")
    taking.add_argument("--preview", action="store_true", help="say what would change, and change nothing")
    taking.add_argument("--skip", action="store_true", help="take the rest when some rows are held back by a problem")
    add_actor(taking)
    taking.set_defaults(handler=with_database("directory_exchange:take_in"))
    leaving = verbs.add_parser("export", help="write the directory as whoever is named sees it (default: the secretariat)")
    leaving.add_argument("--to", choices=FORMS, required=True, help="the form")
    leaving.add_argument("--out", type=Path, metavar="FILE", help="where to (default: standard output)")
    leaving.add_argument("--language", choices=LANGUAGES, default="en", help="of names, words and the order")
    leaving.add_argument("--entity", default="", metavar="CODE", help="only those of this State or organisation")
    leaving.add_argument("--function", choices=list(FUNCTIONS), default="", help="only those competent for it")
    leaving.add_argument("--public", action="store_true", help="as anybody sees it")
    add_actor(leaving)
    leaving.set_defaults(handler=with_database("directory_exchange:export"))
    undoing = verbs.add_parser("undo", help="take an import back as a whole")
    undoing.add_argument("batch", type=int, metavar="BATCH", help="the number that the import printed")
    add_actor(undoing)
    undoing.set_defaults(handler=with_database("directory_exchange:undo"))
