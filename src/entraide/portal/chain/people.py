from __future__ import annotations

import argparse
import getpass
import json
import sys

from entraide.foundation.accounts import actions, policies, queries
from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries.people import membership_of
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import NotHere, refuse
from entraide.reference.domain import entities

from ..letters import say_approved
from ..views.doors import send_link
from .who import actor_from


def listing(args: argparse.Namespace) -> int:
    """Everybody with an account."""
    with acting_as(SYSTEM):
        rows = queries.people()
    shown = [
        {"email": row.email, "name": row.name, "roles": [" ".join(pair).strip() for pair in row.roles]} for row in rows
    ]
    if args.json:
        print(json.dumps(shown, ensure_ascii=False))
    for row in [] if args.json else shown:
        print(row["email"], row["name"], ", ".join(row["roles"]), sep="\t")
    return 0


def enrol(args: argparse.Namespace) -> int:
    """Make an account; the passphrase comes from the terminal or the first line of standard input."""
    passphrase = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    actions.enrol(
        actor_from(args), email=args.email, name=args.name, password=passphrase, role=Role(args.role),
        entity=args.entity, party=bool(args.entity), language=args.language,
    )  # fmt: skip
    return 0


def nominate(args: argparse.Namespace) -> int:
    """Record a nomination and send its link. Refused as the action refuses, ACC-026 when whoever leaves is not found."""
    actor = actor_from(args)
    found = entities.find(args.entity)
    if found is None:
        raise NotHere
    with acting_as(actor):
        leaves = membership_of(found.code, args.role, args.leaves) if args.leaves else None
        if args.leaves and leaves is None:
            raise refuse("ACC-026")
        named = actions.Named(
            role=Role(args.role), entity=found.code, name=args.name, email=args.email, title=args.title,
            language=args.language, reference=args.reference, exercise=args.exercise,
            party="UNTOC" in found.party_to,
        )  # fmt: skip
        nomination = actions.nominate(actor, named, leaves=leaves)
        send_link(*actions.invite_nominee(actor, nomination))
        print(nomination.pk)
    return 0


def waiting(args: argparse.Namespace) -> int:
    """Nominations that lead somewhere, one a line."""
    actor = actor_from(args)
    with acting_as(actor):
        for row in queries.nominations(actor):
            print(row.id, row.state, row.role, row.entity, row.name, row.reference, sep="\t")
    return 0


def approve(args: argparse.Namespace) -> int:
    """Approve a profile, and tell the person."""
    actor = actor_from(args)
    with acting_as(actor):
        say_approved(actions.approve(actor, policies.access_nomination(actor, args.nomination)))
    return 0


def _person(email: str) -> Person:
    found = Person.objects.filter(email__iexact=email).first()
    if found is None:
        raise refuse("CLI-002", email=email)
    return found


def sign_out(args: argparse.Namespace) -> int:
    """End every session of somebody; how many there were."""
    actor = actor_from(args)
    with acting_as(actor):
        print(actions.end_sessions_of(actor, _person(args.email)))
    return 0


def left(args: argparse.Namespace) -> int:
    """Cut somebody off who has left."""
    actor = actor_from(args)
    with acting_as(actor):
        actions.leave(actor, _person(args.email))
    return 0
