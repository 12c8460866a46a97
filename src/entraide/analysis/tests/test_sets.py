"""After the closing: what was let in makes a new set, what was withdrawn is marked, files are never trusted, figures are opened."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from entraide.analysis import actions, keeping, queries
from entraide.analysis.domain import sets
from entraide.analysis.models import FrozenSet, SetOpening, SetTable
from entraide.collection import actions as collection
from entraide.collection.tests.conftest import COMPLETE, cells, seen
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    return tmp_path / "sets"


@pytest.fixture
def second(cast, frozen_set, reply):
    """France is let in, replies, and Nadia freezes once more."""
    collection.admit_late(cast("nadia"), reply("FRA"), clock.now().date(), "A strike at the ministry.")
    said = cells({**COMPLETE, "/data/figures/offences_2021": "9"})
    collection.save_cells(cast("luc"), reply("FRA"), said)
    collection.submit(cast("luc"), reply("FRA"), declared_name="Luc", declared_function="Focal point")
    return actions.freeze_late(cast("nadia"), frozen_set.round_id)


def test_what_was_let_in_makes_a_new_set_and_its_difference_is_listed(cast, as_, frozen_set, second):
    first = seen(cast("nadia"), queries.content, frozen_set.pk)
    assert (len(first.replies), len(seen(cast("nadia"), queries.content, second.pk).replies)) == (1, 2)
    found = seen(cast("nadia"), queries.difference, frozen_set.pk, second.pk)
    assert [(one.entity, one.how, one.was, one.now) for one in found.replies] == [("FRA", "new", 0, 1)]
    changed = {one.key: (one.was and one.was.value, one.now and one.now.value) for one in found.figures}
    assert changed["offences.2021.total"] == (7, 16)
    assert changed["coverage.replied"] == (1, 2)
    assert "coverage.asked" not in changed
    page = as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/difference/{second.pk}/").content.decode()
    assert "France" in page
    assert "offences.2021.total" in page
    assert str(second.pk) in as_("nadia").get(f"/analysis/rounds/{second.round_id}/sets/").content.decode()


def test_every_set_can_be_made_again(cast, frozen_set, second):
    assert seen(cast("nadia"), actions.rebuild, frozen_set.pk).equal
    assert seen(cast("nadia"), actions.rebuild, second.pk).equal


def test_nothing_new_is_no_new_set(cast, as_, frozen_set):
    with pytest.raises(Refused) as refusal:
        actions.freeze_late(cast("nadia"), frozen_set.round_id)
    assert refusal.value.problems[0].code == "ANA-004"
    as_("nadia").post(f"/analysis/rounds/{frozen_set.round_id}/sets/again/")
    with acting_as(cast("nadia")):
        assert FrozenSet.objects.count() == 1


def test_an_open_round_is_not_frozen_once_more(cast, round):
    with pytest.raises(Refused) as refusal:
        actions.freeze_late(cast("nadia"), round.pk)
    assert refusal.value.problems[0].code == "ANA-003"


def test_a_reply_that_is_withdrawn_leaves_the_set_and_marks_it(cast, as_, frozen_set, reply):
    collection.withdraw(cast("samira"), reply("EGY"), "A new government.")
    (mark,) = seen(cast("nadia"), queries.marks, frozen_set.pk)
    assert (mark.entity, mark.how) == ("EGY", "withdrawn")
    assert seen(cast("nadia"), actions.rebuild, frozen_set.pk).equal
    assert seen(cast("nadia"), queries.results, frozen_set.pk)["offences.total"].figure("2021").value == 7
    assert "withdrawn" in as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/").content.decode()


def test_one_reply_is_said(cast, as_, frozen_set):
    (said,) = seen(cast("nadia"), queries.findings_of, frozen_set.pk)
    assert (said.problem.code, said.entity, said.excluded) == ("ANA-015", "EGY", False)
    assert "ANA-015" in as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/findings/").content.decode()


def test_a_folder_that_was_meddled_with_is_made_anew(cast, frozen_set, beside):
    with acting_as(cast("nadia")):
        folder = keeping.folder_of(frozen_set)
        assert folder == beside / frozen_set.content_hash
        held = (folder / "answers.parquet").read_bytes()
        for file in folder.iterdir():
            assert file.stat().st_mode & 0o777 == 0o400
        (folder / "answers.parquet").chmod(0o600)
        (folder / "answers.parquet").write_bytes(held[:-1] + b"x")
        (folder / "more.parquet").write_bytes(b"x")
        assert (keeping.folder_of(frozen_set) / "answers.parquet").read_bytes() == held
        assert not (folder / "more.parquet").exists()
        assert [one.name for one in beside.iterdir()] == [frozen_set.content_hash]


def test_tables_of_another_set_are_refused(cast, frozen_set):
    with acting_as(cast("nadia")):
        tables = keeping.tables_of(frozen_set)
        with pytest.raises(sets.Broken):
            sets.check(keeping.manifest_of(frozen_set), {**tables, "answers": tables["answers"].slice(1)})


def test_the_manifest_names_every_table_and_the_set_is_its_hash(cast, as_, frozen_set):
    page = as_("nadia").get(f"/analysis/sets/{frozen_set.pk}/tables/")
    archive = zipfile.ZipFile(io.BytesIO(page.content))
    manifest = archive.read("manifest.json")
    assert sets.set_hash(manifest) == frozen_set.content_hash
    facts = json.loads(manifest)
    assert set(facts["tables"]) == set(sets.TABLES)
    tables = {name: sets.from_parquet(archive.read(f"{name}.parquet"), name) for name in sets.TABLES}
    assert sets.check(manifest, tables) == frozen_set.content_hash


def test_figures_are_opened_and_answers_are_not(cast, as_, frozen_set):
    luc, pk = cast("luc"), frozen_set.pk
    with pytest.raises(NotHere):
        seen(luc, queries.results, pk)
    actions.open_set(cast("nadia"), pk, Audience.PARTIES)
    found = seen(luc, queries.results, pk)
    assert found["coverage.replied"].figure().value == 1
    assert (found["offences.total"].figure("2021").held, found["offences.total"].figure("2021").value) == ("few", 0)
    assert not found["offences.reporters"].figure("2021").submissions
    with pytest.raises(NotHere):
        seen(luc, queries.content, pk)
    with acting_as(luc):
        assert not SetTable.objects.exists()
    page = as_("luc").get(f"/analysis/sets/{pk}/indicators/offences.total/")
    assert page.status_code == 200
    assert "figures/offences.2021.total" in page.content.decode()
    assert as_("luc").get(f"/analysis/sets/{pk}/figures/coverage.replied/").status_code == 200
    assert as_("luc").get(f"/analysis/sets/{pk}/").status_code == 404
    actions.shut_set(cast("nadia"), pk)
    with pytest.raises(NotHere):
        seen(luc, queries.results, pk)


def test_only_the_secretariat_opens_figures(cast, as_, frozen_set):
    address = f"/analysis/sets/{frozen_set.pk}/open/"
    for name in ("luc", "grace", "jo"):
        assert as_(name).post(address, {"audience": "public"}).status_code == 404
        with acting_as(cast(name)):
            assert not SetOpening.objects.exists()
            with pytest.raises(DatabaseError), transaction.atomic():
                SetOpening.objects.create(frozen_set_id=frozen_set.pk, audience="public", opened_at=clock.now())
    assert as_("nadia").post(address, {"audience": "public"}).status_code == 302
    assert seen(cast("jo"), queries.results, frozen_set.pk)["coverage.replied"].figure().value == 1


def test_a_table_of_a_set_never_changes(cast, frozen_set):
    with acting_as(cast("nadia")):
        assert SetTable.objects.filter(frozen_set=frozen_set).update(part=9) == 0
        assert SetTable.objects.filter(frozen_set=frozen_set).delete()[0] == 0
        assert SetTable.objects.filter(frozen_set=frozen_set).count() == len(sets.TABLES)


@pytest.mark.parametrize("name", ["luc", "pilar", "grace", "jo"])
def test_strangers_find_none_of_the_pages(as_, frozen_set, name):
    pk = frozen_set.pk
    for address in (
        f"sets/{pk}/findings/", f"sets/{pk}/indicators/", f"sets/{pk}/indicators/coverage.replied/", f"sets/{pk}/tables/",
        f"sets/{pk}/figures/coverage.replied/", f"sets/{pk}/completeness/", f"rounds/{frozen_set.round_id}/sets/",
        f"sets/{pk}/difference/{pk}/",
    ):  # fmt: skip
        assert as_(name).get(f"/analysis/{address}").status_code == 404


def test_an_officer_follows_a_figure_back(as_, frozen_set):
    pk = frozen_set.pk
    page = as_("nadia").get(f"/analysis/sets/{pk}/figures/offences.2021.total/").content.decode()
    assert "Egypt" in page
    assert "WITH population AS" in page
    assert frozen_set.content_hash in page
    assert as_("nadia").get(f"/analysis/sets/{pk}/figures/nothing.like.it/").status_code == 404
    assert "Egypt" in as_("nadia").get(f"/analysis/sets/{pk}/completeness/").content.decode()


def test_an_indicator_is_narrowed_by_a_field_and_by_nothing_else(cast, frozen_set):
    narrow = {"entity": "EGY"}
    found = seen(cast("nadia"), queries.result, frozen_set.pk, "completeness.question", narrow)
    assert {row.under[0] for row in found.rows} == {"EGY"}
    assert found.params == narrow
    for wrong in ({"'; DROP TABLE answers; --": "x"}, {"year": "1 OR 1=1"}):
        with pytest.raises(Refused) as refusal:
            seen(cast("nadia"), queries.result, frozen_set.pk, "figures.total", wrong)
        assert refusal.value.problems[0].code == "ANA-110"
    quoted = seen(cast("nadia"), queries.result, frozen_set.pk, "figures.total", {"entity": "x' OR '1'='1"})
    assert quoted.rows == ()


def test_the_catalogue_is_read_in_six_languages(as_):
    assert "cases.distinct" in as_("luc").get("/analysis/indicators/").content.decode()
    page = as_("luc").get("/analysis/indicators/flows.route/").content.decode()
    assert "Маршруты" in page
    assert "GROUP BY" in page
    assert as_("luc").get("/analysis/indicators/nothing/").status_code == 404
    assert as_("jo").get("/analysis/indicators/").status_code == 404
