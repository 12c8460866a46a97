"""A meeting of an invented body, as the secretariat records it: for the tests of the room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.meetings import actions
from entraide.meetings.models import Meeting

FACTS: dict[str, Any] = {
    "body_code": "ARC/WG.1", "body_name": Text.of(en="Working Group on Archives", fr="Groupe de travail sur les archives"),
    "starts_on": date(2012, 10, 17), "ends_on": date(2012, 10, 18),
    "agenda": [("1 b", Text.of(en="Agenda", fr="Ordre du jour")), ("4", Text()), ("5", Text.of(en="Loans"))],
}  # fmt: skip
MORNING = {
    "starts_at": datetime.fromisoformat("2012-10-17T10:00"),
    "ends_at": datetime.fromisoformat("2012-10-17T13:00"),
    "zone": "Europe/Vienna",
}


def meeting(actor: Actor, **changes: Any) -> Meeting:
    """The meeting of October 2012 of a working group that never was."""
    with acting_as(actor):
        return actions.record_meeting(actor, **{**FACTS, **changes})
