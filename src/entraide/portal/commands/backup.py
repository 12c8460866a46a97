"""`entraide backup [--out FILE] --recipient age1…` and `entraide backup verify FILE --identity KEYFILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from entraide.portal.setup import without_migrating

_WHAT = "write an encrypted backup, or prove one"
_MORE = (
    "One consistent snapshot of the database, files included, encrypted with age. Not in it: sessions, and the keys of this site"
    " (ENTRAIDE_SECRET_KEY, ENTRAIDE_MASTER_KEY), without which sealed fields stay sealed: keep those elsewhere, or write them"
    " into a file of their own with --with-keys."
)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("backup", help=_WHAT, description=_MORE)
    room.add_argument("--out", type=Path, default=Path(), metavar="FILE", help="a file, or a folder (default: here)")
    room.add_argument("--recipient", action="append", default=[], metavar="AGE1", help="for whom (may be repeated)")
    room.add_argument("--recipients-file", type=Path, metavar="F", help="recipients, one a line")
    room.add_argument("--with-keys", type=Path, metavar="FILE", help="write the keys of this site into this age file")
    room.set_defaults(handler=without_migrating("backup:make"), source="backup")
    verbs = room.add_subparsers(dest="verb", required=False)
    verify = verbs.add_parser("verify", help="restore into a database that is thrown away, and compare")
    verify.add_argument("file", type=Path)
    verify.add_argument(
        "--identity", type=Path, required=True, metavar="KEYFILE", help="the secret key, as age-keygen wrote it"
    )
    verify.set_defaults(handler=without_migrating("backup:verify"))
