"""Exchange rates, for those who keep them."""

from __future__ import annotations

from entraide.kernel.actor import Actor

from .. import exchange, policies


def rates(actor: Actor) -> tuple[exchange.RateRow, ...]:
    """The rates that stand, by currency and day."""
    policies.access_rates(actor)
    return exchange.standing()
