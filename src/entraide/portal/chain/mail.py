from __future__ import annotations

import argparse
import sys
from pathlib import Path

from entraide.directory.actions import mark_bounces
from entraide.foundation.mail import notices, post
from entraide.kernel.actor import SYSTEM

from .who import actor_from


def bounce(args: argparse.Namespace) -> int:
    """Record who is not reached: fed by the mail server, `entraide mail bounce -`, or by hand."""
    if args.source == "-":
        data = sys.stdin.buffer.read(notices.LARGEST + 1)
    else:
        with Path(args.source).open("rb") as file:
            data = file.read(notices.LARGEST + 1)
    actor = actor_from(args)
    taken = list(post.take_notice(actor, data))
    for address in taken:
        print(address)
    if taken:  # The directory's marks follow what is known of addresses, whoever told it.
        mark_bounces(SYSTEM)
    return 0


def settle(args: argparse.Namespace) -> int:
    """The mailbox is reached again."""
    actor = actor_from(args)
    settled = post.settle_bounces(actor, args.address)
    print(settled)
    if settled:
        mark_bounces(SYSTEM)
    return 0
