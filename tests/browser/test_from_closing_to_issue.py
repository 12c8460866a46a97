"""A round of invented replies and case records, from its closing to the issued report in six languages, by hand in a browser.

`ENTRAIDE_HUNT=yes` walks it with 193 replies and 20,000 records.
"""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Page, expect

FULL = os.environ.get("ENTRAIDE_HUNT") == "yes"
REPLIES, RECORDS = ("193", "20000") if FULL else ("12", "120")
LONG = 600_000 if FULL else 60_000
SYMBOL = "CTOC/COP/WG.2/2026/X.193"


@pytest.fixture(scope="module")
def round_page(site, command):
    command("site", "demonstration", "--replies", REPLIES, "--records", RECORDS)
    return "/collection/rounds/"


def main(page: Page):
    return page.locator("main")


def test_nadia_closes_composes_and_viktor_clears_and_every_figure_opens(open_as, round_page):
    nadia = open_as("nadia", "fr")
    nadia.set_default_timeout(LONG)
    nadia.goto(round_page)
    main(nadia).get_by_role("link", name=re.compile("cycle complet")).first.click()
    nadia.locator('a[href$="/close/"]').first.click()
    main(nadia).locator("form button[type=submit]").last.click()
    nadia.wait_for_url(re.compile(r"/analysis/sets/\d+/$"), timeout=LONG)
    expect(main(nadia)).to_contain_text("fictives")

    main(nadia).locator('form[action$="/compose/"] button').first.click()
    nadia.fill("input[name=symbol]", SYMBOL)
    main(nadia).locator("form button[type=submit]").last.click()
    nadia.wait_for_url(re.compile(r"/reports/\d+/(composer/)?$"), timeout=LONG)
    report = re.search(r"/reports/(\d+)/", nadia.url)[1]

    viktor = open_as("viktor", "en")
    viktor.set_default_timeout(LONG)
    viktor.goto(f"/reports/{report}/clearance/")
    main(viktor).locator("form button[type=submit]").first.click()
    nadia.goto(f"/reports/{report}/issue/")
    main(nadia).locator(f'form[action$="/reports/{report}/issue/"] button, form button.govuk-button').last.click()
    nadia.wait_for_url(re.compile(rf"/reports/{report}/$"), timeout=LONG)
    expect(main(nadia).locator("#files ~ div table tbody tr")).to_have_count(6)
    assert main(nadia).locator('a[href^="/files/"]').count() == 24

    for language, replies in (("ar", "الردود"), ("fr", "réponse")):
        reader = open_as("nadia", language)
        reader.set_default_timeout(LONG)
        reader.goto(f"/reports/{report}/?language={language}")
        figures = main(reader).locator(f'a[href*="/reports/{report}/figures/"]')
        addresses = list(dict.fromkeys(figures.evaluate_all("links => links.map(one => one.getAttribute('href'))")))
        assert len(addresses) > 40
        for address in addresses[:: max(1, len(addresses) // (40 if FULL else 5))]:
            reader.goto(address)
            expect(main(reader).locator("h1")).to_be_visible()
            expect(main(reader)).to_contain_text(re.compile(replies))
