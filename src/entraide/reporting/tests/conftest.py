"""A closed round for paragraph 23 (c)-(d) of an invented report: Egypt, France and Italy replied, Peru did not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen
from django.apps import apps

from entraide.analysis.actions import close_and_freeze
from entraide.collection import actions as collection
from entraide.collection import policies as collecting
from entraide.collection.domain.answers import Cell
from entraide.documents import actions as papers
from entraide.documents.domain import tree as t
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


@pytest.fixture
def paragraphs(cast: Callable[[str], Actor]) -> tuple[UUID, ...]:
    """23 (c) and (d) of an invented paper, each with an adopted mandate."""
    points = tuple(t.Point(letter, (t.Run(f"To ask States, {letter}."),)) for letter in "abcd")
    paragraph = t.Paragraph("23", (t.Run("The Group recommended:"),), points)
    tree = t.Tree("en", t.Masthead((PAPER,)), (t.Section("I", "Recommendations", 1, (paragraph,)),))
    papers.file_document(
        cast("nadia"), trees={"en": tree}, symbols=[PAPER], kind="report", title=Text.of("en", en="Invented"),
        invented=True,
    )  # fmt: skip
    with acting_as(SYSTEM):
        rows = apps.get_model("documents", "Paragraph").objects.filter(number="23", point__in=["c", "d"])
        for row in rows:
            apps.get_model("mandates", "Mandate").objects.create(
                paragraph=row, issuer="group", act="recommend", lemma="recommend", strength=2, deliverable="data",
                life="adopted", proposed_at=clock.now(), language="en",
            )  # fmt: skip
    return tuple(row.pk for row in rows)


@pytest.fixture
def frozen_set(cast: Callable[[str], Actor], paragraphs: tuple[UUID, ...]) -> Any:
    """The round, answered, closed and frozen by Nadia."""
    nadia = cast("nadia")
    version = collection.publish_questionnaire(nadia, code="cultural-property", content=SOURCE.read_bytes())
    round = collection.open_round(
        nadia, code="heritage", version_id=version.pk, paragraph_guids=paragraphs, title=Text.of("en", en="Heritage"),
        deadline=clock.now().date() + timedelta(days=30), invented=True,
    )  # fmt: skip
    contacts = [Contact(code, code, f"{code}@example.org".lower(), language) for code, language in LANGUAGES.items()]
    collection.invite(nadia, round, contacts)
    for entity, cells in OWN.items():
        person = focal_point(entity)
        with acting_as(person):
            reply = collecting.access_reply_of(person, "heritage", entity)
        collection.save_cells(person, reply, {**COMMON, **cells})
        with acting_as(person):
            reply.refresh_from_db()
        sent = collection.submit(person, reply, declared_name="Focal point", declared_function="Focal point")
        collection.accept(nadia, sent)
    return close_and_freeze(nadia, round.pk)


@pytest.fixture
def draft(cast: Callable[[str], Actor], frozen_set: Any) -> Any:
    """A draft composed by Nadia."""
    return actions.compose(cast("nadia"), frozen_set.pk, symbol=SYMBOL)


@pytest.fixture
def issued(cast: Callable[[str], Actor], draft: Any) -> Any:
    """The same, issued."""
    return actions.issue(cast("nadia"), draft)
