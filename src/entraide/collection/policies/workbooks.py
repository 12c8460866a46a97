"""Workbooks that were brought: for whoever brought them, to undo."""

from __future__ import annotations

from uuid import UUID

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from ..models import Reply, TakenWorkbook
from .people import answers_for


def access_taken_workbook(actor: Actor, reply: Reply, batch: UUID) -> list[TakenWorkbook]:
    """What an upload changed, section by section: for whoever uploaded it."""
    found = list(
        TakenWorkbook.objects.select_for_update().filter(reply=reply, batch=batch, taken_by=actor.person_id or 0)
    )
    if not found or not answers_for(actor, reply.entity):
        raise NotHere
    return found
