"""The pages of reports: Nadia composes and issues on them, Jo reads what was issued and finds nothing else."""

from __future__ import annotations

import pytest

from entraide.foundation.jobs.door import run_waiting

from .conftest import SYMBOL


def test_nadia_walks_from_the_set_to_the_issued_report(as_, frozen_set):
    nadia, jo = as_("nadia"), as_("jo")
    address = f"/reports/compose/?set={frozen_set.pk}"
    assert nadia.get(address).status_code == 200
    assert b"REP-" not in nadia.post(address, {"symbol": ""}).content
    made = nadia.post(address, {"symbol": SYMBOL})
    assert made.status_code == 302
    page = nadia.get(made.url)
    assert "Issue the report" in page.content.decode()
    assert jo.get(made.url).status_code == 404
    nadia.post(f"{made.url}write/")
    run_waiting()
    assert "24" not in nadia.get(made.url).content.decode().split('id="files"')[1].split("<table")[0]
    assert nadia.post(f"{made.url}issue/").status_code == 422
    as_("viktor").post(f"{made.url}clearance/")
    nadia.post(f"{made.url}issue/")
    shown = jo.get(f"{made.url}?language=ar")
    assert shown.status_code == 200
    assert 'lang="ar" dir="rtl"' in shown.content.decode()
    assert shown.content.decode().count("<h1") == 1
    assert SYMBOL in jo.get("/reports/").content.decode()


def test_a_taken_symbol_comes_back_with_the_form(as_, draft):
    page = as_("nadia").post(f"/reports/compose/?set={draft.frozen_set_id}", {"symbol": SYMBOL})
    assert page.status_code == 422
    assert "belongs to another document" in page.content.decode()


def test_jo_follows_a_figure_back(as_, issued):
    base = f"/reports/{issued.pk}/figures/"
    replied = as_("jo").get(f"{base}coverage.replied").content.decode()
    assert "Egypt" in replied
    assert "/collection/" not in replied.split("<main")[1]
    hidden = as_("jo").get(f"{base}group_involved.no").content.decode()
    assert "Egypt" not in hidden.split("<main")[1]
    seen = as_("nadia").get(f"{base}needs.none").content.decode()
    assert "version 1 of the reply" in seen
    assert as_("jo").get(f"{base}nothing").status_code == 404


def test_every_kind_of_figure_has_a_page(as_, issued, anybody):
    keys = [figure.key for figure in issued.figures.all()]
    for key in ("coverage.asked", "coverage.group.", "coverage.language.", "offences.2021.missing."):
        wanted = next((one for one in keys if one.startswith(key)), None)
        assert wanted is not None
        assert as_("nadia").get(f"/reports/{issued.pk}/figures/{wanted}").status_code == 200


def test_everybody_may_have_the_figures_counted_again(as_, issued):
    page = as_("jo").get(f"/reports/{issued.pk}/?verify=1").content.decode()
    assert "and stands" in page


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_strangers_read_an_issued_report_and_find_no_button_of_its_pages(as_, issued, name):
    browser = as_(name)
    assert browser.get(f"/reports/{issued.pk}/").status_code == 200
    for verb in ("write", "issue", "recompose"):
        assert browser.post(f"/reports/{issued.pk}/{verb}/").status_code == 404
        assert as_("nadia").post(f"/reports/{issued.pk}/{verb}/").status_code == 422


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_strangers_find_no_draft(as_, draft, frozen_set, name):
    browser = as_(name)
    for address in (
        f"/reports/{draft.pk}/", f"/reports/{draft.pk}/figures/coverage.replied",
        f"/reports/compose/?set={frozen_set.pk}", "/reports/compose/",
    ):  # fmt: skip
        assert browser.get(address).status_code == 404
    for verb in ("write", "issue", "recompose"):
        assert browser.post(f"/reports/{draft.pk}/{verb}/").status_code == 404
    assert SYMBOL not in browser.get("/reports/").content.decode()
