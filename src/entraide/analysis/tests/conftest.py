"""The round of the collection room, answered by Egypt, closed and frozen by Nadia."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.cast import person
from tests.stages import Stage, Staged, chosen

from entraide.analysis import actions
from entraide.analysis.actions import close_and_freeze
from entraide.analysis.models import FrozenSet, Passage
from entraide.analysis.tests.written import invented
from entraide.collection import actions as collection
from entraide.collection.models import Reply, Round
from entraide.collection.tests.conftest import COMPLETE, cells, reply, round  # noqa: F401 - the round that these stories need
from entraide.collection.tests.conftest import STAGES as BEFORE
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience


def make_frozen_set() -> None:
    """Samira answers and sends; Nadia closes."""
    samira = actor_of(person("samira"))
    collection.save_cells(samira, _reply(), cells({**COMPLETE, "/data/figures/offences_2021": "7"}))
    collection.submit(samira, _reply(), declared_name="Samira", declared_function="Focal point")
    with acting_as(SYSTEM):
        number = Round.objects.get(code="heritage-2026").pk
    close_and_freeze(actor_of(person("nadia")), number)


def _reply() -> Any:
    with acting_as(SYSTEM):
        rows = Reply.objects.select_related("round__version__questionnaire")
        return rows.get(entity="EGY", round__code="heritage-2026")


STAGES = {**BEFORE, "frozen_set": Stage(make_frozen_set, after="round")}
pytest_generate_tests = chosen(STAGES)


@pytest.fixture(scope="module", autouse=True)
def stage(request: pytest.FixtureRequest, staged: Staged) -> Iterator[None]:
    """The database that the test stands on."""
    with staged(STAGES, getattr(request, "param", "")):
        yield


@pytest.fixture
def frozen_set(db: None) -> Any:
    """What was frozen."""
    with acting_as(SYSTEM):
        return FrozenSet.objects.get()


@pytest.fixture
def words(cast, frozen_set):
    """The set, cut, its figures opened to everybody."""
    actions.cut_passages(cast("nadia"), frozen_set.pk, invented())
    actions.open_set(cast("nadia"), frozen_set.pk, Audience.PUBLIC)
    return frozen_set.pk


@pytest.fixture
def of(words):
    """`of("EGY", "good_practice")` is that passage's number."""
    with acting_as(SYSTEM):
        rows = {(row.entity, row.question): row.pk for row in Passage.objects.all()}
    return lambda entity, question: rows[entity, question]
