"""Luc completes, clears and submits the reply of France; Nadia reads that version and accepts it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

TEXTS = {"authority": "Office central (exemple inventé)"}
CHOICES = {
    "specific_offence": "no", "specialised_unit": "no", "stolen_objects_database": "no", "group_involved": "no",
    "funds_estimated": "no", "needs": "none",
}  # fmt: skip


@pytest.fixture
def hub(places):
    return places["hub of luc"][1]


def fill_required(page: Page) -> None:
    """Answer what the open section asks; each answer is saved as it is given."""
    for name, words in TEXTS.items():
        for box in page.locator(f'input[name$="/{name}"]').all():
            box.fill(words)
    for name, value in CHOICES.items():
        for choice in page.locator(f'input[name$="/{name}"][value="{value}"]').all():
            choice.check()


def complete(page: Page, hub: str) -> None:
    """From what the check lists as missing to the section where it is asked, until nothing is missing."""
    blocking = page.locator(".govuk-error-summary a")
    for _section in range(12):
        page.goto(f"{hub}check/")
        if not blocking.count():
            return
        blocking.first.click()
        page.wait_for_url("**/sections/**")
        fill_required(page)
        page.locator("main form button[name=next]").click()
        page.wait_for_url(re.compile(r"/collection/replies/\d+/(sections/\w+/)?(#.*)?$"))
    raise AssertionError(blocking.all_inner_texts())


def test_luc_clears_and_submits_and_nadia_accepts(open_as, axe, hub):
    luc = open_as("luc", "fr")
    luc.goto(f"{hub}check/")
    expect(luc.locator(".govuk-error-summary")).to_be_focused()
    assert luc.locator(f'a[href^="{hub}submit/"]').count() == 0
    complete(luc, hub)
    luc.locator(f'a[href^="{hub}submit/"]').click()
    luc.locator("main form button[type=submit]").click()
    expect(luc.locator(".govuk-error-summary")).to_be_focused()
    faults = axe(luc)
    luc.fill("input[name=name]", "Luc (exemple inventé)")
    luc.fill("input[name=function]", "Point de contact")
    luc.locator("main form button[type=submit]").click()
    luc.wait_for_url("**/receipts/1/")
    digest = luc.locator(".e-secret").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    expect(luc.locator("dl")).to_contain_text("Luc (exemple inventé)")
    faults += axe(luc)

    nadia = open_as("nadia", "fr")
    nadia.goto("/")
    nadia.locator('main a[href="/collection/queue/"]').first.click()
    nadia.locator(f'main a[href="{hub}versions/1/"]').first.click()
    expect(nadia.locator("main")).to_contain_text(digest)
    expect(nadia.locator("main")).to_contain_text(TEXTS["authority"])
    faults += axe(nadia)
    nadia.locator('form[action$="/accept/"] button').click()
    nadia.wait_for_url(f"**{hub}")
    expect(nadia.locator("main")).to_contain_text("Accept")
    nadia.goto(f"{hub}versions/1/")
    assert nadia.locator('form[action$="/accept/"]').count() == 0
    luc.goto(hub)
    expect(luc.locator(".govuk-tag--green").first).to_be_visible()
    assert not faults, "\n".join(faults)


def test_a_stranger_finds_neither_the_receipt_nor_the_reply(open_as, hub):
    pilar = open_as("pilar", "fr")
    for address in (hub, f"{hub}check/", f"{hub}receipts/1/", f"{hub}versions/1/"):
        assert pilar.goto(address).status == 404, address
