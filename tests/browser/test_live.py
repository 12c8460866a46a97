"""What the page says before anything is saved: the same logic as on the server, also where the server cannot be reached."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from entraide.collection.domain.judge import judge
from entraide.collection.domain.submission import read_submission
from entraide.collection.domain.xform import check_xform
from entraide.collection.tests.page_logic import SCRIPT, apart, reply_request
from entraide.collection.tests.random_forms import random_form

TODAY = date(2026, 11, 30)


def question(page: Page, name: str):
    return page.locator(f'[data-path$="/{name}"]')


def field(page: Page, name: str, value: str = ""):
    return page.locator(f'[name$="/{name}"]' + (f'[value="{value}"]' if value else ""))


def opened(open_as, places, section: str, language: str = "ar") -> Page:
    page = open_as("samira", language)
    page.goto(f"{places['hub of samira'][1]}sections/{section}/")
    expect(page.locator('form[data-live="yes"]')).to_have_count(1)
    return page


def test_questions_come_and_go_and_faults_are_told_without_the_server(open_as, places):
    page = opened(open_as, places, "funds")
    page.route("**/cells/**", lambda route: route.abort())
    amount = question(page, "funds_amount")
    field(page, "funds_estimated", "no").check()
    expect(amount).to_be_hidden()
    field(page, "funds_estimated", "yes").check()
    expect(amount).to_be_visible()
    field(page, "funds_amount").fill("كثير")
    expect(amount).not_to_contain_text("COL-023")
    field(page, "funds_amount").blur()
    expect(amount).to_contain_text("COL-023")
    field(page, "funds_amount").fill("١٬٢٣٤٫٥")
    expect(amount).not_to_contain_text("COL-023")


def test_the_servers_word_is_the_last(open_as, places):
    page = opened(open_as, places, "funds", "en")
    said = {"saved_at": "2026-11-30T09:00:00Z", "relevant": {"/data/funds/funds_amount": False}, "problems": {}}
    page.route("**/cells/**", lambda route: route.fulfill(json=said))
    field(page, "funds_estimated", "no").check()
    field(page, "funds_estimated", "yes").check()
    expect(page.locator('[data-saved][data-state="saved"]')).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(question(page, "funds_amount")).to_be_hidden()


def test_the_interpreter_in_a_browser_says_what_the_judge_says(open_as, places, site):
    page = open_as(None, "en")
    page.goto("/")
    script = Path(SCRIPT).read_text(encoding="utf-8")
    page.route("**/page_logic.mjs", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    ask = """async (requests) => {
      const page = await import("/page_logic.mjs");
      await page.load("/static/collection");
      return requests.map((one) => page.answer(one));
    }"""
    wanted, requests = [], []
    for seed in range(900, 930):
        made = random_form(seed)
        reading = check_xform(made.xml)
        if reading.publishable:
            form = reading.published()
            submission = read_submission(form, made.reply())
            wanted.append((form, judge(form, submission.answers, TODAY, None, submission.counts)))
            requests.append(reply_request(form, submission.answers, TODAY, submission.counts))
    answers = page.evaluate(ask, json.loads(json.dumps(requests)))
    assert len(answers) > 20
    for (form, judged), answer in zip(wanted, answers, strict=True):
        assert not apart(answer["told"], judged, form)
