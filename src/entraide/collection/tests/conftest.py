"""A round with Egypt and France in it, and Peru in another, on the questionnaire that the repository holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen
from django.apps import apps
from tests.cast import person
from tests.stages import Stage, Staged, chosen

from entraide.collection import actions
from entraide.collection.domain.answers import Cell
from entraide.collection.forms import form_of
from entraide.collection.models import Delegation, QuestionnaireVersion, Reply, Round
from entraide.foundation.accounts.queries import actor_of
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


def delegated(samira: Actor, reply: Reply, *sections: str) -> tuple[Delegation, ...]:
    """These sections in the hands of Tarek; all of them, unless some are named."""
    tarek = person("tarek")
    with acting_as(SYSTEM):
        names = sections or tuple(section.name for section in form_of(reply.round.version_id).sections)
    expert = actions.Expert("Tarek", tarek.email, "ar", tarek.pk, "Ministry of the Interior")
    return actions.delegate(samira, reply, names, expert)


def seen(actor: Actor, query: Callable[..., Any], *args: object) -> Any:
    """What this person gets from a query, with their own eyes on the tables."""
    with acting_as(actor):
        return query(actor, *args)


def make_paragraph() -> None:
    """Paragraph 23 (c) of an invented report."""
    with acting_as(SYSTEM):
        document = apps.get_model("documents", "Document").objects.create(
            symbols=["CTOC/COP/WG.2/2012/5"], kind="report", invented=True, filed_at=clock.now()
        )
        apps.get_model("documents", "Paragraph").objects.create(
            document=document, number="23", point="c", position=1, text=Text.of("en", en="To ask States.").to_json()
        )


def make_version() -> None:
    """The questionnaire, published by Nadia."""
    actions.publish_questionnaire(actor_of(person("nadia")), code="cultural-property", content=FORM.read_bytes())


def make_round() -> None:
    """Egypt and France are asked; in another round Peru is."""
    _opened("other-2026", PILAR)
    _opened("heritage-2026", SAMIRA, LUC)


def _opened(code: str, *contacts: Contact, **more: object) -> Round:
    nadia = actor_of(person("nadia"))
    with acting_as(SYSTEM):
        version, paragraph = QuestionnaireVersion.objects.get(), _paragraph()
    given = {
        "title": Text.of("en", en="Trafficking in cultural property", ar="الاتجار بالممتلكات الثقافية"),
        "deadline": clock.now().date() + timedelta(days=30), "note_verbale": "CU 2026/1", **more,
    }  # fmt: skip
    round = actions.open_round(nadia, code=code, version_id=version.pk, paragraph_guids=[paragraph], **given)
    if contacts:
        actions.invite(nadia, round, contacts)
    return round


def _paragraph() -> UUID:
    return apps.get_model("documents", "Paragraph").objects.get(number="23", point="c").pk


STAGES = {
    "paragraph_guid": Stage(make_paragraph),
    "version": Stage(make_version, after="paragraph_guid"),
    "round": Stage(make_round, after="version"),
}
pytest_generate_tests = chosen(STAGES)


@pytest.fixture(scope="module", autouse=True)
def stage(request: pytest.FixtureRequest, staged: Staged) -> Iterator[None]:
    """The database that the test stands on."""
    with staged(STAGES, getattr(request, "param", "")):
        yield


@pytest.fixture
def paragraph_guid(db: None) -> UUID:
    """Paragraph 23 (c) of an invented report."""
    with acting_as(SYSTEM):
        return _paragraph()


@pytest.fixture
def version(db: None) -> QuestionnaireVersion:
    """The questionnaire, published by Nadia."""
    with acting_as(SYSTEM):
        return QuestionnaireVersion.objects.select_related("questionnaire").get()


@pytest.fixture
def open_round(version: QuestionnaireVersion) -> Callable[..., Round]:
    """Opens a round and invites these contacts."""
    return _opened


@pytest.fixture
def round(db: None) -> Round:
    """Egypt and France are asked; in another round Peru is."""
    with acting_as(SYSTEM):
        return Round.objects.get(code="heritage-2026")


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
