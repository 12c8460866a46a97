"""Nadia uploads, corrects and files a report at her browser; everybody reads it; the stranger tries every address."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.documents import actions, queries
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience

from .papers import FILE, details, paper
from .test_actions import received

pytestmark = pytest.mark.usefixtures("anybody")

FORM = {
    "symbols": "ARC/2019/4", "title": "Report on archives", "body_code": "ARC", "body_name": "Working Group on Archives",
    "session": "", "place": "Nairobi", "starts_on": "2019-03-04", "ends_on": "2019-03-05", "sittings": "0",
    "dated": "", "status": "original", "audience": "public",
}  # fmt: skip


def upload(browser, content=None, language="", name="report.txt"):
    sent = SimpleUploadedFile(name, FILE.encode() if content is None else content)
    return browser.post("/documents/upload/", {"file": sent, "language": language})


def filed(cast, audience=Audience.PUBLIC):
    nadia = cast("nadia")
    with acting_as(nadia):
        document = actions.file_reading(nadia, received(nadia, paper()), **details(audience=audience))
        actions.add_version(nadia, document, paper("ar"))
        return document, queries.paragraphs_of(nadia, document.pk)


def test_from_upload_to_the_filed_report(as_):
    nadia = as_("nadia")
    answer = upload(nadia)
    assert answer.status_code == 302
    page = answer.url
    shown = nadia.get(page).content.decode()
    assert "Keep a register of seizures" in shown
    assert shown.count("<h1") == 1
    changed = nadia.post(f"{page}correct/para-2-0/", {"number": "a", "text": "Keep one register"})
    assert changed.url == f"{page}#para-2-0"
    assert "Keep one register" in nadia.get(page).content.decode()
    assert 'value="2019-03-04"' in nadia.get(f"{page}file/").content.decode()
    done = nadia.post(f"{page}file/", FORM, follow=True)
    text = done.content.decode()
    assert done.status_code == 200
    assert "Keep one register" in text
    assert 'class="mark" href="/paragraphs/' in text
    assert 'id="para-3-a"' in text


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 9])
def test_bad_input_is_told_on_the_page_with_a_number(as_, content):
    answer = upload(as_("nadia"), content)
    assert answer.status_code == 422
    assert "DOC-00" in answer.content.decode()
    assert "/documents/readings/1/" not in as_("nadia").get("/documents/readings/").content.decode()


def test_no_file_at_all_is_told_too(as_):
    assert as_("nadia").post("/documents/upload/", {}).status_code == 422


def test_filing_twice_is_refused_on_the_page(as_, cast):
    filed(cast)
    nadia = as_("nadia")
    page = upload(nadia).url
    answer = nadia.post(f"{page}file/", FORM)
    assert answer.status_code == 422
    assert "DOC-302" in answer.content.decode()
    assert "DOC-307" in nadia.get(f"{page}correct/para-77/").content.decode()


def test_a_language_is_added_from_the_page(as_, cast):
    document, _rows = filed(cast)
    nadia = as_("nadia")
    page = upload(nadia, language="fr").url
    answer = nadia.post(f"{page}version/", {"document": document.pk, "status": "courtesy"})
    assert answer.status_code == 422
    assert "DOC-303" in answer.content.decode()


def test_looking_at_a_doubt_starting_over_and_setting_aside(as_, cast):
    nadia = as_("nadia")
    page = upload(nadia).url
    if "correct/problem-0/" in nadia.get(page).content.decode():
        assert nadia.post(f"{page}correct/problem-0/", {}).url.endswith("#doubts")
    assert nadia.post(f"{page}again/").status_code == 302
    assert nadia.post(f"{page}set-aside/").status_code == 302
    assert "correct/head" not in nadia.get(page).content.decode()


def test_everybody_reads_a_public_paper_in_its_languages_and_takes_files(as_, cast):
    document, rows = filed(cast)
    jo = as_("jo")
    assert "ARC/2019/4" in jo.get("/documents/?q=arc").content.decode()
    arabic = jo.get(f"/documents/{document.pk}/ar/").content.decode()
    assert f"/paragraphs/{rows[2].guid}/" in arabic
    assert '<article class="document" lang="ar" dir="rtl">' in arabic
    for form, start in (("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("docx", b"PK"), ("akn", b"<?xml")):
        file = jo.get(f"/documents/{document.pk}/en/{form}/")
        assert file.status_code == 200
        assert file.content.startswith(start)
        assert "ARC_2019_4.en" in file["Content-Disposition"]
    for address in ("fr/", "en/exe/", "fr/pdf/"):
        assert jo.get(f"/documents/{document.pk}/{address}").status_code == 404
    announced = queries.find_document(cast("jo"), "LIB/2019/7")
    assert jo.get(f"/documents/{announced.id}/").status_code == 200


def test_the_stranger_finds_no_reading_and_no_paper_for_others(as_, cast):
    document, _rows = filed(cast, Audience.PARTIES)
    page = upload(as_("nadia")).url
    for name in ("jo", "pilar", "samira"):
        stranger = as_(name)
        for address in (
            page,
            f"{page}correct/head/",
            f"{page}file/",
            f"{page}version/",
            "/documents/upload/",
            "/documents/readings/",
        ):
            assert stranger.get(address).status_code == 404, address
            assert stranger.post(address, {}).status_code in (404, 405), address
        for address in (f"{page}again/", f"{page}set-aside/"):
            assert stranger.post(address).status_code == 404
    for address in ("", "en/", "en/pdf/"):
        assert as_("jo").get(f"/documents/{document.pk}/{address}").status_code == 404
        assert as_("pilar").get(f"/documents/{document.pk}/{address}").status_code == 200
    assert "ARC/2019/4" not in as_("jo").get("/documents/").content.decode()


@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_pages_stand_in_other_languages(as_, cast, language):
    document, _rows = filed(cast)
    jo = as_("jo")
    jo.cookies["django_language"] = language
    for address in (
        "/documents/",
        f"/documents/{document.pk}/",
        "/meetings/",
        f"/meetings/{queries.document(cast('jo'), document.pk).meeting}/",
    ):
        assert jo.get(address).status_code == 200, address
