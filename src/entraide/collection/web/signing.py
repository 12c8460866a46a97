"""What stands between a draft and its sending, as pages say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entraide.kernel.actor import Actor

from .. import queries
from ..domain.form import Form
from ..domain.last_answers import carried_state
from ..sending import place_of
from .showing import Opened


def signing_facts(actor: Actor, found: Opened, marks: Mapping[str, queries.MarkRow]) -> dict[str, Any]:
    """What stands between a draft and its sending: clearance, sections in other hands, unconfirmed answers, signature."""
    signed = queries.signatures(actor, found.row.id)
    newest = signed[-1] if signed else None
    return {
        "uncleared": [one for one in found.sections if not marks.get(one.name, queries.MarkRow()).cleared_at],
        "elsewhere": [one for one in queries.delegations(actor, found.row.id) if one.live],
        "unconfirmed": unconfirmed(found),
        "signature": newest if newest and newest.stands else None,
        "voided": place_names(found.form, newest),
    }


def place_names(form: Form, newest: queries.SignatureRow | None) -> dict[str, Any] | None:
    """The newest signature if a change has voided it: who changed what, and when."""
    if newest is None or newest.voided_at is None or not newest.voided_for:
        return None
    return {"signature": newest, "places": ", ".join(place_of(form, path) for path in newest.voided_for)}


def unconfirmed(found: Opened) -> int:
    """How many answers of the last round were neither confirmed nor changed."""
    return sum(carried_state(cell, found.answers.cell(path)) == "open" for path, cell in found.last.items())
