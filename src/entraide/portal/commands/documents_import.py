"""`entraide documents import FOLDER` and `entraide documents index`. Django is imported only when one of them runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from entraide.kernel.audience import Audience

Verbs = argparse._SubParsersAction  # the library has no public name for it


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    importing = _add(verbs, "import", "file every paper of a folder; again takes up where it was stopped", "run")
    importing.add_argument("source", metavar="FOLDER", help="with Akoma Ntoso files, .docx, .txt or .pdf, at any depth")
    importing.add_argument("--audience", choices=[one.value for one in Audience], default=Audience.PUBLIC.value)
    importing.add_argument("--invented", action="store_true", help="mark as invented examples")
    importing.add_argument("--json", action="store_true", help="what became of the files, as one JSON document")
    _add(verbs, "index", "write anew what the search reads", "index")


def _add(verbs: Verbs[argparse.ArgumentParser], name: str, what: str, function: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what)
    parser.add_argument(
        "--as", dest="actor", default="", metavar="EMAIL", help="act as this person (default: the system)"
    )
    parser.set_defaults(handler=_in_database(f"documents_import:{function}"))
    return parser


def _in_database(target: str) -> Callable[[argparse.Namespace], int]:
    """The handler, with `portal.setup` (Django) imported when it is called."""

    def handler(args: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = import_module("entraide.portal.setup").with_database(target)
        return run(args)

    return handler
