"""Entries for stories: Egypt's police of museums, and what differs from it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from entraide.directory.domain.record import Function, Reach, Record
from entraide.kernel.actor import Actor, Power
from entraide.kernel.text import Text

MUSEUMS = Record(
    "EGY", Text.of("ar", ar="شرطة المتاحف", en="Museums Police"), "police", (Function("cultural_property"),), ("ar",),
    reaches=(Reach("email", "museums@example.org"),),
)  # fmt: skip


def museums(**more: Any) -> Record:
    """The record of Egypt's police of museums; `more` are the parts that are other."""
    return evolve(MUSEUMS, **more)


def with_power(actor: Actor) -> Actor:
    """Somebody of the secretariat while a power session for restricted persons is open."""
    return evolve(actor, powers=frozenset({Power.RESTRICTED_CONTACTS}))
