"""Nadia asks a set her own questions and keeps one; Grace asks what was opened to her, and cannot reach behind it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import DatabaseError, transaction

from entraide.analysis import actions, queries
from entraide.analysis.domain.exploring import Ask, read
from entraide.analysis.models import KeptView
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused

OFFENCES = {"subject": "series", "measure": "sum", "question": "offences", "by": "year"}
ASK = read({name: [value] for name, value in OFFENCES.items()})


def address(frozen_set, tail=""):
    return f"/analysis/sets/{frozen_set.pk}/explore/{tail}"


def test_nadia_counts_draws_and_takes_a_file_away(as_, frozen_set):
    nadia = as_("nadia")
    page = nadia.get(address(frozen_set), OFFENCES).content.decode()
    assert "<svg" in page
    assert re.search(r"<td[^>]*>\s*7\b", page)
    got = nadia.get(address(frozen_set, "csv/"), OFFENCES)
    assert "attachment" in got["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
    assert rows[1][:1] == ["2021"]
    for fmt in ("xlsx", "parquet", "sdmx"):
        assert nadia.get(address(frozen_set, f"{fmt}/"), OFFENCES).status_code == 200
    assert nadia.get(address(frozen_set, "exe/"), OFFENCES).status_code == 404


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_page_is_whole_in_six_languages(as_, frozen_set, language):
    page = as_("nadia").get(address(frozen_set), OFFENCES, headers={"accept-language": language}, follow=True)
    assert page.status_code == 200


def test_bad_addresses_are_said_by_number_and_a_plain_question_is_shown(as_, frozen_set):
    nadia = as_("nadia")
    for bad, code in (
        ({"subject": "passwords"}, "ANA-701"), ({"subject": "cases", "by": "suspect"}, "ANA-702"),
        ({"subject": "asked", "by": "group", "across": "group"}, "ANA-704"), ({"subject": "cases", "only.year": "x"}, "ANA-705"),
    ):  # fmt: skip
        page = nadia.get(address(frozen_set), bad)
        assert page.status_code == 422
        assert code in page.content.decode()
        assert nadia.get(address(frozen_set, "csv/"), bad).status_code == 404


def test_a_view_is_kept_taken_out_and_put_back(as_, cast, frozen_set):
    nadia = as_("nadia")
    nadia.post(address(frozen_set, "keep/"), {**OFFENCES, "name": " Offences  by year ", "shared": "yes"})
    (kept,) = seen(cast("nadia"), queries.views, frozen_set.pk)
    assert (kept.name, dict(kept.asked), kept.shared) == ("Offences by year", OFFENCES, True)
    assert "Offences by year" in nadia.get("/analysis/explore/").content.decode()
    assert [row.own for row in seen(cast("viktor"), queries.views, frozen_set.pk)] == [False]
    assert as_("viktor").post(f"/analysis/views/{kept.id}/remove/").status_code == 404
    nadia.post(f"/analysis/views/{kept.id}/remove/")
    assert seen(cast("nadia"), queries.views, frozen_set.pk) == ()
    nadia.post(f"/analysis/views/{kept.id}/restore/")
    assert len(seen(cast("nadia"), queries.views, frozen_set.pk)) == 1


def test_a_view_without_a_name_is_refused(cast, frozen_set):
    with pytest.raises(Refused) as refusal:
        actions.keep_view(cast("nadia"), frozen_set.pk, ASK, name="  ")
    assert refusal.value.problems[0].code == "ANA-707"


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_to_others_a_set_that_was_not_opened_does_not_exist(as_, cast, frozen_set, name):
    for tail in ("", "csv/", "parquet/"):
        assert as_(name).get(address(frozen_set, tail), OFFENCES).status_code == 404
    assert as_(name).post(address(frozen_set, "keep/"), {**OFFENCES, "name": "x"}).status_code == 404
    with pytest.raises(NotHere):
        seen(cast(name), queries.explored, frozen_set.pk, ASK)
    assert seen(cast(name), queries.explorable) == ()


def test_what_was_opened_is_asked_in_an_edition_without_what_was_kept(as_, cast, frozen_set):
    """Egypt's figure was given to nobody beyond the secretariat's totals: no filter brings it out."""
    actions.open_set(cast("nadia"), frozen_set.pk, Audience.PUBLIC)
    staff = seen(cast("nadia"), queries.explored, frozen_set.pk, ASK)
    grace = seen(cast("grace"), queries.explored, frozen_set.pk, ASK)
    assert [row.figure.value for row in staff.rows] == [7]
    assert all(row.figure.value != 7 for row in grace.rows)
    for ask in (Ask("series", "median", "offences", "entity"), Ask("series", "largest", "offences")):
        assert "7" not in {str(row.figure.value) for row in seen(cast("jo"), queries.explored, frozen_set.pk, ask).rows}
    page = as_("grace").get(address(frozen_set), OFFENCES).content.decode()
    assert "given to you" in page
    assert "Which questions were answered" not in page


def test_views_are_walled_in_the_database_too(cast, frozen_set):
    kept = actions.keep_view(cast("nadia"), frozen_set.pk, ASK, name="Mine")
    for name in ("viktor", "samira", "grace", "jo"):
        with acting_as(cast(name)):
            assert not KeptView.objects.exists()
            assert KeptView.objects.filter(pk=kept.pk).update(name="x") == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("samira")):
        KeptView.objects.create(
            frozen_set_id=frozen_set.pk, person=cast("nadia").person_id, name="x", asked=[], kept_at=kept.kept_at
        )
