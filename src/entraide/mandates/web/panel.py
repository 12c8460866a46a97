"""What the page of a mandate shows beside its words: evidence, relations, who has it in hand, and its history."""

from __future__ import annotations

from typing import Any

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .. import policies
from ..queries import MandateRow, cited, history, laid, related, work
from .evidence import shown_evidence
from .labels import relation_label, said_turn


def panel(actor: Actor, row: MandateRow) -> dict[str, Any]:
    """For everybody what is public; for the secretariat who did what, and what is still to be decided."""
    notes = work.noted(actor, row.id)
    pieces = laid.evidence(actor, row.id)
    shared = {
        "laid": shown_evidence(actor, pieces),
        "more_after": pieces[-1].id if len(pieces) == laid.SHOWN else 0,
        "related": [
            {"row": one, "kind": relation_label(one.kind, one.passive)} for one in related.related(actor, row.id)
        ],
        "notes": [
            {"asked": one, "note": notes[one.id].note, "resources": notes[one.id].resources}
            for one in row.addressees
            if one.id in notes
        ],
    }
    if not policies.may_register(actor):
        return shared
    people = history.names()
    kept = row.life != "proposed" and not row.rejected
    return {
        **shared,
        "hands": work.in_hands(actor, row.id, clock.now().date()),
        "history": [said_turn(turn, people) for turn in history.history(actor, row.id)],
        "offers": cited.offers(actor, row) if kept else (),
        "in_register": kept,
    }
