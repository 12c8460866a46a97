"""Case reports in the browser: a twin appears while somebody types in Arabic; a pair is judged by a key and taken back."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.settings import CLUSTER

PATIENCE = 40_000
SENT = re.compile(r"/analysis/cases/\d+/$")


def typed(page, values):
    for name, text in values.items():
        page.locator(f"[name={name}]").fill(text)


def report(page, entity, offence, values):
    """What the secretariat sends for somebody."""
    page.goto("/analysis/cases/new/", timeout=PATIENCE)
    page.select_option("[name=entity]", entity)
    page.select_option("[name=offence]", offence)
    typed(page, values)
    page.locator("form[data-case] button[type=submit]:not([name=look])").click()
    page.wait_for_url(SENT, timeout=PATIENCE)


def link_all(page):
    """Asked for on its page, done by the queue's worker, which stops when nothing is left to do."""
    page.goto("/analysis/cases/linking/", timeout=PATIENCE)
    page.locator("main form button").click()
    environment = {
        **os.environ, "ENTRAIDE_DATABASE": f"entraide_browser_{os.getpid()}", "ENTRAIDE_SOCKET": str(CLUSTER.socket),
        "DJANGO_SETTINGS_MODULE": "entraide.portal.settings",
    }  # fmt: skip
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot", "--concurrency=1"]
    subprocess.run(worker, env=environment, check=True, capture_output=True)


def test_a_twin_appears_while_typing_and_a_key_judges(open_as, axe):
    nadia = open_as("nadia", "en")
    theft = {"theft_date": "2021-03-04", "origin": "Egypt", "obj": "statue", "material": "limestone", "ref": "EGY-77-1"}
    report(nadia, "EGY", "theft", theft)
    page = open_as("luc", "ar")
    page.goto("/analysis/cases/new/", timeout=PATIENCE)
    page.select_option("[name=offence]", "seizure")
    page.select_option("[name=lang]", "ar")
    typed(page, {"seizure_date": "2021-06-01", "origin": "مصر", "obj": "تمثال", "material": "حجر جيري", "xref": "EGY-77-1"})
    page.wait_for_selector("[data-twins] li", timeout=PATIENCE)
    assert not axe(page)
    page.locator("form[data-case] button[type=submit]:not([name=look])").click()
    page.wait_for_url(SENT, timeout=PATIENCE)
    link_all(nadia)
    nadia.goto("/analysis/cases/queue/", timeout=PATIENCE)
    assert nadia.locator("[data-pair]").count() == 1
    nadia.keyboard.press("n")
    nadia.wait_for_selector("[data-undo]", timeout=PATIENCE)
    assert nadia.locator("[data-pair]").count() == 0
    nadia.keyboard.press("z")
    nadia.wait_for_selector("[data-pair]", timeout=PATIENCE)
