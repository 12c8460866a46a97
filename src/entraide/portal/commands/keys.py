"""`entraide keys status|new|rotate|rewrap|shred|save|load`: the keys of sealed fields."""

from __future__ import annotations

import argparse

from .acting import acting


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("keys", help="the keys of sealed fields")
    verbs = room.add_subparsers(dest="verb", required=True)
    status = acting(verbs, "status", "every key, its versions and how many fields each seals", "keys:status")
    status.add_argument("--entity", help="only of this State or organisation")
    status.add_argument("--json", action="store_true")
    acting(verbs, "new", "print a fresh master key: put it first, keep the old one behind, then rewrap", "keys:new")
    rotate = acting(verbs, "rotate", "a new version of keys, and every sealed field brought under it", "keys:rotate")
    rotate.add_argument("--entity", help="only of this State or organisation; `-` for the secretariat's own")
    rotate.add_argument("--resume", action="store_true", help="no new version: go on bringing fields under the present one")
    acting(verbs, "rewrap", "wrap every key under the first master key", "keys:rewrap")
    shred = acting(verbs, "shred", "destroy the keys of a State: its sealed fields can never be read again", "keys:shred")
    shred.add_argument("--entity", required=True)
    shred.add_argument("--reason", required=True)
    save = acting(verbs, "save", "write the wrapped keys to a file, to be kept apart from backups", "keys:save")
    save.add_argument("file")
    load = acting(verbs, "load", "put keys of such a file back, where the database has none", "keys:load")
    load.add_argument("source", metavar="file")
