"""Samira gives a section to Tarek, who answers it and hands it back; a session that ends loses nothing that was typed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .test_answering import field, question, saved

PASSPHRASE = "seven quiet ibises at noon"


def sign_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{name}@example.org")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_function("!location.pathname.startsWith('/accounts/login')")


def test_a_section_goes_to_an_expert_and_comes_back(open_as, places):
    hub = places["hub of samira"][1]
    samira = open_as("samira", "en")
    samira.goto(f"{hub}delegations/")
    samira.get_by_label(re.compile("Assistance|Technical assistance|Needs", re.I)).first.check()
    samira.get_by_label("Expert", exact=True).select_option(label="Tarek")
    samira.get_by_label("Ministry or agency").fill("Ministry of the Interior")
    samira.get_by_label("Note to the expert").fill("By Tuesday, please.")
    samira.get_by_role("button", name="Delegate", exact=True).click()
    expect(samira.locator(".e-message")).to_be_visible()
    samira.goto(hub)
    expect(samira.locator("main")).to_contain_text("Ministry of the Interior (Tarek)")

    tarek = open_as("tarek", "ar")
    tarek.goto(hub)
    expect(tarek.locator("main")).to_contain_text("By Tuesday, please.")
    sections = tarek.locator('main .govuk-task-list a[href*="/sections/"]')
    expect(sections).to_have_count(1)
    sections.click()
    tarek.wait_for_url("**/sections/assistance/")
    field(tarek, "needs_detail").fill("تدريب (مثال مختلق)") if question(tarek, "needs_detail").is_visible() else None
    field(tarek, "needs").first.check()
    expect(saved(tarek)).to_contain_text(re.compile(r"\d\d:\d\d"))
    tarek.get_by_label("نعم، اكتمل هذا القسم").check()
    tarek.locator("main form button[name=next]").click()
    tarek.wait_for_url(f"**{hub}")
    tarek.goto(f"{hub}sections/law/")
    assert tarek.locator("form[data-autosave-url]").count() == 0, "no other section opens"
    tarek.goto(hub)
    tarek.locator("main details summary").last.click()
    tarek.locator("main details textarea").fill("لا شيء آخر")
    tarek.locator("main details button[type=submit]").click()
    tarek.wait_for_url("**/replies/")

    samira.goto(f"{hub}delegations/")
    expect(samira.locator("main table")).to_contain_text("لا شيء آخر")
    samira.goto(f"{hub}sections/assistance/")
    expect(samira.locator("main form[data-autosave-url]")).to_be_visible()


def test_what_is_typed_after_the_session_has_ended_is_saved_when_one_has_signed_in_again(open_as, places):
    page = open_as("samira", "en")
    address = f"{places['hub of samira'][1]}sections/difficulties/"
    page.goto(address)
    page.context.clear_cookies(name=re.compile("session", re.I))
    words = "Typed after the session had ended (invented)"
    detail = field(page, "obstacles_detail")
    target = detail if question(page, "obstacles_detail").is_visible() else None
    if target is None:
        field(page, "obstacles").first.check()
        expect(page.locator('[data-saved][data-state="expired"]')).not_to_be_empty()
        sign_in(page, "samira")
        page.goto(address)
        expect(saved(page)).to_contain_text(re.compile(r"\d\d:\d\d"))
        page.reload()
        expect(field(page, "obstacles").first).to_be_checked()
        return
    detail.fill(words)
    detail.blur()
    expect(page.locator('[data-saved][data-state="expired"]')).not_to_be_empty()
    assert detail.input_value() == words
    sign_in(page, "samira")
    page.goto(address)
    expect(saved(page)).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert field(page, "obstacles_detail").input_value() == words
    page.reload()
    assert field(page, "obstacles_detail").input_value() == words
