"""`entraide doctor [--json]`."""

from __future__ import annotations

import argparse

from entraide.portal.setup import without_migrating


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    room = commands.add_parser("doctor", help="look whether everything is as it should be")
    room.add_argument("--json", action="store_true", help="for other programs")
    room.set_defaults(handler=without_migrating("doctor:doctor"))
