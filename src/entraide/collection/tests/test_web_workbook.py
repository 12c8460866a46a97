"""Luc fills the questionnaire in a workbook, at his desk and without a connection."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from entraide.collection import actions, queries
from entraide.kernel.problems import Refused

from .conftest import LUC, cells, only_reply, seen
from .test_web_answering import text, url

pytestmark = pytest.mark.usefixtures("anybody")


def book_of(cast, reply, language="fr") -> bytes:
    return seen(cast("luc"), queries.workbook_for, reply("FRA").pk, language)[1]


def filled(content: bytes, entries: dict[str, object]) -> bytes:
    """Write into the answer column of rows, by the printed number of their question."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        heads = next((row for row in sheet.iter_rows(max_row=6) if sum(bool(cell.value) for cell in row) > 4), ())
        for row in sheet.iter_rows():
            number = next((str(cell.value) for cell in row[:3] if str(cell.value) in entries), None)
            if number and heads:
                row[3].value = entries[number]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def numbers(form) -> dict[str, str]:
    return {question.name: question.number for question in form.questions()}


def upload(client, reply, content: bytes):
    file = SimpleUploadedFile("fr.xlsx", content)
    return client.post(url("upload", reply.pk), {"workbook": file})


def test_luc_sees_what_changes_before_it_is_kept(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    content = filled(
        book_of(cast, reply),
        {n["authority"]: "Ministère de la justice", n["offences_2021"]: "1 234,5", n["offences_2022"]: "١٢٣٤"},
    )
    luc = as_("luc")
    page = upload(luc, reply("FRA"), content)
    assert page.status_code == 200
    assert "Ministère de la justice" in text(page)
    assert reply("FRA").state == "invited"
    signed = re.search(r'name="signed" value="([^"]+)"', text(page))[1]
    assert luc.post(url("apply", reply("FRA").pk), {"signed": signed}).status_code == 302
    answers = seen(cast("luc"), queries.draft, reply("FRA").pk)
    assert answers.value("/data/respondent/authority") == "Ministère de la justice"
    assert answers.value("/data/figures/offences_2021") == "1234.5"
    assert answers.value("/data/figures/offences_2022") == "1234"


def test_a_preview_is_for_whoever_saw_it_and_for_that_draft(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    page = upload(as_("luc"), reply("FRA"), filled(book_of(cast, reply), {n["authority"]: "X"}))
    signed = re.search(r'name="signed" value="([^"]+)"', text(page))[1]
    assert as_("samira").post(url("apply", reply("EGY").pk), {"signed": signed}).status_code == 422
    actions.save_cells(cast("luc"), reply("FRA"), cells({"/data/respondent/authority": "Y"}))
    page = as_("luc").post(url("apply", reply("FRA").pk), {"signed": signed})
    assert "COL-317" in text(page)
    assert seen(cast("luc"), queries.draft, reply("FRA").pk).value("/data/respondent/authority") == "Y"


@pytest.mark.parametrize(("content", "code"), [(b"", "COL-321"), (b"not a workbook", "COL-210")])
def test_what_is_no_workbook(as_, reply, content, code):
    page = upload(as_("luc"), reply("FRA"), content)
    assert (page.status_code, code in text(page)) == (422, True)


def test_a_workbook_of_another_state_or_round(as_, cast, open_round, round, reply):
    theirs = seen(cast("samira"), queries.workbook_for, reply("EGY").pk, "ar")[1]
    page = upload(as_("luc"), reply("FRA"), theirs)
    assert (page.status_code, "COL-218" in text(page)) == (422, True)
    other = open_round("museums-2026", LUC)
    with pytest.raises(Refused) as refusal:
        actions.take_workbook(cast("luc"), only_reply(other), book_of(cast, reply), "x.xlsx")
    assert "COL-217" in [problem.code for problem in refusal.value.problems]


def test_a_formula_and_a_strange_word_are_said_with_their_cells(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    actions.save_cells(cast("luc"), reply("FRA"), cells({"/data/figures/offences_2022": "7"}))
    content = filled(book_of(cast, reply), {n["offences_2021"]: "=1+1", n["offences_2022"]: "une dizaine"})
    page = text(upload(as_("luc"), reply("FRA"), content))
    assert "COL-201" in page
    assert "COL-22" in page
    assert seen(cast("luc"), queries.draft, reply("FRA").pk).value("/data/figures/offences_2022") == "7"


def test_the_workbook_of_an_invented_round_says_so(cast, open_round):
    made = open_round("invented-2012", LUC, invented=True)
    content = seen(cast("nadia"), queries.workbook_for, only_reply(made).pk, "en")[1]
    first = load_workbook(io.BytesIO(content)).worksheets[0]
    assert any("Invented replies" in str(cell.value) for row in first.iter_rows() for cell in row)
