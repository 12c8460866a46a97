"""Whom to call at twenty to midnight: the look-up by keys, the finder, the map; nobody is shut out of them."""

from __future__ import annotations

import re

import pytest

NIGHT = "/directory/find/?asking=FRA&asked=EGY&function=cultural_property&at=2026-11-30T23%3A40&urgent=on&languages=fr"
PAGES = ("/directory/look/?q=egypt", NIGHT, NIGHT.replace("/find/", "/find/sheet/"), "/directory/coverage/")


def test_looking_by_keys(open_as):
    page = open_as(None)
    page.goto("/directory/")
    field = page.locator("[data-look]")
    assert field.get_attribute("role") == "combobox"
    field.press_sequentially("إيطاليا")
    page.wait_for_selector("[role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator("[data-look-said]").inner_text() != ""
    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Escape")
    assert page.locator("[role=option]").count() == 0
    field.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    field.press("ArrowUp")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/directory/\d+/$"))


def test_without_scripts_the_button_does_the_same(open_as):
    page = open_as(None, scripts=False)
    page.goto("/directory/")
    page.fill("[data-look]", "polise italy")
    page.locator(".d-look button").click()
    assert page.locator("main .e-hub a").count() >= 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nobody_is_shut_out(open_as, axe, language):
    page = open_as("luc", language, width=360)
    faults = []
    for address in PAGES:
        assert page.goto(address).status == 200
        faults += axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} is wider than the screen"
    assert not faults, "\n".join(faults)
