"""Entries for stories of finding: Egypt and what lacks in Peru, with hours, channels and numbers."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from entraide.directory.domain.record import Function, Hours, Procedure, Reach, Record
from entraide.kernel.text import Text

DAY = (("09:00", "15:00"),)
CAIRO = Hours("Africa/Cairo", (DAY, DAY, DAY, DAY, (), (), DAY))
CENTRAL = Record(
    "EGY",
    Text.of("ar", ar="وزارة العدل، إدارة التعاون الدولي", en="Ministry of Justice, International Cooperation"),
    "justice_ministry",
    (Function("mutual_legal_assistance", "UNTOC", "18(13)", exclusive=True), Function("extradition", "UNTOC", "16")),
    ("ar", "fr"),
    networks=("24_7",),
    reaches=(
        Reach("phone", "+20220000000"),
        Reach("phone", "+20220000001", "urgent"),
        Reach("email", "central@example.org", "requests"),
        Reach("post", "Cairo", city="Cairo", public=True),
    ),
    procedure=Procedure(
        hours=CAIRO,
        channels=("diplomatic", "interpol", "direct"),
        formats=("scanned", "oral_urgent"),
        translation_certified=True,
        information=Text.of("en", en="State the dates of the acts.", fr="Indiquez les dates des faits."),
        urgent=Text.of("en", en="Ask for the officer on duty."),
        interpol_urgent=True,
    ),
    invented=True,
)


def central(**more: Any) -> Record:
    """Egypt's central authority; `more` are the parts that are other."""
    return evolve(CENTRAL, **more)


def plain(entity: str, kind: str, *functions: Function, **more: Any) -> Record:
    """An authority of which little is known."""
    return Record(entity, Text.of("en", en=f"{kind} of {entity}"), kind, functions, invented=True, **more)
