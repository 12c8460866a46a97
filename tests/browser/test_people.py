"""Nadia opens a power, looks at people and records a nomination; the pages shut nobody out, in three languages."""

from __future__ import annotations

import os

PICTURES = os.environ.get("ENTRAIDE_PICTURES", "")
PASSPHRASE = "seven quiet ibises at noon"


def looked_at(page, axe, name):
    """What is serious on a page; a picture of it is kept where one is asked for."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    return axe(page)


def test_people_by_power(open_as, axe):
    page = open_as("nadia", "fr")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/powers/")
    faults = looked_at(page, axe, "reauthenticate-fr")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_selector("input[name=minutes]")
    page.check("input[value=manage_accounts]")
    page.check("input[value='15']")
    page.fill("textarea[name=reason]", "Note verbale 9/2026")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("form[action*='/powers/']")
    faults += looked_at(page, axe, "powers-fr")
    page.goto("/people/")
    faults += looked_at(page, axe, "people-fr")
    page.locator("main tbody a").first.click()
    page.wait_for_selector("form[action$='/left/']")
    faults += looked_at(page, axe, "person-fr")
    page.goto("/people/nominations/new/")
    faults += looked_at(page, axe, "nominate-fr")
    arabic = open_as("samira", "ar")
    for name, path in (
        ("profile-ar", "/profile/"), ("sessions-ar", "/profile/sessions/"), ("ours-ar", "/people/ours/"),
        ("nominations-ar", "/people/nominations/"),
    ):  # fmt: skip
        arabic.goto(path)
        faults += looked_at(arabic, axe, name)
    nobody = open_as(None, "ar")
    nobody.goto("/accounts/login/")
    faults += looked_at(nobody, axe, "login-ar")
    assert not faults, "\n".join(faults)
    assert refused == []
