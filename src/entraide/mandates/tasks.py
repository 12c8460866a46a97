"""The letters that remind people of what is in their hands, on the day they are wanted."""

from __future__ import annotations

from entraide.foundation.jobs.door import job
from entraide.kernel.actor import SYSTEM

from . import actions


@job("mandates.remind")
def remind(day: str) -> None:
    """Send what is due. `day` says for which day the job was queued; whatever is due by then goes out once."""
    actions.remind(SYSTEM)
