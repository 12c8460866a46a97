"""Two ministries of Egypt fill their parts, somebody changes an answer online meanwhile, Samira decides and undoes."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from entraide.collection import actions, queries
from entraide.collection.domain.workbook import SIZE_LIMIT
from entraide.collection.models import TakenWorkbook
from entraide.foundation.db.context import acting_as
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import NotHere, Refused

from .conftest import cells, delegated, seen
from .test_web_answering import text, url
from .test_web_workbook import filled, numbers, upload

pytestmark = pytest.mark.usefixtures("anybody")

SECRET = "سر وزارة الخارجية"
AUTHORITY, OFFENCES, STAFF = "/data/respondent/authority", "/data/figures/offences_2021", "/data/institutions/unit_name"


def part(client, reply, *sections, language="ar"):
    found = client.get(url("workbook", reply.pk), {"sections": sections, "language": language})
    assert found.status_code == 200
    return found.content


def kept(client, reply, content, **choices):
    """Upload, and keep what the page offers; `choices` are the fields of the form."""
    page = text(upload(client, reply, content))
    signed = re.search(r'name="signed" value="([^"]+)"', page)[1]
    parts = re.findall(r'name="part" value="([^"]+)"', page)
    data = {"signed": signed, "parts": "1", "part": parts, **choices}
    return page, client.post(url("apply", reply.pk), data, follow=True)


def draft(cast, reply):
    return seen(cast("samira"), queries.draft, reply.pk)


def test_a_part_holds_nothing_of_the_other_sections(as_, cast, round, reply):
    actions.save_cells(
        cast("samira"), reply("EGY"), cells({AUTHORITY: SECRET, OFFENCES: "4711", "/data/law/specific_offence": "no"})
    )
    content = part(as_("samira"), reply("EGY"), "figures")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "4711" in said
    assert SECRET not in said
    draft_hash = draft(cast, reply("EGY")).content_hash()
    assert draft_hash not in said
    for cell in (cells({AUTHORITY: SECRET})[AUTHORITY], cells({"x": "no"})["x"]):
        assert cell.fingerprint not in said, "a fingerprint of a short answer can be guessed"
    book = load_workbook(io.BytesIO(content))
    assert len([sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]) == 3


def test_two_ministries_one_after_the_other(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    samira = as_("samira")
    justice = part(samira, reply("EGY"), "respondent", "law", language="fr")
    interior = part(samira, reply("EGY"), "figures")
    page, _ = kept(samira, reply("EGY"), filled(justice, {n["authority"]: "Ministère de la justice"}))
    assert "COL-227" not in page, "what a part does not hold is not missing"
    page, after = kept(samira, reply("EGY"), filled(interior, {n["offences_2021"]: "١٢٣"}))
    assert after.status_code == 200
    answers = draft(cast, reply("EGY"))
    assert (answers.value(AUTHORITY), answers.value(OFFENCES)) == ("Ministère de la justice", "123")


def test_what_the_file_left_alone_stays_as_it_is_online(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    actions.save_cells(cast("samira"), reply("EGY"), cells({AUTHORITY: "قديم"}))
    content = part(as_("samira"), reply("EGY"))
    delegated(cast("samira"), reply("EGY"))
    actions.save_cells(cast("tarek"), reply("EGY"), cells({AUTHORITY: "جديد"}))
    page, _ = kept(as_("samira"), reply("EGY"), filled(content, {n["offences_2021"]: 5}))
    assert "جديد" not in page, "nothing is said of an answer that only others changed"
    assert draft(cast, reply("EGY")).value(AUTHORITY) == "جديد"
    assert draft(cast, reply("EGY")).value(OFFENCES) == "5"


@pytest.mark.parametrize(("side", "stands"), [("online", "جديد"), ("workbook", "من المصنف")])
def test_what_both_changed_is_for_people_to_decide(as_, cast, round, reply, side, stands):
    n = numbers(queries.form_of(round.version_id))
    content = part(as_("samira"), reply("EGY"))
    delegated(cast("samira"), reply("EGY"))
    actions.save_cells(cast("tarek"), reply("EGY"), cells({AUTHORITY: "جديد"}))
    content = filled(content, {n["authority"]: "من المصنف", n["offences_2021"]: 5})
    page, _ = kept(as_("samira"), reply("EGY"), content, **{"side-0": side})
    assert "جديد" in page and "من المصنف" in page
    assert draft(cast, reply("EGY")).value(AUTHORITY) == stands
    assert draft(cast, reply("EGY")).value(OFFENCES) == "5"


def test_a_section_may_be_left_out(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    content = filled(part(as_("samira"), reply("EGY")), {n["authority"]: "وزارة", n["offences_2021"]: 5})
    kept(as_("samira"), reply("EGY"), content, part=["figures"])
    answers = draft(cast, reply("EGY"))
    assert (answers.value(AUTHORITY), answers.value(OFFENCES)) == ("", "5")
    _, after = kept(as_("samira"), reply("EGY"), content, part=[])
    assert "COL-256" in text(after)


def test_undone_the_answers_are_as_before_except_those_changed_since(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    actions.save_cells(cast("samira"), reply("EGY"), cells({AUTHORITY: "قديم", STAFF: "وحدة"}))
    content = filled(
        part(as_("samira"), reply("EGY")), {n["authority"]: "من المصنف", n["offences_2021"]: 5, n["offences_2022"]: 6}
    )
    kept(as_("samira"), reply("EGY"), content)
    delegated(cast("samira"), reply("EGY"))
    actions.save_cells(cast("tarek"), reply("EGY"), cells({OFFENCES: "7"}))
    samira = as_("samira")
    page = text(samira.get(url("taken", reply("EGY").pk)))
    batch = re.search(r"workbooks/([0-9a-f-]{36})/undo/", page)[1]
    done = text(samira.post(url("undo_workbook", reply("EGY").pk, batch), follow=True))
    assert n["offences_2021"] in done
    answers = draft(cast, reply("EGY"))
    assert answers.value(AUTHORITY) == "قديم"
    assert answers.value(OFFENCES) == "7"
    assert answers.value("/data/figures/offences_2022") == ""
    assert answers.value(STAFF) == "وحدة"
    assert "COL-249" in text(samira.post(url("undo_workbook", reply("EGY").pk, batch), follow=True))


@pytest.mark.parametrize("stranger", ["jo", "pilar", "luc", "grace", "nadia", "tarek"])
def test_what_stood_before_is_for_whoever_brought_the_workbook(as_, cast, round, reply, stranger):
    n = numbers(queries.form_of(round.version_id))
    kept(as_("samira"), reply("EGY"), filled(part(as_("samira"), reply("EGY")), {n["authority"]: "X"}))
    with acting_as(cast("samira")):
        batch = TakenWorkbook.objects.values_list("batch", flat=True)[0]
    with acting_as(cast(stranger)):
        assert not TakenWorkbook.objects.exists()
        assert not TakenWorkbook.objects.update(name="mine")
    with pytest.raises((NotHere, Refused)):
        actions.undo_workbook(cast(stranger), reply("EGY"), batch)
    assert as_(stranger).post(url("undo_workbook", reply("EGY").pk, batch)).status_code in (302, 403, 404, 422)
    assert draft(cast, reply("EGY")).value(AUTHORITY) == "X"


def test_a_file_of_a_hundred_megabytes_is_not_read(as_, reply):
    file = SimpleUploadedFile("x.xlsx", b"PK" + b"0" * (SIZE_LIMIT + 1))
    page = as_("luc").post(url("upload", reply("FRA").pk), {"workbook": file})
    assert (page.status_code, "COL-211" in text(page)) == (422, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_six_languages(as_, round, reply, language):
    n = numbers(queries.form_of(round.version_id))
    luc = as_("luc")
    luc.cookies["django_language"] = language
    assert luc.get(url("parts", reply("FRA").pk)).status_code == 200
    page = text(
        upload(luc, reply("FRA"), filled(part(luc, reply("FRA")), {n["authority"]: "M", n["offences_2021"]: "?"}))
    )
    assert f'lang="{language}"' in page
    assert luc.get(url("taken", reply("FRA").pk)).status_code == 200


def test_nothing_of_a_section_that_is_not_asked_for(as_, reply):
    assert as_("samira").get(url("workbook", reply("EGY").pk), {"sections": "none"}).status_code == 404
    assert as_("pilar").get(url("parts", reply("EGY").pk)).status_code == 404


def test_an_expert_carries_away_their_own_sections_and_brings_back_no_others(as_, cast, round, reply):
    n = numbers(queries.form_of(round.version_id))
    actions.save_cells(cast("samira"), reply("EGY"), cells({AUTHORITY: SECRET}))
    whole = filled(part(as_("samira"), reply("EGY")), {n["authority"]: "ليس لي", n["offences_2021"]: "٤٢"})
    delegated(cast("samira"), reply("EGY"), "figures")
    tarek = as_("tarek")
    own = part(tarek, reply("EGY"))
    book = load_workbook(io.BytesIO(own))
    assert len([sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]) == 3
    assert not any(SECRET in str(cell.value) for sheet in book.worksheets for row in sheet for cell in row)
    assert tarek.get(url("workbook", reply("EGY").pk), {"sections": "respondent"}).status_code == 404
    assert text(tarek.get(url("parts", reply("EGY").pk))).count('name="sections"') == 1
    page, _ = kept(tarek, reply("EGY"), whole)
    assert "COL-247" in page and SECRET not in page
    answers = draft(cast, reply("EGY"))
    assert (answers.value(AUTHORITY), answers.value(OFFENCES)) == (SECRET, "42")
