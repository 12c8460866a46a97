"""`entraide restore FILE --identity KEYFILE --into DATABASE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from entraide.portal.setup import without_migrating


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    room = commands.add_parser("restore", help="bring a backup back, and prove it")
    room.add_argument("file", type=Path)
    room.add_argument(
        "--identity", type=Path, required=True, metavar="KEYFILE", help="the secret key, as age-keygen wrote it"
    )
    room.add_argument(
        "--into", required=True, metavar="DATABASE", help="an empty database, or one that does not exist yet"
    )
    room.add_argument("--any-version", action="store_true", help="even if another version of the platform made it")
    room.set_defaults(handler=without_migrating("backup:restore"))
