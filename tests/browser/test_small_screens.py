"""At 320 px, and from right to left, nothing sticks out of the page."""

from __future__ import annotations

import pytest

STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth, own = (one) => one.closest(".e-scroll, .govuk-visually-hidden, .govuk-skip-link, svg");
  return [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    const boxed = own(one) && !one.matches(".e-scroll");
    return !boxed && box.width && (box.left < -1 || box.right > wide + 1);
  }).map((one) => one.outerHTML.slice(0, 160));
}"""
# Symbols, read character by character: each must stand in a left-to-right run of its own.
TURNED_SYMBOLS = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walk.nextNode()); ) {
    const symbol = node.textContent.trim().match(/^[A-Z]{2,}(\\/[A-Z0-9.]+)+$/);
    if (symbol) found.push([symbol[0], getComputedStyle(node.parentElement).direction, Boolean(node.parentElement.closest("bdi[dir=ltr]"))]);
  }
  return found;
}"""
SMALL = ("public home", "home of the secretariat", "hub of samira", "section", "register", "board")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_at_320_px_the_page_does_not_scroll_sideways(open_as, places, language):
    pages = {}
    for kind in SMALL:
        who, address = places[kind]
        page = pages[who] if who in pages else pages.setdefault(who, open_as(who, language, width=320))
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (kind, page.evaluate(STICKS_OUT))
        assert page.evaluate(STICKS_OUT) == [], kind
        loose = "() => [...document.querySelectorAll('table')].filter((one) => one.scrollWidth > 320 && !one.closest('.e-scroll')).length"
        assert page.evaluate(loose) == 0, kind


def test_the_board_scrolls_inside_its_own_box(open_as, places):
    page = open_as("nadia", "ar", width=320)
    page.goto(places["board"][1])
    box = page.locator(".e-scroll").first
    assert box.evaluate("(one) => one.scrollWidth > one.clientWidth")
    box.focus()
    page.keyboard.press("ArrowLeft")
    box.evaluate("(one) => new Promise((moved) => (one.scrollLeft ? moved() : (one.onscroll = moved)))")


def test_arabic_runs_from_right_to_left_and_symbols_do_not(open_as, places):
    pages, symbols = {}, []
    for kind, (who, address) in places.items():
        page = pages[who] if who in pages else pages.setdefault(who, open_as(who, "ar"))
        page.goto(address)
        assert page.get_attribute("html", "dir") == "rtl"
        assert page.locator("h1").evaluate("(one) => getComputedStyle(one).direction") == "rtl", kind
        assert page.evaluate(STICKS_OUT) == [], kind
        symbols += [(kind, *found) for found in page.evaluate(TURNED_SYMBOLS)]
    assert len(symbols) > 5
    assert [one for one in symbols if one[2:] != ("ltr", True)] == []
