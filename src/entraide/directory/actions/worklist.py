"""The work list of doubtful entries: who looks after a finding, why one is set aside."""

from __future__ import annotations

from typing import Any

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse

from .. import policies
from ..models import Mark


@action("directory.finding.assigned")
def assign_finding(act: Act, key: str, entity: str, person_id: int, name: str) -> None:
    """Somebody looks after a finding."""
    _mark(act, key, entity, assigned_to=person_id, assigned_to_name=name)


@action("directory.finding.set_aside")
def set_finding_aside(act: Act, key: str, entity: str, reason: str) -> None:
    """A finding is no matter of concern, and why (DIR-212 where no reason is given)."""
    if not reason.strip():
        raise refuse("DIR-212")
    _mark(act, key, entity, set_aside=reason.strip()[:2_000])


@action("directory.finding.reopened")
def reopen_finding(act: Act, key: str, entity: str) -> None:
    """It concerns us after all."""
    policies.may_publish(act.actor).enforce()
    Mark.objects.filter(key=key).delete()
    act.about("directory.mark", entity=entity, finding=key.split("/")[0])


def _mark(act: Act, key: str, entity: str, **values: Any) -> None:
    policies.may_publish(act.actor).enforce()
    said = {"entity": entity, "at": act.at, "by_name": act.actor.name}
    Mark.objects.update_or_create(key=key[:200], defaults={**said, **values})
    act.about("directory.mark", entity=entity, finding=key.split("/")[0])
