from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.kernel.actor import SYSTEM

from . import actions
from .ledger import Break


@job("audit.verify")
def verify(verification_id: int) -> None:
    """Walk the chain piece by piece, each in a transaction of its own, so that pages show how far it is."""
    result: Break | bool | None = True
    while result is True:
        with acting_as(SYSTEM):
            result = actions.advance(verification_id)
    actions.finish(SYSTEM, verification_id, result if isinstance(result, Break) else None)
