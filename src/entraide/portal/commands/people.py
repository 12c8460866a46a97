"""`entraide people …`: accounts, nominations, cutting off."""

from __future__ import annotations

import argparse

from entraide.kernel.actor import Role
from entraide.kernel.languages import LANGUAGES
from entraide.portal.setup import add_actor, with_database

from .acting import Verbs


def add_to(commands: Verbs[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("people", help="accounts and invitations")
    verbs = room.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="who has an account")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(handler=with_database("people:listing"))
    _enrol(verbs)
    _nominations(verbs)
    _ending(verbs)


def _enrol(verbs: Verbs[argparse.ArgumentParser]) -> None:
    enrol = verbs.add_parser("enrol", help="make the first director, or any account; the passphrase is asked for")
    enrol.add_argument("email")
    enrol.add_argument("name")
    enrol.add_argument("role", choices=[role.value for role in Role])
    enrol.add_argument("--entity", default="")
    enrol.add_argument("--language", default="en", choices=LANGUAGES)
    add_actor(enrol)
    enrol.set_defaults(handler=with_database("people:enrol"))


def _nominations(verbs: Verbs[argparse.ArgumentParser]) -> None:
    nominate = verbs.add_parser(
        "nominate", help="record whom a note names and send the personal link; prints the number"
    )
    nominate.add_argument("email")
    nominate.add_argument("name")
    nominate.add_argument("role", choices=[Role.FOCAL_POINT.value, Role.EXPERT.value, Role.OBSERVER.value])
    nominate.add_argument("entity", help="a State or organisation, by its code")
    nominate.add_argument("reference", help="the note verbale's reference")
    nominate.add_argument("--title", default="", help="function or title")
    nominate.add_argument("--language", default="en", choices=LANGUAGES)
    nominate.add_argument("--exercise", default="", help="what for, such as collection.round:3; else in general")
    nominate.add_argument("--leaves", default="", metavar="EMAIL", help="who holds the role now and is replaced")
    add_actor(nominate)
    nominate.set_defaults(handler=with_database("people:nominate"))
    waiting = verbs.add_parser("waiting", help="nominations that lead somewhere, and where each stands")
    add_actor(waiting)
    waiting.set_defaults(handler=with_database("people:waiting"))
    approve = verbs.add_parser("approve", help="the profile is the person that the note names")
    approve.add_argument("nomination", type=int)
    add_actor(approve)
    approve.set_defaults(handler=with_database("people:approve"))


def _ending(verbs: Verbs[argparse.ArgumentParser]) -> None:
    for name, what in (("sign-out", "end every session of somebody"), ("left", "somebody has left: cut off, at once")):
        ending = verbs.add_parser(name, help=what)
        ending.add_argument("email")
        add_actor(ending)
        ending.set_defaults(handler=with_database(f"people:{name.replace('-', '_')}"))
