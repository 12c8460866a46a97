"""A closed round for paragraph 23 (c)-(d) of an invented report: Egypt, France and Italy replied, Peru did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen
from django.apps import apps
from tests.cast import person
from tests.stages import Stage, Staged, chosen

from entraide.analysis.actions import close_and_freeze
from entraide.collection import actions as collection
from entraide.collection import policies as collecting
from entraide.collection.domain.answers import Cell
from entraide.documents import actions as papers
from entraide.documents.domain import tree as t
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reporting import actions

from .invented import SOURCE

SYMBOL = "DEMO/2024/7"
PAPER = "DEMO/2012/4"
LANGUAGES = {"EGY": "ar", "FRA": "fr", "ITA": "en", "PER": "es"}
COMMON = {
    "/data/respondent/authority": Cell("Authority (invented)"),
    "/data/law/specific_offence": Cell("no"),
    "/data/institutions/specialised_unit": Cell("no"),
    "/data/institutions/stolen_objects_database": Cell("yes"),
    "/data/organized_crime/group_involved": Cell("no"),
    "/data/assistance/needs": Cell("none"),
    "/data/funds/funds_estimated": Cell("no"),
}
OWN = {
    "EGY": {
        "/data/figures/offences_2021": Cell("0"),
        "/data/practices/good_practice": Cell("سجل وطني موحد للقطع الأثرية."),
        "/data/difficulties/obstacles_detail": Cell("Kept for the secretariat.", audience=Audience.SECRETARIAT),
    },
    "FRA": {
        "/data/figures/offences_2021": Cell("41"),
        "/data/practices/good_practice": Cell("Un registre des ventes tenu par les marchands."),
    },
    "ITA": {"/data/figures/offences_2021": Cell(missing="confidential")},
}


@frozen
class Contact:
    """As the directory gives one."""

    entity: str
    name: str
    email: str
    language: str
    authority_id: int | None = None


def focal_point(entity: str) -> Actor:
    """Whoever answers for a State in an invented round."""
    return Actor(None, "Focal point (invented)", frozenset({Role.FOCAL_POINT}), entity, True)


def make_round() -> None:
    """An invented paper whose 23 (c) and (d) ask for data; the round, answered, closed and frozen by Nadia."""
    nadia = actor_of(person("nadia"))
    paragraphs = _paragraphs(nadia)
    version = collection.publish_questionnaire(nadia, code="cultural-property", content=SOURCE.read_bytes())
    round = collection.open_round(
        nadia, code="heritage", version_id=version.pk, paragraph_guids=paragraphs, title=Text.of("en", en="Heritage"),
        deadline=clock.now().date() + timedelta(days=30), invented=True,
    )  # fmt: skip
    contacts = [Contact(code, code, f"{code}@example.org".lower(), language) for code, language in LANGUAGES.items()]
    collection.invite(nadia, round, contacts)
    for entity, cells in OWN.items():
        _reply(nadia, entity, cells)
    close_and_freeze(nadia, round.pk)


def _paragraphs(nadia: Actor) -> tuple[UUID, ...]:
    """23 (c) and (d), each with an adopted mandate."""
    points = tuple(t.Point(letter, (t.Run(f"To ask States, {letter}."),)) for letter in "abcd")
    paragraph = t.Paragraph("23", (t.Run("The Group recommended:"),), points)
    tree = t.Tree("en", t.Masthead((PAPER,)), (t.Section("I", "Recommendations", 1, (paragraph,)),))
    papers.file_document(
        nadia, trees={"en": tree}, symbols=[PAPER], kind="report", title=Text.of("en", en="Invented"), invented=True
    )
    with acting_as(SYSTEM):
        rows = list(_asking())
        for row in rows:
            apps.get_model("mandates", "Mandate").objects.create(
                paragraph=row, issuer="group", act="recommend", lemma="recommend", strength=2, deliverable="data",
                life="adopted", proposed_at=clock.now(), language="en",
            )  # fmt: skip
    return tuple(row.pk for row in rows)


def _asking() -> Any:
    return apps.get_model("documents", "Paragraph").objects.filter(number="23", point__in=["c", "d"])


def _reply(nadia: Actor, entity: str, cells: dict[str, Cell]) -> None:
    answering = focal_point(entity)
    with acting_as(answering):
        reply = collecting.access_reply_of(answering, "heritage", entity)
    collection.save_cells(answering, reply, {**COMMON, **cells})
    with acting_as(answering):
        reply.refresh_from_db()
    sent = collection.submit(answering, reply, declared_name="Focal point", declared_function="Focal point")
    collection.accept(nadia, sent)


def make_draft() -> None:
    """A draft composed by Nadia."""
    actions.compose(actor_of(person("nadia")), _only("analysis", "FrozenSet").pk, symbol=SYMBOL)


def make_issued() -> None:
    """The same, issued."""
    actions.issue(actor_of(person("nadia")), _only("reporting", "Report"))


def make_cleared() -> None:
    """The same, read by Viktor."""
    actions.clear(actor_of(person("viktor")), _only("reporting", "Report"))


def _only(room: str, table: str) -> Any:
    with acting_as(SYSTEM):
        return apps.get_model(room, table).objects.get()


STAGES = {
    "frozen_set": Stage(make_round),
    "draft": Stage(make_draft, after="frozen_set"),
    "cleared": Stage(make_cleared, after="draft"),
    "issued": Stage(make_issued, after="cleared"),
}
pytest_generate_tests = chosen(STAGES)


@pytest.fixture(scope="module", autouse=True)
def stage(request: pytest.FixtureRequest, staged: Staged) -> Iterator[None]:
    """The database that the test stands on."""
    with staged(STAGES, getattr(request, "param", "")):
        yield


@pytest.fixture
def frozen_set(db: None) -> Any:
    """The round's frozen set."""
    return _only("analysis", "FrozenSet")


@pytest.fixture
def paragraphs(db: None) -> tuple[UUID, ...]:
    """What the round was opened for."""
    with acting_as(SYSTEM):
        return tuple(row.pk for row in _asking())


@pytest.fixture
def draft(db: None) -> Any:
    """A draft composed by Nadia."""
    return _only("reporting", "Report")


@pytest.fixture
def cleared(db: None) -> Any:
    """The same, cleared by Viktor."""
    return _only("reporting", "Report")


@pytest.fixture
def issued(db: None) -> Any:
    """The same, issued."""
    return _only("reporting", "Report")
