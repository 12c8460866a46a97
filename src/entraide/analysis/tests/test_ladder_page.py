"""Nadia asks how a figure was counted; for the others there is no such page."""

from __future__ import annotations

import pytest

from entraide.analysis import queries
from entraide.collection.tests.conftest import seen
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere


def test_the_steps_stand_in_their_order_and_each_says_why_it_is_not_there(as_, cast, frozen_set):
    found = seen(cast("nadia"), queries.ladders, frozen_set.pk)
    assert [step.name for step in found[0].steps] == ["reported", "distinct", "all_states", "undetected", "value"]
    assert (found[0].steps[0].figure.value, found[0].step("all_states").held) == (7, "few")
    for language in ("en", "ar", "zh"):
        as_("nadia").cookies["django_language"] = language
        page = as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/ladder/", headers={"accept-language": language})
        assert page.status_code == 200
        assert found[0].step("all_states").reason.versions["en"]


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_find_no_ladder(cast, as_, frozen_set, name):
    with pytest.raises(NotHere):
        seen(cast(name), queries.ladders, frozen_set.pk)
    assert as_(name).get(f"/analysis/sets/{frozen_set.pk}/ladder/").status_code == 404


def test_a_paper_for_the_public_holds_the_number_of_the_only_state(cast, frozen_set):
    made = seen(
        cast("nadia"), queries.protected_results, frozen_set.pk, Audience.PUBLIC, ["offences.total", "coverage.replied"]
    )
    assert made["offences.total"].figure("2021").held == "few"
    assert made["coverage.replied"].rows[0].figure.value == 1
    whole = seen(cast("nadia"), queries.protected_results, frozen_set.pk, Audience.SECRETARIAT, ["offences.total"])
    assert whole["offences.total"].figure("2021").value == 7
