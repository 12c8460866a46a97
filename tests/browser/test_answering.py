"""Samira answers in Arabic: with the keyboard alone, without scripts, and when the connection goes."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

FOCUS_SHOWS = """() => {
  const one = document.activeElement, label = one.labels?.[0];
  if (one === document.body) return true; // past the last link the focus is the browser's own
  const looks = [getComputedStyle(one), ...(label ? [getComputedStyle(label, "::before")] : [])];
  return looks.some((look) => (look.outlineStyle !== "none" && look.outlineWidth !== "0px") || look.boxShadow !== "none");
}"""


def tab_to(page: Page, wanted: Locator, most: int = 120) -> None:
    """Tab until it has the focus; wherever the focus rests on the way, it can be seen."""
    for _step in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {wanted}")


def question(page: Page, name: str) -> Locator:
    return page.locator(f'[data-path$="/{name}"]')


def field(page: Page, name: str, value: str = "") -> Locator:
    return page.locator(f'[name$="/{name}"]' + (f'[value="{value}"]' if value else ""))


def number(text: str) -> int:
    """`١٬٢٣٤`, `1 234` and `1234` are one number."""
    return int("".join(str(int(sign)) for sign in text if sign.isdigit()))


def saved(page: Page) -> Locator:
    return page.locator('[data-saved][data-state="saved"]')


def test_keyboard_alone_answers_a_section(open_as, places):
    page = open_as("samira", "ar")
    page.goto(places["hub of samira"][1])
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.locator('main a[href$="/sections/funds/"]'))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/funds/")

    page.evaluate("window.stayed = true")
    amount = question(page, "funds_amount")
    expect(amount).to_be_hidden()
    tab_to(page, field(page, "funds_estimated", "yes"))
    page.keyboard.press("Space")
    expect(amount).to_be_visible()
    expect(saved(page)).to_contain_text(re.compile(r"\d\d:\d\d"))
    page.keyboard.press("ArrowDown")
    expect(field(page, "funds_estimated", "no")).to_be_checked()
    expect(amount).to_be_hidden()
    page.keyboard.press("ArrowUp")
    expect(amount).to_be_visible()

    tab_to(page, field(page, "funds_amount"))
    with page.expect_response(lambda answer: "/cells/" in answer.url) as kept:
        page.keyboard.type("١٢٣٤")
    assert kept.value.status == 200
    expect(saved(page)).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert field(page, "funds_amount").input_value() == "١٢٣٤"
    assert page.evaluate("window.stayed"), "the page was loaded again"
    page.goto("about:blank")
    page.goto(f"{places['hub of samira'][1]}sections/funds/")
    assert number(field(page, "funds_amount").input_value()) == 1234

    for name, typed in (("funds_currency", "EGP"), ("funds_year", "٢٠٢٣")):
        tab_to(page, field(page, name))
        page.keyboard.type(typed)
    tab_to(page, page.locator("main form[data-autosave-url] button[name=next]"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{places['hub of samira'][1]}")
    page.goto(f"{places['hub of samira'][1]}sections/funds/")
    assert number(field(page, "funds_amount").input_value()) == 1234
    assert field(page, "funds_currency").input_value() == "EGP"
    assert number(field(page, "funds_year").input_value()) == 2023


def test_the_plain_form_does_the_same_without_scripts(open_as, places):
    page = open_as("samira", "ar", scripts=False)
    address = f"{places['hub of samira'][1]}sections/organized_crime/"
    page.goto(address)
    cases = question(page, "group_cases")
    expect(cases).to_be_hidden()
    field(page, "group_involved", "yes").check()
    expect(cases).to_be_hidden()
    page.locator("main form[data-autosave-url] button[type=submit]:not([name])").click()
    page.wait_for_url(f"**{address}")
    expect(page.locator(".e-message")).to_be_visible()
    expect(cases).to_be_visible()
    field(page, "group_cases").fill("١٢")
    page.locator("main form[data-autosave-url] button[type=submit]:not([name])").click()
    page.wait_for_url("**/sections/funds/")
    page.goto(address)
    assert number(field(page, "group_cases").input_value()) == 12


def test_what_is_typed_while_the_connection_is_lost_is_saved_when_it_returns(open_as, places):
    page = open_as("samira", "ar")
    address = f"{places['hub of samira'][1]}sections/practices/"
    page.goto(address)
    words = "سجل وطني موحد للقطع المسروقة (مثال مختلق)"
    page.context.set_offline(True)
    practice = field(page, "good_practice")
    practice.press_sequentially(words)
    practice.blur()
    expect(page.locator('[data-saved][data-state="offline"]')).not_to_be_empty()
    assert words in page.evaluate("Object.values(sessionStorage).join()")
    assert practice.input_value() == words
    page.context.set_offline(False)
    expect(saved(page)).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.reload()
    assert field(page, "good_practice").input_value() == words


def test_two_windows_at_one_answer_are_told_of_each_other(open_as, places):
    first, second = open_as("samira", "en"), open_as("samira", "en")
    for page in (first, second):
        page.goto(f"{places['hub of samira'][1]}sections/practices/")
    for words in ("The first window", "The first window, twice"):
        with first.expect_response(lambda answer: "/cells/" in answer.url):
            field(first, "good_practice").fill(words)
            field(first, "good_practice").blur()
    expect(question(first, "good_practice")).not_to_contain_text("COL-328")

    field(second, "good_practice").fill("The second window")
    field(second, "good_practice").blur()
    expect(question(second, "good_practice")).to_contain_text("it now reads “The first window, twice”")
    expect(saved(second)).to_have_count(0)
    assert field(second, "good_practice").input_value() == "The second window"
    field(second, "good_practice").fill("The second window, insisting")
    field(second, "good_practice").blur()
    expect(saved(second)).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(question(second, "good_practice")).not_to_contain_text("COL-328")
    first.reload()
    assert field(first, "good_practice").input_value() == "The second window, insisting"
