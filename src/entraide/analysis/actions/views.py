"""Keeping a view of a set, taking it out of one's list, putting it back."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.exploring import Ask, written
from ..models import KeptView

LONGEST = 160
MOST = 200


@action("analysis.view.kept")
def keep_view(act: Act, set_id: int, ask: Ask, *, name: str, shared: bool = False) -> KeptView:
    """Keep what was asked under a name. Refused with ANA-707 without one, ANA-708 beyond 200 views of one person."""
    policies.may_keep_views(act.actor).enforce()
    of = policies.access_results(act.actor, set_id)
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise refuse("ANA-707")
    if KeptView.objects.filter(person=act.actor.person_id, removed_at=None).count() >= MOST:
        raise refuse("ANA-708", most=MOST)
    row = KeptView.objects.create(
        frozen_set_id=of.pk, person=act.actor.person_id, name=name, asked=[list(pair) for pair in written(ask)],
        shared=shared and act.actor.staff, kept_at=act.at,
    )  # fmt: skip
    act.about(row, set=of.pk)
    return row


@action("analysis.view.removed")
def remove_view(act: Act, view_id: int) -> KeptView:
    """Take a view out of one's list; `restore_view` puts it back."""
    row = policies.access_own_view(act.actor, view_id)
    row.removed_at = row.removed_at or act.at
    save(row, "removed_at")
    act.about(row)
    return row


@action("analysis.view.restored")
def restore_view(act: Act, view_id: int) -> KeptView:
    """Put a view back that was taken out."""
    row = policies.access_own_view(act.actor, view_id)
    row.removed_at = None
    save(row, "removed_at")
    act.about(row)
    return row
