"""May this person do this to a document or a reading, and the only doors to them."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .domain.life import READING
from .models import Document, Reading


def may_file(actor: Actor) -> Verdict:
    """Reading and filing papers is the secretariat's work."""
    return YES if actor.staff else no("DOC-306")


def may_issue(actor: Actor) -> Verdict:
    """Issuing a paper again under its identity is the secretariat's work."""
    return YES if actor.staff else no("DOC-512")


def may_correct(actor: Actor, reading: Reading) -> Verdict:
    """The secretariat, while the reading is neither filed nor set aside."""
    if not may_file(actor):
        return may_file(actor)
    return YES if READING.allows(reading.state, "correct") else no("DOC-301", state=reading.state, verb="correct")


def access_reading(actor: Actor, reading_id: int) -> Reading:
    """The reading, for the secretariat; NotHere for everybody else, as if it did not exist."""
    found: Reading | None = Reading.objects.filter(pk=reading_id).first() if actor.staff else None
    if found is None:
        raise NotHere
    return found


def access_document(actor: Actor, document_id: int) -> Document:
    """The document, if its audience admits this person; NotHere otherwise, as if it did not exist."""
    found: Document | None = Document.objects.filter(pk=document_id).first()
    if found is None or not actor.admits(Audience(found.audience), found.entity):
        raise NotHere
    return found
