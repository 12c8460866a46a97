"""Viktor takes in exchange rates; a mistake is told by its line; nobody else finds them, and none is ever changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from entraide.analysis import actions, freezing, queries
from entraide.analysis.models import ExchangeRate
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.problems import NotHere, Refused

FILE = (
    b"currency,date,per_usd,source,kind\n"
    b"EUR,2021-03-31,0.84,Invented,operational\nEGP,2021-03-31,15.6,Invented,\nXQQ,2021-03-31,1,Invented,\n"
)


def test_rates_are_taken_in_and_a_wrong_line_is_told(cast, db):
    taken = actions.import_rates(cast("viktor"), FILE, invented=True)
    assert (taken.added, taken.known) == (2, 0)
    assert [(one.code, one.line) for one in taken.problems] == [("ANA-212", 4)]
    again = actions.import_rates(cast("viktor"), FILE, invented=True)
    assert (again.added, again.known) == (0, 2)


def test_a_new_rate_takes_the_place_of_the_old_which_stays(cast, db):
    actions.import_rates(cast("viktor"), FILE)
    before = clock.now()
    actions.import_rates(cast("viktor"), FILE.replace(b"0.84", b"0.85"))
    with acting_as(cast("viktor")):
        assert ExchangeRate.objects.filter(currency="EUR").count() == 2
    assert [str(row.per_usd.normalize()) for row in seen(cast("viktor"), queries.rates)] == ["15.6", "0.85"]
    frozen = _frozen(cast("viktor"), before)
    assert [(row["currency"], row["per_usd"]) for row in frozen] == [("EGP", Decimal("15.6")), ("EUR", Decimal("0.84"))]


def _frozen(actor, at):
    with acting_as(actor):
        return freezing.rates_to_freeze(actor, at)


def test_a_file_without_any_rate_is_refused(cast, db):
    with pytest.raises(Refused) as refusal:
        actions.import_rates(cast("nadia"), b"a,b\n1,2\n")
    assert refusal.value.problems[0].code == "ANA-210"


def test_a_rate_is_never_changed(cast, db):
    actions.import_rates(cast("viktor"), FILE)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("viktor")):
        ExchangeRate.objects.first().save(force_update=True)


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_neither_find_nor_add_rates(cast, as_, name):
    actions.import_rates(cast("viktor"), FILE)
    with pytest.raises(NotHere):
        actions.import_rates(cast(name), FILE)
    with pytest.raises(NotHere):
        seen(cast(name), queries.rates)
    with acting_as(cast(name)):
        assert not ExchangeRate.objects.exists()
    assert as_(name).get("/analysis/rates/").status_code == 404


def test_viktor_uploads_a_file_on_the_page(as_, cast):
    page = (
        as_("viktor")
        .post("/analysis/rates/", {"sheet": SimpleUploadedFile("r.csv", FILE), "invented": "on"}, follow=True)
        .content.decode()
    )
    assert "ANA-212" in page
    assert "EUR" in page
    assert "Invented" in page
