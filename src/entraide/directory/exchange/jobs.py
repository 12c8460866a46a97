"""What the exchange does in the background: long imports, printed editions."""

from __future__ import annotations

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

from ..models import Batch
from . import editions, taking


@job("directory.import")
def take_batch(batch: int) -> None:
    """Import a table on behalf of who started it; when it is refused the plan waits with the reason."""
    with acting_as(SYSTEM):
        found = Batch.objects.defer("content", "plan").filter(pk=batch, state="taking").first()
    if found is None:
        return
    actor = actor_of(Person.objects.filter(pk=found.person).first()) if found.person else SYSTEM
    try:
        taking.take(actor, batch)
    except Refused as refusal:
        taking.fail(SYSTEM, batch, refusal.problems)


@job("directory.edition")
def make_edition(edition: int) -> None:
    """Print the directory."""
    editions.make(SYSTEM, edition)
