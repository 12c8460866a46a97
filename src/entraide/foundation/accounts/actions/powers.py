"""Powers of the secretariat: opened for some minutes and a stated reason, ended by hand or by the clock, never unnoticed."""

from __future__ import annotations

from datetime import timedelta

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.actor import SYSTEM, Power
from entraide.kernel.problems import refuse

from .. import policies
from ..models import PowerSession

MINUTES = (15, 30, 60)
LAPSE = "accounts.power.lapse"


@action("accounts.power.opened")
def open_power(act: Act, power: Power, *, minutes: int, reason: str, session: str) -> PowerSession:
    """Wield a power in one browser for 15, 30 or 60 minutes. `session` is the browser's digest.

    Refused: ACC-005, ACC-006, ACC-023 without a reason, ACC-028 another length.
    """
    policies.may_wield(act.actor, power).enforce()
    if len(reason.strip()) < 3:
        raise refuse("ACC-023")
    if minutes not in MINUTES or not session:
        raise refuse("ACC-028")
    with acting_as(SYSTEM):
        same = PowerSession.objects.filter(person_id=act.actor.person_id, session=session, power=power)
        same.filter(ended_at__isnull=True).update(ended_at=act.at)
        row = PowerSession.objects.create(
            person_id=act.actor.person_id, session=session, power=power, reason=reason.strip()[:300],
            begins_at=act.at, ends_at=act.at + timedelta(minutes=minutes),
        )  # fmt: skip
        enqueue(LAPSE, at=row.ends_at, power_session=row.pk)
    act.about(row, power=power, begins_at=row.begins_at.isoformat(), ends_at=row.ends_at.isoformat())
    return row


@action("accounts.power.ended")
def end_power(act: Act, row: PowerSession) -> None:
    """Lay a power of one's own down before its time. Refused: ACC-006, ACC-020 when it has ended."""
    if row.person_id != act.actor.person_id:
        raise refuse("ACC-006")
    if row.ended_at is not None or row.ends_at <= act.at:
        raise refuse("ACC-020")
    row.ended_at = act.at
    with acting_as(SYSTEM):
        save(row, "ended_at")
    act.about(row, power=row.power)


@action("accounts.power.lapsed")
def lapse_power(act: Act, row: PowerSession) -> None:
    """Write down that a power ran out; it opened nothing since its time was over, whether this had run or not."""
    row.ended_at = row.ends_at
    save(row, "ended_at")
    act.about(row, power=row.power, person=row.person_id)
