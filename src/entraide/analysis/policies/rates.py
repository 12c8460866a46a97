"""Who keeps exchange rates."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere


def access_rates(actor: Actor) -> None:
    """The secretariat reads and adds them; for everybody else there is no such page. Figures name the rate they used."""
    if not actor.staff:
        raise NotHere
