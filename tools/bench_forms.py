"""Judging, recomputing, publishing a questionnaire of 150 questions in six languages; its first section in a browser.

`python tools/bench_forms.py judge|recompute|page|publish|section` prints one measure as JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_forms_form import TODAY, filled, xlsform

from entraide.collection.domain.answers import Cell
from entraide.collection.domain.form import Form
from entraide.collection.domain.judge import judge
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.standing import Standing

Measured = dict[str, Any]
STATIC = Path(__file__).resolve().parents[1] / "src" / "entraide" / "collection" / "static" / "collection"
CODE, PERSON, OFFICER = "bench", "samira@example.org", "nadia@example.org"
FOUND: dict[str, Any] = {}


def _cpu_ms(work: Callable[[], object], times: int) -> float:
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def _form() -> Form:
    return check_form(xlsform()).published()


def judging() -> Measured:
    """Judging a whole reply, the form being known."""
    form = _form()
    answers = filled(form)
    assert judge(form, answers, TODAY).valid
    return {"value": _cpu_ms(lambda: judge(form, answers, TODAY), 40), "unit": "ms CPU", "answers": len(answers)}


def recomputing() -> Measured:
    """One answer changes, each question in turn; the slowest."""
    form = _form()
    standing = Standing(form, filled(form), TODAY)
    paths = [one.path for one in form.questions() if one.answerable]
    taken = []
    for path in paths:
        before = standing.answers.cell(path)

        def change(path: str = path, before: Cell = before) -> None:
            standing.changed(path, Cell("5"))
            standing.changed(path, before)

        taken.append(_cpu_ms(change, 5) / 2)
    return {"value": max(taken), "unit": "ms CPU", "median": statistics.median(taken)}


def in_page() -> Measured:
    """The whole reply worked out by the page's interpreter (node runs it as a browser does)."""
    from entraide.collection.tests.page_logic import Page, reply_request  # noqa: PLC0415 - needs node

    form = _form()
    page = Page()
    found = page.ask(reply_request(form, filled(form), TODAY, times=200))
    page.close()
    return {"value": found["ms"], "unit": "ms", "bytes": scripts_bytes()}


def scripts_bytes() -> int:
    """The interpreter and what surrounds it, compressed."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.glob("*.js"))


def publishing() -> Measured:
    """From the XLSForm to a published form, pyxform's process and our checks included."""
    data = xlsform()
    check_form(xlsform(15)).published()
    taken = []
    for _ in range(5):
        start = os.times()
        check_form(data).published()
        end = os.times()
        taken.append(sum(end[at] - start[at] for at in range(4)))
    return {"value": statistics.median(taken), "unit": "s CPU"}


def _prepare() -> None:
    """Nadia publishes the questionnaire and asks Egypt, for which Samira answers."""
    from django.apps import apps  # noqa: PLC0415 - after Django is ready
    from django.db import connections  # noqa: PLC0415
    from throwaway_site import session_of  # noqa: PLC0415

    from entraide.collection import actions  # noqa: PLC0415
    from entraide.collection.models import Reply  # noqa: PLC0415
    from entraide.foundation.accounts.actions import enrol  # noqa: PLC0415
    from entraide.foundation.accounts.queries import actor_of  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel import clock  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415
    from entraide.kernel.text import Text  # noqa: PLC0415

    passphrase = "seven quiet ibises at noon"
    officer = enrol(SYSTEM, email=OFFICER, name="Nadia", password=passphrase, role=Role.OFFICER)
    enrol(SYSTEM, email=PERSON, name="Samira", password=passphrase, role=Role.FOCAL_POINT, entity="EGY")
    with acting_as(SYSTEM):
        document = apps.get_model("documents", "Document").objects.create(
            symbols=["CTOC/COP/WG.2/2012/5"], kind="report", invented=True, filed_at=clock.now()
        )
        paragraph = apps.get_model("documents", "Paragraph").objects.create(
            document=document, number="23", point="c", position=1, text=Text.of("en", en="To ask States.").to_json()
        )
    nadia = actor_of(officer)
    version = actions.publish_questionnaire(nadia, code=CODE, content=xlsform())
    asked = actions.open_round(
        nadia, code=CODE, version_id=version.pk, paragraph_guids=[paragraph.pk], title=Text.of("en", en="Bench"),
        deadline=clock.now().date().replace(year=clock.now().year + 1, day=1), note_verbale="CU 2026/1",
    )  # fmt: skip
    contact = SimpleNamespace(entity="EGY", name="Samira", email=PERSON, language="ar", authority_id=None)
    actions.invite(nadia, asked, [contact])  # type: ignore[list-item]
    with acting_as(SYSTEM):
        FOUND["reply"] = Reply.objects.get().pk
    FOUND["session"] = session_of(PERSON)
    connections.close_all()


WATCH = "() => document.querySelector('form[data-live]')?.dataset.live === 'yes'"


def first_section() -> Measured:
    """The first section in headless chromium: until its logic answers to what is typed; a recompute; the scripts' bytes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needs chromium
    from throwaway_site import throwaway_site  # noqa: PLC0415

    with throwaway_site(_prepare, ENTRAIDE_DEMONSTRATION="no") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(base_url=site.address)
        context.add_cookies([{"name": "sessionid", "value": FOUND["session"], "url": site.address}])
        page = context.new_page()
        scripts: list[Any] = []
        page.on("response", lambda one: scripts.append(one) if one.url.split("?")[0].endswith(".js") else None)
        address = f"/collection/replies/{FOUND['reply']}/sections/s0/"
        page.goto(address)
        page.wait_for_function(WATCH)
        sizes = {one.url.rsplit("/", 1)[-1]: len(gzip.compress(one.body(), 6)) for one in scripts}
        taken: list[float] = []
        for _ in range(5):
            page.goto("about:blank")
            page.goto(address)
            page.wait_for_function(WATCH)
            taken.append(page.evaluate("() => performance.now()"))
        typing = page.evaluate(TYPING)
        browser.close()
    return {
        "value": statistics.median(taken),
        "unit": "ms",
        "script_bytes": sum(sizes.values()),
        "scripts": sizes,
        "typing_ms": typing,
    }


TYPING = """() => {
  const one = document.querySelector('input[inputmode="decimal"]');
  const taken = [];
  for (let at = 0; at < 30; at += 1) {
    one.value = String(at);
    const start = performance.now();
    one.dispatchEvent(new Event("input", { bubbles: true }));
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[15];
}"""


def _chromium() -> str:
    import shutil  # noqa: PLC0415

    found = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), "")
    if not found:
        raise SystemExit("no chromium here")
    return str(shutil.which(found))


MEASURES: dict[str, Callable[[], Measured]] = {
    "judge": judging,
    "recompute": recomputing,
    "page": in_page,
    "publish": publishing,
    "section": first_section,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]]()))
