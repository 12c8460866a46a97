"""Years later: the catalogue has changed, somebody has changed a table; and what was asked in the explorer stands in a report."""

from __future__ import annotations

import pytest

from entraide.analysis import actions as analysing
from entraide.analysis import keeping
from entraide.analysis import queries as analysis
from entraide.analysis.domain.exploring import read
from entraide.analysis.domain.indicators import catalogue
from entraide.analysis.domain.sets import Broken
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.reporting import actions, queries
from entraide.reporting.domain.blocks.material import Asked, Quote
from entraide.reporting.domain.seams import asking, defining, quoting
from entraide.reporting.models import Report

from .test_drafts import seen, text_of

ASK = {"subject": ["options"], "question": ["needs"], "by": ["choice"], "only.group": ["AFR", "WEOG"]}


def test_definitions_come_back_as_they_were():
    for one in catalogue().values():
        assert defining.from_json(defining.to_json(one)) == one


def test_an_issued_report_is_counted_with_what_it_kept(cast, issued, monkeypatch):
    jo = cast("jo")
    monkeypatch.setattr(analysis, "indicators_of", lambda _form: ())
    monkeypatch.setattr(analysis, "results", lambda _actor, _set: {})
    assert seen(jo, queries.differences, issued.pk) == ()
    with acting_as(SYSTEM):
        kept = Report.objects.get(pk=issued.pk).basis["definitions"][str(issued.frozen_set_id)]
    assert {"coverage.replied", "needs"} <= set(kept)


def test_a_changed_table_is_found_and_a_changed_folder_is_laid_anew(cast, issued, monkeypatch):
    jo = cast("jo")
    with acting_as(SYSTEM):
        folder = analysis.set_folder(SYSTEM, issued.frozen_set_id)
    (folder / "replies.parquet").write_bytes(b"PAR1 nothing PAR1")
    assert seen(jo, queries.differences, issued.pk) == ()

    def broken(_row):
        raise Broken("replies")

    monkeypatch.setattr(keeping, "tables_of", broken)
    (found,) = seen(jo, queries.differences, issued.pk)
    assert found.of == "set"


def test_a_kept_view_is_put_into_a_report_and_counted_again(cast, as_, draft):
    nadia, browser = cast("nadia"), as_("nadia")
    analysing.keep_view(nadia, draft.frozen_set_id, read(ASK), name="Needs in the West", shared=True)
    offer = next(one for one in seen(nadia, queries.offers, draft.pk) if one.name == "Needs in the West")
    made = actions.add_block(nadia, draft, offer.code)
    assert (
        made.source.params["ask"]
        == "subject=options&measure=share&question=needs&by=choice&only.group=AFR&only.group=WEOG"
    )
    assert "explored." not in text_of(draft, nadia).split("figure=")[0]
    address = f"/reports/put/?set={draft.frozen_set_id}&subject=asked&measure=count&by=group"
    page = browser.get(address)
    assert page.status_code == 200
    assert "chart:bars:explored." in page.content.decode()
    code = page.content.decode().split('value="chart:bars:')[1].split('"')[0]
    assert browser.post(address, {"report": draft.pk, "offer": f"chart:bars:{code}"}).status_code == 302
    assert as_("samira").get(address).status_code == 404
    explorer = browser.get(f"/figures/sets/{draft.frozen_set_id}/explore/")
    assert explorer.status_code == 404 or "/reports/put/" in explorer.content.decode()
    actions.clear(cast("viktor"), draft)
    actions.issue(nadia, draft)
    assert seen(cast("jo"), queries.differences, draft.pk) == ()


def test_what_can_no_longer_be_asked_is_left_out():
    assert asking.indicators(["subject=gone"], None) == {}


def test_cleared_quotations_stand_before_other_public_answers():
    found = {"needs": Asked("1", None, (Quote("FRA", "fr", "Tout."),), 1), "other": Asked("2", None, (), 0)}
    made = quoting.chosen(
        found, [quoting.Chosen("needs", "EGY", "ar", "جزء"), quoting.Chosen("gone", "EGY", "ar", "x")]
    )
    assert [quote.text for quote in made["needs"].quotes] == ["جزء"]
    assert made["other"] == found["other"]


@pytest.mark.parametrize("name", ["jo", "pilar", "samira"])
def test_strangers_find_no_page_to_put_figures_into_reports(as_, draft, name):
    assert as_(name).get(f"/reports/put/?set={draft.frozen_set_id}").status_code == 404
