"""`entraide meetings list|show|sitting|officer|attendance`: bodies and their meetings."""

from __future__ import annotations

import argparse

from entraide.kernel.languages import LANGUAGES
from entraide.meetings.domain.vocabulary import CAPACITIES, ROLES
from entraide.portal.setup import add_actor, with_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("meetings", help="bodies and their meetings")
    verbs = room.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="every meeting, the latest first")
    listing.add_argument("--body", default="", metavar="CODE", help="only those of this body")
    _add_language(listing, "of the names")
    listing.add_argument("--json", action="store_true", help="one JSON document")
    listing.set_defaults(handler=with_database("meetings:listing"))
    show = verbs.add_parser("show", help="one meeting: programme, agenda, officers, who spoke, who was represented")
    _add_meeting(show)
    _add_language(show, "of the names and of the order")
    show.add_argument("--json", action="store_true", help="one JSON document")
    add_actor(show)
    show.set_defaults(handler=with_database("meetings:show"))
    _add_sitting(verbs)
    _add_people(verbs)


def _add_meeting(command: argparse.ArgumentParser) -> None:
    command.add_argument("meeting", type=int, metavar="MEETING", help="its number in the list")


def _add_language(command: argparse.ArgumentParser, of: str) -> None:
    command.add_argument("--language", choices=LANGUAGES, default="en", help=of)


def _add_sitting(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sitting = verbs.add_parser("sitting", help="add a sitting to the programme, or cancel one")
    _add_meeting(sitting)
    sitting.add_argument("--number", type=int, default=0, help="the next one when not given")
    sitting.add_argument("--starts", default="", metavar="MOMENT", help="such as 2012-10-17T10:00")
    sitting.add_argument("--ends", default="", metavar="MOMENT", help="such as 2012-10-17T13:00")
    sitting.add_argument("--zone", default="UTC", help="the clock of the place, such as Europe/Vienna")
    sitting.add_argument("--room", default="")
    sitting.add_argument("--item", action="append", default=[], metavar="LABEL", help="an agenda item taken up; repeat")
    change = sitting.add_mutually_exclusive_group()
    change.add_argument("--cancel", action="store_true", help="say that the sitting of that number does not take place")
    change.add_argument("--restore", action="store_true", help="say that it does after all")
    add_actor(sitting)
    sitting.set_defaults(handler=with_database("meetings:sitting"))


def _add_people(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    officer = verbs.add_parser("officer", help="record who led the meeting")
    _add_meeting(officer)
    officer.add_argument("--role", choices=ROLES, required=True)
    officer.add_argument("--name", required=True, help="as the report prints it; it is shown to everybody")
    officer.add_argument("--entity", default="", metavar="CODE", help="the State or organisation")
    add_actor(officer)
    officer.set_defaults(handler=with_database("meetings:officer"))
    attendance = verbs.add_parser("attendance", help="record who was represented")
    _add_meeting(attendance)
    attendance.add_argument("names", metavar="NAMES", help="one name, or a list as a report prints it; - reads it in")
    attendance.add_argument("--capacity", choices=CAPACITIES, required=True)
    attendance.add_argument("--delegates", type=int, default=None, help="how many, when one delegation is named")
    _add_language(attendance, "of the names")
    add_actor(attendance)
    attendance.set_defaults(handler=with_database("meetings:attendance"))
