"""Nadia steps through the queue by keys, asks about a figure; Samira finds the question under the field, in Arabic too."""

from __future__ import annotations

import re

from playwright.sync_api import Page

FIGURE = "[data-path='/data/figures/offences_2021']"


def test_a_question_goes_to_its_place_and_its_answer_comes_back(open_as, axe, places):
    samira, nadia, faults = open_as("samira"), open_as("nadia"), []
    hub = places["hub of samira"][1]
    nadia.goto(hub)
    faults += axe(nadia)
    nadia.goto(f"{hub}threads/?path=/data/figures/offences_2021")
    faults += axe(nadia)
    nadia.fill("textarea[name=text]", "Does this count attempts?")
    nadia.get_by_role("button", name="Ask this question").click()
    nadia.wait_for_url(re.compile(r"/threads/\d+/$"))
    faults += axe(nadia)

    samira.goto(f"{hub}sections/figures/")
    block = samira.locator(FIGURE)
    assert "Does this count attempts?" in block.inner_text()
    faults += axe(samira)
    block.get_by_label("Your answer").fill("It does not.")
    block.get_by_role("button", name="Save and answer").click()
    samira.wait_for_url(re.compile(r"sections/figures/#q-data-figures-offences_2021$"))
    assert "Answered" in samira.locator(FIGURE).inner_text()
    samira.goto(f"{hub}timeline/")
    faults += axe(samira)

    nadia.goto("/collection/queue/")
    assert "Answered" in nadia.locator("main").inner_text()
    faults += axe(nadia)
    nadia.keyboard.press("j")
    assert nadia.evaluate("document.activeElement === document.querySelector('[data-step]')")
    nadia.keyboard.press("Enter")
    nadia.wait_for_url(re.compile(r"/(threads|versions)/\d+/$"))
    nadia.goto(f"{hub}entry/")
    faults += axe(nadia)
    nadia.goto(f"{hub}entry/sections/figures/")
    faults += axe(nadia)
    arabic = open_as("samira", "ar", width=360)
    arabic.goto(f"{hub}sections/figures/")
    faults += axe(arabic)
    assert not arabic.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    nadia.goto(_version(nadia))
    faults += axe(nadia)
    assert not faults, "\n".join(faults)


def _version(nadia: Page) -> str:
    """The page of a version of the round that has been answered."""
    nadia.goto("/collection/rounds/")
    nadia.locator("tr", has_text="CP-2024").get_by_role("link").first.click()
    nadia.locator("tr", has_text="Accepted").get_by_role("link").first.click()
    address = nadia.locator("a[href*='/versions/']").first.get_attribute("href")
    assert address
    return address
