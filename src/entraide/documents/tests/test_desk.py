"""The desk in a browser: several files at once, a set filed together, compared, issued again, cited."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.documents import actions, queries
from entraide.documents.domain.locating import lines_of
from entraide.documents.domain.reading import read
from entraide.foundation.db.context import acting_as

from .papers import FILE, paper
from .test_issuing import WHY, filed, revised
from .test_web import FORM

HEAD = "ARC/2019/4\nDistr.: General\n\n"
FRENCH = """  I. Introduction

1. Le Groupe de travail sur les archives s’est réuni à Nairobi les 4 et 5 mars 2019.

2. Il a pris note du rapport du Secrétariat.

  II. Recommandations

3. Au titre du point 3 de l’ordre du jour, le Groupe de travail a recommandé que les États :

 a) Tiennent un registre des saisies ;

 b) Le communiquent au Secrétariat.
"""
STATUSES = {"status_en": "original", "status_fr": "official"}


def sent(name, text):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def drop(browser, *files, accept=""):
    headers = {"accept": accept} if accept else {}
    return browser.post("/documents/upload/", {"file": list(files), "language": ""}, headers=headers)


def two(browser):
    """The address where two languages are filed together."""
    answer = drop(browser, sent("en.txt", HEAD + FILE), sent("fr.txt", HEAD + FRENCH))
    assert answer.status_code == 200
    (group,) = answer.context["groups"]
    assert group.symbols == ("ARC/2019/4",)
    return group.url


def test_several_files_are_read_and_one_that_is_refused_loses_none(as_):
    nadia = as_("nadia")
    answer = drop(
        nadia, sent("en.txt", HEAD + FILE), sent("bad.txt", bytes(range(256)) * 9), sent("fr.txt", HEAD + FRENCH)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "DOC-00" in page
    assert "bad.txt" in page
    assert page.count("/documents/readings/set/?reading=") == 1


def test_with_a_script_each_file_is_answered_on_its_own(as_):
    nadia = as_("nadia")
    good = drop(nadia, sent("en.txt", HEAD + FILE), accept="application/json")
    (row,) = json.loads(good.content)["files"]
    assert (row["language"], row["symbols"]) == ("en", ["ARC/2019/4"])
    bad = drop(nadia, sent("bad.txt", b""), accept="application/json")
    assert bad.status_code == 422
    assert json.loads(bad.content)["files"][0]["problems"][0]["code"].startswith("DOC-")
    assert "en.txt" in nadia.get(f"/documents/upload/?reading={row['reading']}").content.decode()


def test_a_set_is_filed_together_from_one_page(as_):
    nadia = as_("nadia")
    url = two(nadia)
    assert "stand in every language" in nadia.get(url).content.decode()
    done = nadia.post(url, {**FORM, **STATUSES}, follow=True)
    assert done.status_code == 200
    assert "(original)" in done.content.decode()
    assert nadia.get(url).status_code == 404


def test_what_is_missing_on_one_side_is_shown_and_nothing_is_stored_half(as_, cast):
    nadia = as_("nadia")
    answer = drop(nadia, sent("en.txt", HEAD + FILE), sent("fr.txt", HEAD + FRENCH.replace(" b) Le comm", " Le comm")))
    url = answer.context["groups"][0].url
    page = nadia.get(url).content.decode()
    assert "DOC-502" in page
    assert "3 (b)" in page
    refused = nadia.post(url, {**FORM, **STATUSES})
    assert refused.status_code == 422
    assert "DOC-502" in refused.content.decode()
    assert queries.documents(cast("nadia")) == ()


def test_shape_is_mended_and_undone_on_the_reading_page(as_):
    nadia = as_("nadia")
    page = drop(nadia, sent("en.txt", HEAD + FILE)).url
    text = nadia.get(page).content.decode()
    assert 'data-line="line-' in text
    answer = nadia.post(f"{page}correct/para-2-1/", {"number": "b", "text": "x", "step": "join"})
    assert answer.url == f"{page}#para-2"
    assert "para-2-1" not in nadia.get(page).content.decode().split("data-keys")[1].replace("#para-2-1", "")
    refused = nadia.post(f"{page}correct/para-0/", {"number": "1", "text": "x", "step": "in"})
    assert refused.status_code == 422
    assert "DOC-505" in refused.content.decode()
    assert nadia.post(f"{page}undo/").url == f"{page}#para-2-1"
    assert 'id="para-2-1"' in nadia.get(page).content.decode()
    assert nadia.post(f"{page}undo/").url == page


def test_every_piece_is_found_in_its_line():
    tree = read(FILE.encode(), "report.txt", "en")
    lines = lines_of(FILE, tree)
    assert FILE.splitlines()[lines["para-2-1"] - 1].strip().startswith("(b)")
    assert lines_of("", tree) == {}


@pytest.fixture
def document(cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        document = filed(nadia)
        guids = {row.label: str(row.guid) for row in queries.paragraphs_of(nadia, document.pk)}
        return document, guids


def test_languages_and_editions_stand_side_by_side(as_, cast, document):
    paper_, guids = document
    with acting_as(cast("nadia")):
        actions.issue_corrigendum(cast("nadia"), paper_, texts={"en": {guids["2 (b)"]: "keep one"}}, reason=WHY)
    jo, page = as_("jo"), f"/documents/{paper_.pk}/compare/"
    languages = jo.get(page, {"left": "en", "right": "ar"}).content.decode()
    assert '<td lang="ar" dir="rtl">حفظ 1</td>' in languages
    editions = jo.get(page, {"left": "en@0", "right": "en", "only": "changes"}).content.decode()
    assert "<del>1</del>" in editions
    assert "<ins>one</ins>" in editions
    assert "1 paragraph changed" in editions
    assert "Changed" in editions
    assert "keep 0" not in editions
    other = jo.get(page, {"left": "en", "right": "en", "other": "NONE/1"})
    assert other.status_code == 422
    assert "DOC-516" in other.content.decode()
    assert jo.get(page, {"left": "xx"}).status_code == 404
    assert jo.get(page, {"left": "fr", "right": "fr", "other": "ARC/2019/4"}).status_code == 200


def test_a_corrigendum_is_picked_typed_and_issued(as_, document):
    paper_, guids = document
    nadia, page = as_("nadia"), f"/documents/{paper_.pk}/issue/corr/"
    assert "ARC/2019/4/Corr.1" in nadia.get(f"/documents/{paper_.pk}/issue/").content.decode()
    assert guids["2 (b)"] in nadia.get(page).content.decode()
    picked = {"language": ["ar", "en"], "paragraph": [guids["2 (b)"]]}
    typed = nadia.get(page, picked).content.decode()
    assert f'name="text-ar-{guids["2 (b)"]}"' in typed
    said = {**picked, f"text-ar-{guids['2 (b)']}": "حفظ السجل", f"text-en-{guids['2 (b)']}": "keep 1", "dated": ""}
    refused = nadia.post(page, {**said, "symbol": "ARC/2019/4/Corr.1", "reason": ""})
    assert refused.status_code == 422
    assert "DOC-511" in refused.content.decode()
    done = nadia.post(page, {**said, "symbol": "ARC/2019/4/Corr.1", "reason": "A word was wrong"}, follow=True)
    text = done.content.decode()
    assert "حفظ السجل" in text
    assert "A word was wrong" in text
    older = as_("jo").get(f"/documents/{paper_.pk}/ar/?edition=0").content.decode()
    assert "no longer in force" in older
    assert "حفظ السجل" not in older
    assert as_("jo").get(f"/documents/{paper_.pk}/ar/html/?edition=0").status_code == 200
    for wrong in ("7", "x", "²", "99999999"):
        assert as_("jo").get(f"/documents/{paper_.pk}/ar/?edition={wrong}").status_code == 404


def test_a_revision_is_issued_from_a_reading_and_the_withdrawn_paragraph_goes_on_answering(as_, cast, document):
    paper_, guids = document
    nadia, actor = as_("nadia"), cast("nadia")
    drop(nadia, sent("en.txt", HEAD + FILE))
    with acting_as(actor):
        reading = queries.readings(actor, state="read")[0]
    page = f"/documents/{paper_.pk}/issue/rev/"
    assert "en.txt" in nadia.get(page).content.decode()
    said = {"readings": [reading.id], "symbol": "ARC/2019/4/Rev.1", "reason": "New text", "dated": "", "original": "en"}
    done = nadia.post(page, said, follow=True)
    assert "ARC/2019/4/Rev.1" in done.content.decode()
    gone = as_("jo").get(f"/paragraphs/{guids['2 (b)']}/").content.decode()
    assert "withdrawn by ARC/2019/4/Rev.1" in gone
    assert "keep 1" in gone
    assert nadia.get(f"/documents/{paper_.pk}/issue/burn/").status_code == 404
    later = f"/documents/{paper_.pk}/issue/1/language/"
    assert later in nadia.get(f"/documents/{paper_.pk}/issue/").content.decode()
    drop(nadia, sent("fr.txt", HEAD + FRENCH))
    with acting_as(actor):
        reading = queries.readings(actor, state="read")[0]
    done = nadia.post(later, {"reading": reading.id, "status": "official"}, follow=True)
    assert "Tiennent un registre des saisies" in done.content.decode()
    assert nadia.get(f"/documents/{paper_.pk}/issue/7/language/").status_code == 404


def test_an_addendum_says_what_it_adds_to(as_, cast, document):
    paper_, _guids = document
    nadia = as_("nadia")
    drop(nadia, sent("en.txt", HEAD + FILE))
    with acting_as(cast("nadia")):
        reading = queries.readings(cast("nadia"), state="read")[0]
    said = {"readings": [reading.id], "symbol": "ARC/2019/4/Add.1", "reason": "", "dated": "", "original": ""}
    page = nadia.post(f"/documents/{paper_.pk}/issue/add/", said, follow=True).content.decode()
    assert "Adds to" in page
    assert "ARC/2019/4/Add.1" in as_("jo").get(f"/documents/{paper_.pk}/").content.decode()


def test_a_paragraph_is_cited_and_read_in_its_languages(as_, document):
    _paper, guids = document
    jo, page = as_("jo"), f"/paragraphs/{guids['2 (b)']}/"
    english = jo.get(page).content.decode()
    assert "ARC/2019/4, para. 2 (b)" in english
    assert "@techreport{ARC-2019-4-2-b," in english
    assert "TY  - RPRT" in english
    assert 'rel="prev"' in english
    assert 'rel="next"' in english
    arabic = jo.get(f"{page}?in=ar").content.decode()
    assert "ARC/2019/4، الفقرة 2 (ب)" in arabic
    both = jo.get(f"{page}?in=all").content.decode()
    assert "keep 1" in both
    assert "حفظ 1" in both
    assert jo.get(f"{page}?in=zz").status_code == 404


def test_numbers_that_are_no_numbers_are_no_fault(as_):
    assert as_("jo").get("/documents/?meeting=²").status_code == 200
    assert as_("nadia").get("/documents/readings/set/?reading=²").status_code == 404
    assert as_("nadia").get("/documents/readings/set/").status_code == 404


def test_the_stranger_is_refused_at_every_address_of_the_desk(as_, cast, document):
    paper_, _guids = document
    nadia = as_("nadia")
    url = two(nadia)
    reading = nadia.get(url).context["rows"][0].id
    for name in ("jo", "samira", "grace"):
        stranger = as_(name)
        for address in (
            url,
            "/documents/upload/",
            f"/documents/{paper_.pk}/issue/",
            f"/documents/{paper_.pk}/issue/corr/",
            f"/documents/{paper_.pk}/issue/rev/",
            f"/documents/{paper_.pk}/issue/add/",
            f"/documents/{paper_.pk}/issue/1/language/",
        ):
            assert stranger.get(address).status_code == 404, address
            assert stranger.post(address, {}).status_code == 404, address
        assert stranger.post(f"/documents/readings/{reading}/undo/").status_code == 404


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_pages_stand_in_other_languages(as_, document, language):
    paper_, guids = document
    nadia = as_("nadia")
    nadia.cookies["django_language"] = language
    for address in (
        "/documents/upload/",
        two(nadia),
        f"/documents/{paper_.pk}/",
        f"/documents/{paper_.pk}/compare/",
        f"/documents/{paper_.pk}/issue/corr/",
        f"/documents/{paper_.pk}/issue/rev/",
        f"/paragraphs/{guids['2 (b)']}/?in=all",
    ):
        assert nadia.get(address).status_code == 200, address


def test_papers_of_the_tests_are_what_they_seem():
    assert len(list(revised().paragraphs())) == len(list(paper().paragraphs())) + 1
