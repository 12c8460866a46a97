"""Commands of a room that act in the database on behalf of a person. Django is imported only when one of them runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

Verbs = argparse._SubParsersAction  # the library has no public name for it


def acting(verbs: Verbs[argparse.ArgumentParser], name: str, what: str, target: str) -> argparse.ArgumentParser:
    """Add a command; `target` is module and function below `portal.chain`, `documents:listing`."""
    parser = verbs.add_parser(name, help=what)
    parser.add_argument(
        "--as", dest="actor", default="", metavar="EMAIL", help="act as this person (default: the system)"
    )
    parser.set_defaults(handler=_in_database(target))
    return parser


def _in_database(target: str) -> Callable[[argparse.Namespace], int]:
    def handler(args: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = import_module("entraide.portal.setup").with_database(target)
        return run(args)

    return handler
