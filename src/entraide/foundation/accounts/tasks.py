"""Background work: what the clock ends is written down."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.kernel.actor import SYSTEM

from .actions.powers import LAPSE, lapse_power
from .models import PowerSession


@job(LAPSE)
def lapse(power_session: int) -> None:
    """At the end of a power's time, unless it was laid down before."""
    with acting_as(SYSTEM):
        row = PowerSession.objects.filter(pk=power_session, ended_at__isnull=True).first()
        if row is not None:
            lapse_power(SYSTEM, row)
