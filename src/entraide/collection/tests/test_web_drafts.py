"""Nadia looks at a draft before it goes out: logic in words, what is missing, what is new, the map, the files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.collection import actions
from entraide.collection.models import QuestionnaireDraft, QuestionnaireVersion
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .conftest import FORM
from .sheets import SURVEY, book
from .test_drafts import PNG, TITLE, source
from .test_web_answering import text, url


def upload(content, name="form.xlsx"):
    return SimpleUploadedFile(name, content)


def drafted(client, content, *media, code="trial"):
    sent = {"code": code, "xlsform": upload(content), "draft": "1", "media": [upload(one, name) for name, one in media]}
    return client.post(url("questionnaires"), sent)


def newest_draft():
    with acting_as(SYSTEM):
        return QuestionnaireDraft.objects.latest("pk")


@pytest.fixture
def first(cast):
    """A version that is out."""
    return actions.publish_questionnaire(cast("nadia"), code="trial", content=source())


def test_from_upload_to_publication(as_, first):
    nadia = as_("nadia")
    second = source("2", ["text", "b", "The colour of objects", "لون القطع"], image="map.png")
    page = drafted(nadia, second, ("map.png", PNG))
    draft = newest_draft()
    assert page.headers["Location"] == url("draft", draft.pk)
    shown = text(nadia.get(url("draft", draft.pk)))
    for words in ("Renamed", "The colour of objects", "Correct which question comes from which", "map.png", "<svg"):
        assert words in shown
    assert "COL-058" not in shown
    assert url("draft", draft.pk) in text(nadia.get(url("questionnaires")))
    picture = nadia.get(url("draft_media", draft.pk, "map.png"))
    assert (picture.content, picture["Content-Type"]) == (PNG, "image/png")
    page = nadia.post(url("publish_draft", draft.pk))
    with acting_as(SYSTEM):
        version = QuestionnaireVersion.objects.get(version="2")
    assert page.headers["Location"] == url("questionnaire", version.pk)
    assert nadia.get(url("media", version.pk, "map.png")).content == PNG
    xform = nadia.get(url("xform", version.pk))
    assert xform.content.decode() == version.xform
    assert "trial-2.xml" in xform["Content-Disposition"]
    assert "Renamed" in text(nadia.get(url("review", version.pk)))
    assert "COL-059" in text(nadia.post(url("publish_draft", draft.pk)))


def test_the_reviewer_reads_logic_in_words_in_six_languages(as_, cast):
    nadia = as_("nadia")
    drafted(nadia, FORM.read_bytes(), code="cultural-property")
    draft = newest_draft()
    english = text(nadia.get(url("draft", draft.pk)))
    assert "question 6 is “Yes”" in english
    assert "Nothing was found that speaks against this questionnaire." in english
    for language, words in {
        "ar": "السؤال 6 يساوي «نعم»", "es": "la pregunta 6 es «Sí»", "fr": "la question 6 est « Oui »",
        "ru": "вопрос 6 – «Да»", "zh": "问题6为“是”",
    }.items():  # fmt: skip
        page = nadia.get(url("draft", draft.pk) + f"?language={language}")
        assert page.status_code == 200
        assert words in text(page), language
        assert "Every question with its logic" not in text(page)


def test_what_speaks_against_a_form_is_told_and_linked(as_, cast):
    never = ["text", "b", "B", "", "", "", "", "${a} = 'x' and ${a} = 'y'"]
    content = book(
        [[*SURVEY, "media::image::English (en)"], ["text", "a", "A", "أ", *[""] * 5, "gone.png"], never],
        settings=[TITLE, ["Trial", "trial", "1", "English (en)"]],
    )
    drafted(as_("nadia"), content)
    page = text(as_("nadia").get(url("draft", newest_draft().pk)))
    assert "COL-047" in page
    assert 'href="#r-data-b"' in page
    assert 'id="r-data-b"' in page
    assert "COL-058" in page
    assert 'href="#missing-ar"' in page


def test_the_map_is_corrected_on_its_page(as_, first):
    nadia = as_("nadia")
    drafted(nadia, source("2", ["text", "b", "The colour of objects", "ل"], ["text", "c", "Shape", "ش"]))
    draft = newest_draft()
    assert '<option value="/data/a" selected>' in text(nadia.get(url("mapping", draft.pk)))
    page = nadia.post(url("mapping", draft.pk), {"/data/b": "", "/data/c": ["/data/a", ""]})
    assert page.headers["Location"] == url("draft", draft.pk)
    with acting_as(SYSTEM):
        assert QuestionnaireDraft.objects.get(pk=draft.pk).changes == [
            {"kind": "added", "before": [], "after": ["/data/b"]},
            {"kind": "renamed", "before": ["/data/a"], "after": ["/data/c"]},
        ]
    page = nadia.post(url("mapping", draft.pk), {"/data/b": ["/data/a"], "/data/c": ["/data/a", "/data/a"]})
    assert page.status_code == 302
    page = nadia.post(url("mapping", draft.pk), {"/data/b": ["/data/nowhere"], "/data/c": []})
    assert page.status_code == 302


def test_a_draft_is_put_aside_and_taken_up_again(as_, first):
    nadia = as_("nadia")
    drafted(nadia, source("2"))
    draft = newest_draft()
    nadia.post(url("discard_draft", draft.pk))
    page = text(nadia.get(url("draft", draft.pk)))
    assert "Restore this draft" in page
    assert "Publish this draft" not in page
    assert "COL-059" in text(nadia.post(url("publish_draft", draft.pk)))
    nadia.post(url("restore_draft", draft.pk))
    assert "Publish this draft" in text(nadia.get(url("draft", draft.pk)))
    assert "COL-064" in text(nadia.post(url("draft_files", draft.pk), {"media": upload(b"MZ", "map.exe")}))
    nadia.post(url("draft_files", draft.pk), {"media": upload(PNG, "map.png")})
    assert "map.png" in text(nadia.get(url("draft", draft.pk)))


def test_a_form_of_a_hundred_megabytes_is_refused_by_number(as_, cast):
    for draft in ({}, {"draft": "1"}):
        sent = {"code": "large", "xlsform": upload(b"PK\x03\x04" + bytes(100_000_000)), **draft}
        page = as_("nadia").post(url("questionnaires"), sent)
        assert (page.status_code, "COL-008" in text(page)) == (422, True)


def test_a_form_that_cannot_be_read_makes_no_draft(as_, cast):
    page = drafted(as_("nadia"), book([SURVEY, ["nonsense", "a", "A", "أ"]]))
    assert (page.status_code, "COL-016" in text(page)) == (422, True)
    with acting_as(SYSTEM):
        assert not QuestionnaireDraft.objects.exists()


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_find_no_such_pages(as_, cast, first, name):
    drafted(as_("nadia"), source("2"), ("map.png", PNG))
    draft, client = newest_draft(), as_(name)
    for address in (
        url("draft", draft.pk), url("mapping", draft.pk), url("draft_media", draft.pk, "map.png"), url("review", first.pk),
        url("xform", first.pk), url("media", first.pk, "map.png"),
    ):  # fmt: skip
        assert client.get(address).status_code in (302, 404), address
        assert "Colour" not in text(client.get(address, follow=True))
    for name in ("publish_draft", "discard_draft", "restore_draft", "draft_files"):
        assert client.post(url(name, draft.pk)).status_code in (302, 404)
    with acting_as(SYSTEM):
        assert QuestionnaireDraft.objects.get(pk=draft.pk).state == "open"
