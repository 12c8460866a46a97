"""Luc reads the opened figures of a set: he can neither narrow them one by one nor read them unguarded."""

from __future__ import annotations

from importlib import import_module

import pytest

from entraide.analysis import actions, queries
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere

counting = import_module("entraide.analysis.queries.results")


def test_only_the_secretariat_narrows(cast, frozen_set):
    actions.open_set(cast("nadia"), frozen_set.pk, Audience.PARTIES)
    for name in ("luc", "samira"):
        with acting_as(cast(name)), pytest.raises(NotHere):
            queries.result(cast(name), frozen_set.pk, "coverage.replied", {"entity": "EGY"})
    with acting_as(cast("nadia")):
        assert queries.result(cast("nadia"), frozen_set.pk, "coverage.replied", {"entity": "EGY"}).rows


def test_what_is_opened_is_made_safe_together(cast, frozen_set, monkeypatch):
    seen = []
    protect = counting.protect_results
    monkeypatch.setattr(
        counting,
        "protect_results",
        lambda shown, *args, **more: seen.append(len(shown)) or protect(shown, *args, **more),
    )
    actions.open_set(cast("nadia"), frozen_set.pk, Audience.PARTIES)
    counting._results.clear()
    with acting_as(cast("luc")):
        found = queries.results(cast("luc"), frozen_set.pk)
    assert seen == [len(found)]
