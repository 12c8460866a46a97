"""A round with Egypt and France in it, and Peru in another, on the questionnaire that the repository holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen
from django.apps import apps

from entraide.collection import actions
from entraide.collection.domain.answers import Cell
from entraide.collection.models import QuestionnaireVersion, Reply, Round
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.text import Text

FORM = Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property.xlsx"

COMPLETE = {
    "/data/respondent/authority": "وزارة العدل",
    "/data/law/specific_offence": "no",
    "/data/institutions/specialised_unit": "no",
    "/data/institutions/stolen_objects_database": "yes",
    "/data/organized_crime/group_involved": "no",
    "/data/funds/funds_estimated": "no",
    "/data/assistance/needs": "none",
}
"""The least that may be submitted."""


@frozen
class Contact:
    """As the directory gives one."""

    entity: str
    name: str
    email: str
    language: str
    authority_id: int | None = None


SAMIRA = Contact("EGY", "Samira", "samira@example.org", "ar")
LUC = Contact("FRA", "Luc", "luc@example.org", "fr")
PILAR = Contact("PER", "Pilar", "pilar@example.org", "es")


def cells(values: dict[str, str]) -> dict[str, Cell]:
    """Plain values as cells."""
    return {path: Cell(value) for path, value in values.items()}


def seen(actor: Actor, query: Callable[..., Any], *args: object) -> Any:
    """What this person gets from a query, with their own eyes on the tables."""
    with acting_as(actor):
        return query(actor, *args)


@pytest.fixture
def paragraph_guid(db: None) -> UUID:
    """Paragraph 23 (c) of an invented report."""
    with acting_as(SYSTEM):
        document = apps.get_model("documents", "Document").objects.create(
            symbols=["CTOC/COP/WG.2/2012/5"], kind="report", invented=True, filed_at=clock.now()
        )
        row = apps.get_model("documents", "Paragraph").objects.create(
            document=document, number="23", point="c", position=1, text=Text.of("en", en="To ask States.").to_json()
        )
    return row.pk


@pytest.fixture
def version(cast: Callable[[str], Actor]) -> QuestionnaireVersion:
    """The questionnaire, published by Nadia."""
    return actions.publish_questionnaire(cast("nadia"), code="cultural-property", content=FORM.read_bytes())


@pytest.fixture
def open_round(
    cast: Callable[[str], Actor], version: QuestionnaireVersion, paragraph_guid: UUID
) -> Callable[..., Round]:
    """Opens a round and invites these contacts."""

    def opened(code: str, *contacts: Contact, **more: object) -> Round:
        given = {
            "title": Text.of("en", en="Trafficking in cultural property", ar="الاتجار بالممتلكات الثقافية"),
            "deadline": clock.now().date() + timedelta(days=30), "note_verbale": "CU 2026/1", **more,
        }  # fmt: skip
        round = actions.open_round(
            cast("nadia"), code=code, version_id=version.pk, paragraph_guids=[paragraph_guid], **given
        )
        if contacts:
            actions.invite(cast("nadia"), round, contacts)
        return round

    return opened


@pytest.fixture
def round(open_round: Callable[..., Round]) -> Round:
    """Egypt and France are asked; in another round Peru is."""
    open_round("other-2026", PILAR)
    return open_round("heritage-2026", SAMIRA, LUC)


def only_reply(round: Round) -> Reply:
    """The reply of a round that has one."""
    with acting_as(SYSTEM):
        return Reply.objects.select_related("round__version__questionnaire").get(round=round)


@pytest.fixture
def reply(round: Round) -> Callable[[str], Reply]:
    """`reply("EGY")` as it stands now."""

    def current(entity: str) -> Reply:
        with acting_as(SYSTEM):
            return Reply.objects.select_related("round__version__questionnaire").get(entity=entity, round=round)

    return current
