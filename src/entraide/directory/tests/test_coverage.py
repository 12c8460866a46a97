import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from entraide.directory import actions
from entraide.directory.coverage import covered
from entraide.directory.domain.coverage import coverage
from entraide.directory.domain.record import Function
from entraide.directory.domain.tiles import tiles
from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM
from entraide.reference.domain.entities import entities

from .finds import central, plain

MLA = "mutual_legal_assistance"
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def entries(cast):
    with clock.at(NOW):
        made = actions.record_authority(SYSTEM, central())
        actions.record_designation(SYSTEM, made, kind="note_verbale", reference="NV 7", dated=date(2026, 5, 1))
        actions.record_authority(SYSTEM, plain("PER", "prosecutor", Function(MLA)))
        over = Function(MLA, until=date(2020, 1, 1))
        actions.record_authority(SYSTEM, plain("FRA", "prosecutor", over, Function("firearms")))
        gone = actions.record_authority(SYSTEM, plain("ITA", "prosecutor", Function(MLA)))
        actions.withdraw_entry(SYSTEM, gone)
        yield


def page(client, name="coverage", **data):
    found = client.get(reverse(f"directory:{name}"), data)
    assert found.status_code == 200
    return found.content.decode()


def test_every_state_has_one_tile():
    assert set(tiles()) == {one.code for one in entities("state")}
    assert len(set(tiles().values())) == len(tiles())


def test_four_kinds_of_cells():
    table = coverage(
        ["EGY", "PER", "TUV"], [("EGY", MLA, True), ("EGY", MLA, False), ("PER", MLA, False)], tuple(FUNCTIONS)
    )
    cells = {row.entity: row.cells for row in table.rows}
    assert (cells["EGY"][MLA], cells["PER"][MLA]) == ("confirmed", "not_confirmed")
    assert (cells["PER"]["extradition"], cells["TUV"]["smuggling_by_sea"]) == ("missing", "not_bound")
    assert table.totals[MLA]["confirmed"] == 1
    assert sum(table.totals[MLA].values()) == 3
    assert table.rows[0].count("confirmed") == 1


def test_an_instrument_narrows_functions_and_parties():
    table = coverage(["EGY", "FRA", "TUV"], [], tuple(FUNCTIONS), "SMUGGLING", parties_only=True)
    assert set(table.functions) == {"smuggling_by_sea", "law_enforcement_cooperation"}
    assert [row.entity for row in table.rows] == ["EGY", "FRA"]
    european = coverage(["FRA", "EGY"], [], tuple(FUNCTIONS), "EIO2014")
    assert [row.cells[MLA] for row in european.rows] == ["missing", "not_bound"]


def test_what_is_counted_is_what_holds_today(entries):
    with clock.at(NOW), acting_as(ANONYMOUS):
        cells = {row.entity: row.cells[MLA] for row in covered(ANONYMOUS).rows}
    assert (cells["EGY"], cells["PER"], cells["FRA"], cells["ITA"]) == (
        "confirmed",
        "not_confirmed",
        "missing",
        "missing",
    )
    with clock.at(NOW.replace(year=2028)), acting_as(ANONYMOUS):
        assert {row.entity: row.cells[MLA] for row in covered(ANONYMOUS).rows}["EGY"] == "not_confirmed"


def test_the_page_its_map_and_its_file(as_, entries):
    shown = page(as_("jo"), function=MLA)
    assert '<title>Egypt: an authority, confirmed</title>' in shown
    assert shown.count("<rect") >= 195
    assert f"?asked=FRA&amp;function={MLA}" in shown
    assert "verify it with the depositary" in shown
    rows = list(csv.reader(io.StringIO(page(as_("jo"), "coverage_csv", group="AFR").lstrip("\ufeff"))))
    assert len(rows) == 55
    assert next(row[:2] for row in rows if row[0] == "EGY") == ["EGY", "Egypt"]
    assert "</html>" in page(as_("jo"), function="magic", group="NONE", instrument="ATLANTIS")


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_map_speaks_five_more_languages(as_, entries, language):
    jo = as_("jo")
    jo.cookies["django_language"] = language
    shown = page(jo).split("<main")[1]
    assert not [said for said in ("an authority", "Regional group", "Skip the map") if said in shown]
