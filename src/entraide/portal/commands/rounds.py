"""`entraide rounds …`: ask States and receive their replies. The same actions as the pages."""

from __future__ import annotations

import argparse
from datetime import date

from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("rounds", help="ask States, and receive their replies")
    verbs = room.add_subparsers(dest="verb", required=True)
    _asking(verbs)
    _reading(verbs)
    _answering(verbs)
    _deciding(verbs)


HANDLERS = {"open": "opening", "list": "listing"}
"""Verbs whose functions could not bear their names."""


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str, *places: str
) -> argparse.ArgumentParser:
    """A verb with its places; `ROUND` and `ENTITY` are codes."""
    command = verbs.add_parser(name, help=what)
    for place in places:
        command.add_argument(place, metavar=place.upper())
    add_actor(command)
    command.set_defaults(handler=with_database(f"rounds:{HANDLERS.get(name, name.replace('-', '_'))}"))
    return command


def _asking(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = _verb(verbs, "publish", "publish a questionnaire from an XLSForm", "source")
    publish.add_argument("--code", required=True, help="its permanent code, such as cultural-property")
    opening = _verb(verbs, "open", "open a round because paragraphs said so", "round")
    opening.add_argument("--paragraph", action="append", required=True, metavar="SYMBOL:NUMBER:POINT")
    opening.add_argument("--questionnaire", required=True, metavar="CODE")
    opening.add_argument("--deadline", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    opening.add_argument(
        "--title", action="append", required=True, metavar="[LANG:]TITLE", help="repeat for each language"
    )
    opening.add_argument("--note-verbale", default="")
    opening.add_argument("--invented", action="store_true", help="mark every page and file as invented")
    inviting = _verb(verbs, "invite", "invite the contact points that the directory holds", "round")
    inviting.add_argument("--function", default="cultural_property")
    inviting.add_argument("--entities", default="", help="codes parted by commas; all when left out")
    _verb(verbs, "send-again", "send a personal link again", "round", "entity")


def _reading(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _verb(verbs, "list", "every round").add_argument("--json", action="store_true")
    _verb(verbs, "status", "who has answered what", "round").add_argument("--json", action="store_true")
    workbook = _verb(verbs, "workbook", "the offline workbook of one State", "round", "entity")
    workbook.add_argument(
        "--language", default="", choices=["", *LANGUAGES], help="default: the language of the contact"
    )
    workbook.add_argument("--out", required=True)


def _answering(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    answer = _verb(verbs, "answer", "show what a filled workbook changes, and keep it", "round", "entity", "source")
    answer.add_argument("--preview", action="store_true", help="show, keep nothing")
    answer.add_argument("--json", action="store_true")
    submit = _verb(verbs, "submit", "clear and submit, as the focal point", "round", "entity")
    submit.add_argument("--name", required=True)
    submit.add_argument("--function", required=True)


def _deciding(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _verb(verbs, "accept", "accept the newest version", "round", "entity")
    _verb(verbs, "ask-back", "ask the newest version back", "round", "entity").add_argument("--reason", required=True)
