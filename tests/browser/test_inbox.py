"""Nadia decides on what was read out of a report, by keys beside the text; the working pages shut nobody out."""

from __future__ import annotations

import re
from pathlib import Path

REPORT = Path(__file__).parents[2] / "data" / "fixtures" / "reports" / "report.en.txt"


def filed(page):
    """A report filed by hand, and the number of its document."""
    page.goto("/documents/upload/")
    page.set_input_files("input[type=file]", [REPORT])
    page.locator("main form[data-drops] button[type=submit]").click()
    page.locator("main a[href$='/file/']").first.click()
    page.locator("input[name=symbols]").fill("TEST/INBOX/2025/1")
    page.check("input[name=invented]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/documents/\d+/$"))
    return int(page.url.rstrip("/").split("/")[-1])


def test_the_inbox_by_keys(open_as, axe):
    page = open_as("nadia")
    number = filed(page)
    page.goto(f"/recommendations/inbox/{number}/")
    page.locator("form[action$='/read/'] button").click()
    page.wait_for_selector("[data-piece]")
    faults = axe(page)
    waiting = page.locator("[data-confirm]").count()
    assert waiting >= 2
    page.keyboard.press("j")
    first = page.locator(".e-para--chosen[data-piece]").get_attribute("id")
    assert page.locator(".e-line--shown mark").count() >= 1
    page.keyboard.press("c")
    page.wait_for_selector("[data-undo]")
    assert page.locator("[data-confirm]").count() == waiting - 1
    second = page.locator(".e-para--chosen[data-piece]").get_attribute("id")
    assert second != first
    page.keyboard.press("u")
    page.wait_for_selector(f"#{first} [data-confirm]")
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.name") == "act"
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("A courtesy, not a task: c j k")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{first} :text('A courtesy')")
    page.keyboard.press("?")
    assert page.locator("[data-keys]").get_attribute("open") is not None
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Enter")
    page.wait_for_selector("a:has-text('Open in the register')")
    faults += axe(page)
    page.locator("a:has-text('Open in the register')").first.click()
    mandate = page.url.rstrip("/").split("/")[-1]
    faults += axe(page)
    for path in (
        f"{mandate}/edit/", f"{mandate}/evidence/", f"{mandate}/relate/?symbol=TEST/INBOX/2025/1&number=6", f"{mandate}/assign/",
        "work/", "work/due/?by=2099-01-01", f"together/?document={number}", f"inbox/{number}/quoted/", "evidence/",
    ):  # fmt: skip
        page.goto(f"/recommendations/{path}")
        assert page.locator("h1").count() == 1, path
        faults += axe(page)
    arabic = open_as("nadia", "ar", width=320)
    arabic.goto(f"/recommendations/inbox/{number}/")
    faults += axe(arabic)
    assert arabic.evaluate("document.documentElement.scrollWidth") <= 320
    assert not faults, "\n".join(faults)
