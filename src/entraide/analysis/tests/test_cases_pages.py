"""The pages of case reports: typing one, finding twins, uploading many, judging, and what others see of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from entraide.analysis import actions, queries
from entraide.analysis.models import CaseLink, CaseRecord, Judgement
from entraide.analysis.tests.test_cases_reports import SEIZURE, THEFT
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel.actor import SYSTEM

CASES = "/analysis/cases/"


@pytest.fixture
def pair(cast):
    """Egypt's theft, which parties may read, and the seizure of it in France, which only the secretariat may; linked."""
    theft = actions.report_case(cast("samira"), "EGY", THEFT)
    seizure = actions.report_case(cast("luc"), "FRA", SEIZURE)
    actions.ask_linking(cast("nadia"))
    run_waiting()
    return theft, seizure


def link():
    with acting_as(SYSTEM):
        return CaseLink.objects.get()


def read(client, address=""):
    answer = client.get(CASES + address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_samira_types_a_report(as_, cast):
    samira = as_("samira")
    assert "Object ID" in read(samira, "new/")
    answer = samira.post(CASES + "new/", THEFT)
    assert answer.status_code == 302
    page = samira.get(answer["Location"]).content.decode()
    assert "تمثال" in page
    assert "Viktor Rumako" in page
    assert 'dir="rtl"' in page


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(as_):
    answer = as_("samira").post(CASES + "new/", {**THEFT, "n_objects": "many"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ANA-413" in page
    assert 'value="many"' in page


def test_luc_is_shown_the_likely_twin_with_evidence(as_, pair):
    page = as_("luc").post(CASES + "new/", {**SEIZURE, "look": "yes"}).content.decode()
    assert f"{CASES}{pair[0].pk}/" in page
    piece = as_("luc").post(CASES + "twins/", SEIZURE).content.decode()
    assert "<html" not in piece
    assert f"{CASES}{pair[0].pk}/" in piece


def test_of_a_report_that_she_may_not_read_samira_learns_that_there_is_one_and_no_more(as_, pair):
    page = as_("samira").post(CASES + "twins/", {**THEFT, "obj": "statue", "origin": "Egypt"}).content.decode()
    assert "A report of another State may be the same case." in page
    for told in ("FRA-2021-7", "V. Rumako", "calcaire", f"{CASES}{pair[1].pk}/"):
        assert told not in page


def test_the_stranger_finds_no_page(as_, pair):
    pages = (
        "",
        "new/",
        "upload/",
        "queue/",
        "linking/",
        "ours/",
        "people/",
        "unknown-words/",
        "export.csv",
        "template.csv",
    )
    for address in (*pages, f"{pair[0].pk}/", f"{pair[0].pk}/correct/"):
        assert as_("jo").get(CASES + address).status_code in (302, 404), address


@pytest.mark.parametrize("name", ["samira", "grace", "pilar"])
def test_the_secretariats_pages_are_its_own(as_, pair, name):
    for address in ("queue/", "linking/", "people/", "unknown-words/"):
        assert as_(name).get(CASES + address).status_code == 404, address
    answer = as_(name).post(f"{CASES}pairs/{link().pk}/judge/", {"verdict": "same"})
    assert answer.status_code in (404, 422, 403, 409)
    with acting_as(SYSTEM):
        assert not Judgement.objects.exists()


def test_nadia_judges_and_takes_it_back(as_, cast, pair):
    nadia = as_("nadia")
    page = read(nadia, "queue/")
    assert "Evidence field by field" in page
    nadia.post(f"{CASES}pairs/{link().pk}/judge/", {"verdict": "same", "reason": "the same crack"})
    assert "No pair waits" in read(nadia, "queue/")
    assert "the same crack" in read(nadia, "queue/?judged=yes")
    with acting_as(SYSTEM):
        judgement = Judgement.objects.get()
    nadia.post(f"{CASES}judgements/{judgement.pk}/undo/")
    assert "No pair waits" not in read(nadia, "queue/")
    with acting_as(SYSTEM):
        assert Judgement.objects.count() == 2
    assert nadia.post(f"{CASES}judgements/{judgement.pk}/undo/").status_code != 302


def test_samiras_own_view_confirms_beside_the_secretariats_judgement(as_, pair):
    samira = as_("samira")
    page = read(samira, "ours/")
    assert "A report of another State may be the same case." in page
    assert "calcaire" not in page
    samira.post(f"{CASES}pairs/{link().pk}/say/", {"verdict": "same", "reason": "our number"})
    assert "our number" in read(samira, "ours/")
    assert "our number" in read(as_("nadia"), "queue/")
    assert as_("pilar").post(f"{CASES}pairs/{link().pk}/say/", {"verdict": "same"}).status_code == 404


def test_a_case_is_read_whole_or_not_at_all(as_, pair):
    number = 1
    assert as_("nadia").get(f"{CASES}clusters/{number}/").status_code == 200
    assert as_("samira").get(f"{CASES}clusters/{number}/").status_code == 404
    assert as_("luc").get(f"{CASES}clusters/{number}/").status_code == 200  # his own report, and one for the parties


def test_people_and_unknown_words_open_for_the_secretariat(as_, pair):
    assert "Rumako" in read(as_("nadia"), "people/")
    read(as_("nadia"), "unknown-words/")
    assert as_("nadia").post(CASES + "unknown-words/").status_code == 302


def test_an_empty_list_helps(as_):
    assert "Report a case" in read(as_("samira"))
    assert "no report that you may read" in read(as_("grace"))


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_template_in_each_language_comes_back(as_, language):
    samira = as_("samira")
    template = samira.get(f"{CASES}template.csv?language={language}")
    heads = next(csv.reader(io.StringIO(b"".join(template).decode("utf-8-sig"))))
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(heads)
    rows.writerow(["" if at not in (1, 9) else ("theft" if at == 1 else "vase") for at in range(len(heads))])
    answer = samira.post(
        CASES + "upload/", {"file": SimpleUploadedFile("a.csv", out.getvalue().encode()), "role": "origin"}
    )
    assert answer.status_code == 302
    assert "vase" in samira.get(answer["Location"]).content.decode()
    samira.post(answer["Location"] + "take/")
    with acting_as(SYSTEM):
        assert CaseRecord.objects.get().entity == "EGY"
    assert samira.get(f"{CASES}template.xlsx?language={language}").content.startswith(b"PK")


def table(rows):
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return SimpleUploadedFile("cases.xlsx", out.getvalue())


def test_a_file_with_a_bad_row_is_taken_not_at_all(as_):
    samira = as_("samira")
    rows = [["What happened", "Type of object", "Number of objects"], ["theft", "vase", 2], ["theft", "bowl", -4]]
    answer = samira.post(CASES + "upload/", {"file": table(rows), "role": "origin"})
    page = samira.get(answer["Location"]).content.decode()
    assert "ANA-413" in page
    assert ">3<" in page
    assert samira.post(answer["Location"] + "take/").status_code != 302
    with acting_as(SYSTEM):
        assert not CaseRecord.objects.exists()
    assert as_("luc").get(answer["Location"]).status_code == 404


def test_an_export_holds_what_its_reader_may_see(as_, pair):
    told = {
        name: b"".join(as_(name).get(CASES + "export.csv")).decode() for name in ("samira", "pilar", "grace", "nadia")
    }
    assert "Viktor Rumako" in told["samira"]
    assert "calcaire" not in told["samira"]
    assert "تمثال" in told["pilar"]
    assert "Rumako" not in told["pilar"]
    assert "V. Rumako" in told["nadia"]
    assert as_("nadia").get(CASES + "export.xlsx").content.startswith(b"PK")


def test_what_a_cluster_with_a_narrow_report_says_takes_the_narrowest(cast, as_, pair):
    page = read(as_("pilar"), f"{pair[0].pk}/")
    assert "No other report of this case is known that you may read." in page
    for name, readable in (("pilar", False), ("samira", False), ("luc", True), ("nadia", True)):
        with acting_as(cast(name)):
            assert (queries.cluster_of(cast(name), pair[0].pk) is not None) is readable
