"""Many rows in one statement (foundation.db.pouring), with tables that have documents, lists and walls."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from entraide.directory import actions
from entraide.directory.models import Authority, Reach
from entraide.foundation.db.context import acting_as
from entraide.foundation.db.pouring import pour, pour_over

from .entries import museums

SAID = 'a "quoted" \\ word, the 100 % of it, عربي'


def way(entry, value, **more):
    told = {"kind": "email", "purpose": "office", "extension": "", "city": "", "country": "", "note": SAID, "audience": "members"}
    return {"authority_id": entry.pk, "entity": entry.entity, "value": value, "position": 7, **told, **more}


def test_rows_come_in_their_order_and_are_written_over(cast):
    with acting_as(cast("nadia")):
        entry = actions.record_authority(cast("nadia"), museums())
        moment = datetime(2026, 11, 30, 8, 15, 30, 5, tzinfo=UTC)
        numbers = pour(Reach, [way(entry, f"{turn}@example.org", bounced_at=moment if turn else None) for turn in range(30)])
        made = [Reach.objects.get(pk=number) for number in numbers]
        assert [one.value for one in made] == [f"{turn}@example.org" for turn in range(30)]
        assert {one.note for one in made} == {SAID} and (made[0].bounced_at, made[1].bounced_at) == (None, moment)
        documents = {"id": entry.pk, "functions": [{"function": SAID}], "languages": ["ar", "fr"], "acronym": SAID}
        assert pour_over(Authority, [documents]) == 1
        entry.refresh_from_db()
        assert (entry.functions, entry.languages, entry.acronym) == ([{"function": SAID}], ["ar", "fr"], SAID)
        assert pour(Reach, []) == [] and pour_over(Reach, []) == 0


def test_a_stranger_pours_nothing(cast):
    entry = actions.record_authority(cast("nadia"), museums())
    for name in ("luc", "jo"):
        with acting_as(cast(name)):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                pour(Reach, [way(entry, "stranger@example.org")])
            assert pour_over(Authority, [{"id": entry.pk, "acronym": "MINE"}]) == 0
