"""Nadia codes what States wrote with the keyboard alone, in Arabic too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture(scope="module")
def passages(site: str, chromium, keys) -> str:
    """The words of the example's closed round, cut."""
    context = chromium.new_context(base_url=site, storage_state=keys("nadia"), locale="en")
    page = context.new_page()
    page.goto("/collection/rounds/")
    rounds = re.findall(r'href="(/collection/rounds/\d+/)"', page.content())
    found = (re.search(r"/analysis/sets/\d+/", context.request.get(one).text()) for one in rounds)
    address = next((one[0] for one in found if one), "/analysis/sets/1/") + "passages/"
    page.goto(address)
    if page.locator("form[action$='/cut/']").count():
        page.locator("form[action$='/cut/'] button").click()
    page.wait_for_url(f"**{address}")
    context.close()
    return address


@pytest.mark.parametrize(("language", "on", "back"), [("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")])
def test_a_passage_is_coded_with_the_keyboard(
    open_as: Callable[..., Page], passages: str, axe, language: str, on: str, back: str
) -> None:
    page = open_as("nadia", language)
    page.goto(passages)
    page.locator("a.govuk-button[href*='/code/']").click()
    first = page.url
    assert not axe(page)
    later = page.locator("[data-after]")
    if later.count():
        page.keyboard.press(on)
        page.wait_for_url(lambda url: url != first)
        page.keyboard.press(back)
        page.wait_for_url(lambda url: url.partition("?")[0] == first.partition("?")[0])
    box = page.locator("input[name=theme]").first
    if page.locator("[data-digit='1']").count():
        page.keyboard.press("1")
        expect(page.locator("[data-digit='1']")).to_have_attribute("aria-pressed", "true")
    else:
        box.check()
    given = page.locator("input[name=theme]:checked").evaluate_all("all => all.map((one) => one.value)")
    page.keyboard.press("Enter")
    page.wait_for_url("**last=*")
    page.keyboard.press("u")
    page.wait_for_url(lambda url: url.partition("?")[0] == first.partition("?")[0])
    assert page.locator("input[name=theme]:checked").evaluate_all("all => all.map((one) => one.value)") == given
    page.keyboard.press("u")
    expect(page.locator("[data-undo]")).to_have_count(0)
