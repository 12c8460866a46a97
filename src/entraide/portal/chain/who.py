"""On whose behalf a command acts."""

from __future__ import annotations

import argparse

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import refuse


def actor_from(args: argparse.Namespace) -> Actor:
    """The person named by `--as`, or the system. Refused with CLI-002 for an address without an account."""
    if not args.actor:
        return SYSTEM
    with acting_as(SYSTEM):
        person = Person.objects.filter(email__iexact=args.actor).first()
    if person is None:
        raise refuse("CLI-002", email=args.actor)
    return actor_of(person)
