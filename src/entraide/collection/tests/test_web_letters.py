"""Viktor enters from a letter, and what was sent is withdrawn and reinstated with one."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.collection import actions, queries

from .conftest import COMPLETE, cells, seen
from .test_actions_review import PDF, YEARS
from .test_actions_threads import FIGURE, sent
from .test_web_answering import text, url
from .test_web_review import by_letter, pdf

pytestmark = pytest.mark.usefixtures("anybody")


def test_entered_from_a_letter_at_the_browser(as_, cast, reply):
    egypt, viktor, samira = reply("EGY"), as_("viktor"), as_("samira")
    assert viktor.get(url("entry", egypt.pk)).status_code == 200
    for section in {path.split("/")[2] for path in {**COMPLETE, **YEARS}}:
        own = {path: value for path, value in {**COMPLETE, **YEARS}.items() if path.split("/")[2] == section}
        assert viktor.post(url("entry_section", egypt.pk, section), {**own, "shown": list(own)}).status_code == 302
    assert "وزارة العدل" in text(viktor.get(url("entry_section", egypt.pk, "respondent")))
    assert viktor.post(url("entry", egypt.pk), {"name": "The Minister", "function": "Minister"}).status_code == 422
    page = viktor.post(url("entry", egypt.pk), by_letter(name="The Minister", function="Minister"))
    assert page.headers["Location"] == url("version", egypt.pk, 1)
    assert "NV 12/2026" in text(viktor.get(url("version", egypt.pk, 1)))
    receipt = text(samira.get(url("receipt", egypt.pk, 1)))
    assert "NV 12/2026" in receipt
    file = re.search(r'href="(/files/\d+/)"', receipt)[1]
    assert samira.get(file).content == PDF
    for name in ("pilar", "luc", "grace", "jo"):
        assert as_(name).get(file).status_code == 404
    assert "NV 12/2026" in text(samira.get(url("reply", egypt.pk)))
    assert samira.post(url("confirm", egypt.pk, 1)).status_code == 302
    assert "The State has confirmed" in text(samira.get(url("receipt", egypt.pk, 1)))
    assert "by letter" in text(viktor.get(url("queue")))


def test_entry_from_the_workbook_that_came_with_the_letter_and_from_a_version(as_, cast, reply):
    egypt, viktor = reply("EGY"), as_("viktor")
    sent(cast, reply)
    book = as_("samira").get(url("workbook", egypt.pk)).content
    page = viktor.post(
        url("entry_workbook", egypt.pk), {"workbook": SimpleUploadedFile("reply.xlsx", book)}, follow=True
    )
    assert "answers were taken" in text(page)
    assert seen(cast("viktor"), queries.entry, egypt.pk).value(FIGURE) == "12"
    page = viktor.post(url("entry_workbook", egypt.pk), {"workbook": SimpleUploadedFile("x.xlsx", b"PK nothing")})
    assert page.status_code == 422
    viktor.post(url("entry_section", egypt.pk, "figures"), {"shown": FIGURE, FIGURE: "13"})
    viktor.post(url("entry_begin", egypt.pk, 1))
    assert seen(cast("viktor"), queries.entry, egypt.pk).value(FIGURE) == "12"


def test_withdrawn_and_reinstated_at_the_browser(as_, cast, reply):
    egypt, samira, nadia = reply("EGY"), as_("samira"), as_("nadia")
    sent(cast, reply)
    assert samira.post(url("withdraw", egypt.pk), {"reason": ""}).status_code == 422
    assert samira.post(url("withdraw", egypt.pk), {"reason": "Figures of another year."}).status_code == 302
    assert "Withdrawn" in text(nadia.get(url("round", egypt.round_id)))
    assert "Figures of another year." in text(nadia.get(url("reply", egypt.pk)))
    assert nadia.post(url("withdraw", egypt.pk), {"reason": "They wrote."}).status_code == 422
    page = nadia.post(url("withdraw", egypt.pk), by_letter(reason="They wrote."))
    assert (page.status_code, reply("EGY").state) == (302, "submitted")


def test_the_letter_is_taken_only_as_a_letter(as_, cast, reply):
    egypt, viktor = reply("EGY"), as_("viktor")
    actions.save_entry(cast("viktor"), egypt, cells({**COMPLETE, **YEARS}))
    page = viktor.post(
        url("entry", egypt.pk), by_letter(letter=pdf(b"MZ a program", "letter.pdf"), name="x", function="x")
    )
    assert (page.status_code, "COL-460" in text(page)) == (422, True)
