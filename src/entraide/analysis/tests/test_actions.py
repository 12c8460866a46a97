"""Nadia closes a round: what was last submitted is frozen, and can be counted again; others find nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from entraide.analysis import actions, queries
from entraide.analysis.domain import laid
from entraide.analysis.models import FrozenSet
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.kernel.problems import NotHere, Refused


def test_the_set_holds_what_was_submitted(cast, frozen_set):
    made = seen(cast("nadia"), queries.content, frozen_set.pk)
    figures = laid.every_figure(laid.counted(made, queries.form_of(made)))
    assert (figures["coverage.replied"].value, figures["coverage.replied"].base) == (1, 2)
    assert figures["offences.2021.total"].value == 7
    assert made.content_hash() == frozen_set.content_hash
    assert seen(cast("nadia"), queries.figures_in, frozen_set.pk).coverage.silent == ("FRA",)


def test_rebuilt_from_the_database_it_has_the_same_hash(cast, frozen_set):
    assert seen(cast("nadia"), actions.gather, frozen_set.round_id).content_hash() == frozen_set.content_hash


def test_a_set_never_changes(cast, frozen_set):
    with acting_as(cast("nadia")):
        assert FrozenSet.objects.filter(pk=frozen_set.pk).update(content_hash="x") == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("nadia")):
        frozen_set.save(force_update=True)


def test_a_round_that_nobody_answered_stays_open(cast, round):
    with pytest.raises(Refused) as refusal:
        actions.close_and_freeze(cast("nadia"), round.pk)
    assert refusal.value.problems[0].code == "ANA-002"
    with acting_as(cast("nadia")):
        round.refresh_from_db()
    assert round.state == "open"


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_neither_freeze_nor_find_the_set(cast, as_, frozen_set, name):
    with pytest.raises(Refused) as refusal:
        actions.close_and_freeze(cast(name), frozen_set.round_id)
    assert refusal.value.problems[0].code == "ANA-001"
    with pytest.raises(NotHere):
        seen(cast(name), queries.frozen_set, frozen_set.pk)
    with pytest.raises(NotHere):
        seen(cast(name), access_file, frozen_set.file_id)
    with acting_as(cast(name)):
        assert not FrozenSet.objects.exists()
    for address in (f"sets/{frozen_set.pk}/", f"sets/{frozen_set.pk}/words/", f"rounds/{frozen_set.round_id}/close/"):
        assert as_(name).get(f"/analysis/{address}").status_code == 404


def test_nadia_reads_the_figures_and_the_words(as_, frozen_set):
    page = as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/").content.decode()
    assert "France" in page
    assert frozen_set.content_hash in page
    assert as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/words/").status_code == 200
