"""`entraide mail bounce`: what mail servers say of letters that came back."""

from __future__ import annotations

import argparse

from .acting import acting


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("mail", help="messages that came back")
    verbs = room.add_subparsers(dest="verb", required=True)
    bounce = acting(verbs, "bounce", "take in a delivery status notification (RFC 3464); prints the addresses", "mail:bounce")
    bounce.add_argument("source", metavar="FILE.eml", help="the message, - for standard input")
    settle = acting(verbs, "settle", "an address is reached again", "mail:settle")
    settle.add_argument("address")
