"""Pictures in the browser: arrows lead from mark to mark, the live picture obeys the page's policy, Arabic is mirrored."""

from __future__ import annotations

import pytest

PATIENCE = 40_000
"""Milliseconds: all kinds are drawn at once, by an engine that has just been started."""

def test_keys_lead_through_a_picture_and_it_comes_alive(open_as, axe):
    page = open_as("nadia", "ar", width=900)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    assert page.goto("/analysis/pictures/", timeout=PATIENCE).status == 200
    figure = page.locator("#invented-bars")
    marks = figure.locator("svg [tabindex]")
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    said = figure.locator("[data-picture-said]")
    assert said.inner_text().strip("\u2067\u2069") == marks.nth(1).get_attribute("aria-label").strip("\u2067\u2069")
    figure.locator("[data-picture-live]").click()
    page.wait_for_selector("#invented-bars svg.marks")
    assert not faults
    assert not axe(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_gallery_fits_a_small_screen_without_scripts(open_as, language):
    page = open_as("nadia", language, width=360, scripts=False)
    assert page.goto("/analysis/pictures/", timeout=PATIENCE).status == 200
    assert page.locator("figure svg").count() == 8
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
