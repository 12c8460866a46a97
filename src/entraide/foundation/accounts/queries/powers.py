"""Which powers are open."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from ..models import PowerSession


@frozen
class OpenPower:
    """A power session that has not ended."""

    id: int
    power: str
    reason: str
    begins_at: datetime
    ends_at: datetime

    @property
    def minutes_left(self) -> int:
        """Minutes until it ends by itself, the last one counted whole."""
        return max(1, -((clock.now() - self.ends_at) // timedelta(minutes=1)))


def open_powers(actor: Actor, session: str) -> tuple[OpenPower, ...]:
    """Those of this person in this browser, the one that ends first before the others."""
    if not actor.staff or actor.person_id is None:
        return ()
    rows = PowerSession.objects.filter(
        person_id=actor.person_id, session=session, ended_at__isnull=True, ends_at__gt=clock.now()
    )
    return tuple(
        OpenPower(row.pk, row.power, row.reason, row.begins_at, row.ends_at) for row in rows.order_by("ends_at")
    )
