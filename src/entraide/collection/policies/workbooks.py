"""Workbooks: which sections somebody may carry away and bring back, and who may undo what was brought."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from ..models import Reply, TakenWorkbook
from .people import answers_for
from .threads import sees_section


def sections_open_to(actor: Actor, reply: Reply, names: Collection[str]) -> frozenset[str] | None:
    """Of the sections with these names those that this person works with; None for all of them."""
    mine = frozenset(name for name in names if sees_section(actor, reply, name))
    return None if len(mine) == len(names) else mine


def access_taken_workbook(actor: Actor, reply: Reply, batch: UUID) -> list[TakenWorkbook]:
    """What an upload changed, section by section: for whoever uploaded it."""
    found = list(
        TakenWorkbook.objects.select_for_update().filter(reply=reply, batch=batch, taken_by=actor.person_id or 0)
    )
    if not found or not answers_for(actor, reply.entity):
        raise NotHere
    return found
