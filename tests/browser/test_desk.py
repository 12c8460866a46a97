"""Nadia drops three files, moves by keys, mends and undoes; the pages of the desk shut nobody out."""

from __future__ import annotations

import os
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "data" / "fixtures" / "reports"
FILES = [FIXTURES / f"desk.{code}.txt" for code in ("en", "fr", "ar")]
PICTURES = os.environ.get("ENTRAIDE_PICTURES", "")


def looked_at(page, axe, name):
    """What is serious on a page; a picture of it is kept where one is asked for."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    return axe(page)


def test_the_desk_by_mouse_and_keys(open_as, axe):
    page = open_as("nadia")
    page.goto("/documents/upload/")
    faults = looked_at(page, axe, "upload")
    page.set_input_files("input[type=file]", FILES)
    page.locator("main form[data-drops] button[type=submit]").click()
    page.wait_for_url("**/documents/upload/?reading=*")
    together = page.locator("a[href*='/readings/set/']")
    assert together.count() == 1
    faults += looked_at(page, axe, "read")
    address = together.get_attribute("href")
    page.goto(address)
    faults += looked_at(page, axe, "set")
    page.locator("main .e-hub a").first.click()
    page.wait_for_selector("[data-desk]")
    for _turn in range(6):
        page.keyboard.press("j")
    chosen = page.locator(".e-para--chosen")
    assert chosen.get_attribute("id") == "para-4-0"
    assert page.locator(".e-line--shown").inner_text().strip().startswith("(a) Keep one ledger")
    page.keyboard.press("k")
    assert page.locator(".e-para--chosen").get_attribute("id") == "para-4"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.hasAttribute('data-problem')")
    page.keyboard.press("?")
    assert page.locator("[data-keys]").get_attribute("open") is not None
    faults += looked_at(page, axe, "reading")
    page.locator("#para-4-0").click(position={"x": 60, "y": 12})
    page.keyboard.press("e")
    page.wait_for_url("**/correct/para-4-0/")
    faults += looked_at(page, axe, "correct")
    page.locator("button[value=in], button[value=join]").first.click()
    page.wait_for_selector("[data-undo]")
    assert page.locator("#para-4-2").count() == 0
    page.keyboard.press("u")
    page.wait_for_selector("#para-4-2")
    page.goto(address)
    page.check("input[name=invented]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/documents/*/")
    document = page.url
    faults += looked_at(page, axe, "document")
    for path in ("compare/?left=en&right=ar", "issue/", "issue/corr/", "issue/rev/"):
        page.goto(document + path)
        faults += looked_at(page, axe, path.split("?")[0].replace("/", "-"))
    page.goto(document)
    page.locator("a.mark").last.click()
    page.wait_for_selector(".e-cite")
    page.goto(page.url.split("?")[0] + "?in=all")
    faults += looked_at(page, axe, "paragraph")
    arabic = open_as("nadia", "ar")
    for name, path in (("compare-ar", f"{document}compare/?left=en&right=ar"), ("reading-ar", "/documents/readings/")):
        arabic.goto(path)
        faults += looked_at(arabic, axe, name)
    assert not faults, "\n".join(faults)
