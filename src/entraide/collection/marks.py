"""The marks of sections, and what a change of answers undoes: clearance, signature, and that nobody was at work yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from entraide.kernel.actor import Actor

from . import policies
from .models import Reply, SectionMark, Signature

MOST_NAMED = 20


def mark_of(reply: Reply, section: str) -> SectionMark:
    """The mark of a section, a fresh one where nothing was said of it yet."""
    found = SectionMark.objects.filter(reply=reply, section=section).first()
    return found or SectionMark(reply=reply, entity=reply.entity, section=section)


def standing_signature(reply: Reply) -> QuerySet[Signature]:
    """The signature that stands and has not been sent yet, if any."""
    rows: QuerySet[Signature] = Signature.objects.filter(reply=reply, voided_at__isnull=True, submission__isnull=True)
    return rows


def touched(actor: Actor, reply: Reply, changes: Iterable[tuple[str, str]], at: datetime) -> None:
    """These answers (path and section) were changed: who last saved in each section, no clearance, no signature.

    Only what the State itself drafts counts: whoever else holds the reply has a draft of their own.
    """
    paths = tuple(changes)
    if not paths or not policies.answers_for(actor, reply.entity):
        return
    for section in dict.fromkeys(section for _path, section in paths):
        fresh = {
            "entity": reply.entity, "cleared_at": None, "cleared_by": None, "saved_at": at, "saved_by": actor.person_id,
        }  # fmt: skip
        if not SectionMark.objects.filter(reply=reply, section=section).update(**fresh):
            SectionMark.objects.create(reply=reply, section=section, **fresh)
    named = [path for path, _section in paths][:MOST_NAMED]
    standing_signature(reply).update(voided_at=at, voided_by=actor.person_id, voided_for=named)
    if not policies.speaks_for(actor, reply.entity):
        sections = {section for _path, section in paths}
        begun = policies.own_delegations(actor).filter(reply=reply, section__in=sections, state="offered")
        begun.update(state="at_work", moved_at=at)
