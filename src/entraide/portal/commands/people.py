"""`entraide people list|enrol`: accounts."""

from __future__ import annotations

import argparse

from entraide.kernel.actor import Role
from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("people", help="accounts and invitations")
    verbs = room.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="who has an account")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(handler=with_database("people:listing"))
    enrol = verbs.add_parser("enrol", help="make the first director, or any account; the passphrase is asked for")
    enrol.add_argument("email")
    enrol.add_argument("name")
    enrol.add_argument("role", choices=[role.value for role in Role])
    enrol.add_argument("--entity", default="")
    enrol.add_argument("--language", default="en", choices=LANGUAGES)
    add_actor(enrol)
    enrol.set_defaults(handler=with_database("people:enrol"))
