from __future__ import annotations

import argparse
import sys
from pathlib import Path

from entraide.foundation.mail import notices, post

from .who import actor_from


def bounce(args: argparse.Namespace) -> int:
    """Record who is not reached: fed by the mail server, `entraide mail bounce -`, or by hand."""
    if args.source == "-":
        data = sys.stdin.buffer.read(notices.LARGEST + 1)
    else:
        with Path(args.source).open("rb") as file:
            data = file.read(notices.LARGEST + 1)
    for address in post.take_notice(actor_from(args), data):
        print(address)
    return 0


def settle(args: argparse.Namespace) -> int:
    """The mailbox is reached again."""
    print(post.settle_bounces(actor_from(args), args.address))
    return 0
