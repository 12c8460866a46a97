"""The composer in the browser, without its scripts: Nadia edits, Viktor clears, strangers find no page."""

from __future__ import annotations

import pytest

from entraide.foundation.db.context import acting_as
from entraide.reporting import queries

from .test_drafts import late_reply

PAGES = (
    "composer/", "insert/", "history/", "comments/", "changes/", "clearance/", "issue/", "translate/fr/", "translate/ar/",
    "blocks/b2/",
)  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def block_with(cast, draft, word: str):
    with acting_as(cast("nadia")):
        rows = queries.draft(cast("nadia"), draft.pk).rows
    return next(row.block for row in rows if word in row.block.said("en"))


def test_every_page_of_a_draft_opens(as_, draft):
    nadia = as_("nadia")
    for page in PAGES:
        answer = nadia.get(f"/reports/{draft.pk}/{page}")
        assert answer.status_code == 200, page
        assert text(answer).count("<h1") == 1, page
        assert "{%" not in text(answer)
    arabic = text(nadia.get(f"/reports/{draft.pk}/composer/?language=ar"))
    assert 'lang="ar" dir="rtl"' in arabic
    assert "Edit block by block" in text(nadia.get(f"/reports/{draft.pk}/"))


def test_a_block_is_edited_and_what_is_refused_comes_back(as_, cast, draft):
    nadia = as_("nadia")
    block = block_with(cast, draft, "Secretariat circulated")
    address = f"/reports/{draft.pk}/blocks/{block.id}/"
    wrong = nadia.post(address, {"words": "It says {no.such.figure} here.", "was": block.fingerprint("en")})
    assert wrong.status_code == 422
    assert "It says {no.such.figure} here." in text(wrong)
    assert "REP-105" in text(wrong)
    right = nadia.post(address, {"words": "{coverage.replied|words} answered.", "was": block.fingerprint("en")})
    assert right.status_code == 302
    page = text(nadia.get(address))
    assert "most of those invited (3 of 4)" in page
    assert "Saved at" in page
    assert "{needs." in text(nadia.get(f"{address}?figure=needs"))
    assert nadia.post(f"/reports/{draft.pk}/undo/").status_code == 302
    assert "Secretariat circulated" in text(nadia.get(address))


def test_blocks_are_inserted_moved_and_taken_out(as_, draft):
    nadia = as_("nadia")
    made = nadia.post(f"/reports/{draft.pk}/insert/", {"offer": "chart:bars:needs", "after": "b2"})
    assert made.status_code == 302
    assert "<svg" in text(nadia.get(made.url))
    block = made.url.strip("/").split("/")[-1]
    assert nadia.post(f"/reports/{draft.pk}/blocks/{block}/move/", {"to": "up"}).status_code == 302
    assert nadia.post(f"/reports/{draft.pk}/blocks/{block}/remove/").status_code == 302
    assert nadia.get(made.url).status_code == 404
    assert "taken out" in text(nadia.get(f"/reports/{draft.pk}/history/"))


def test_a_translation_that_loses_a_figure_is_refused_with_what_was_typed(as_, cast, draft):
    nadia = as_("nadia")
    block = block_with(cast, draft, "coverage.asked")
    address = f"/reports/{draft.pk}/translate/ar/"
    lost = nadia.post(address, {"block": block.id, "words": "بلا أرقام", "made": "revised"})
    assert lost.status_code == 422
    assert "REP-103" in text(lost)
    assert "بلا أرقام" in text(lost)
    words = block.said("ar").replace("ورد", "وصل")
    assert nadia.post(address, {"block": block.id, "words": words, "made": "draft"}).status_code == 302
    assert f'id="{block.id}"' in text(nadia.get(f"{address}?open=1"))
    assert nadia.post(address, {"title": "عنوان آخر"}).status_code == 302
    assert "عنوان آخر" in text(nadia.get(address))


def test_comments_clearance_and_what_is_missing(as_, draft):
    nadia, viktor = as_("nadia"), as_("viktor")
    made = viktor.post(f"/reports/{draft.pk}/comments/", {"block": "b2", "text": "Which paper?"})
    assert "Which paper?" in text(nadia.get(made.url))
    missing = text(nadia.get(f"/reports/{draft.pk}/issue/"))
    assert "REP-109" in missing
    assert "REP-106" in missing
    with_id = text(nadia.get(f"/reports/{draft.pk}/comments/")).split('id="remark-')[1].split('"')[0]
    nadia.post(f"/reports/{draft.pk}/comments/{with_id}/", {"verb": "answer", "text": "The first."})
    assert nadia.post(f"/reports/{draft.pk}/clearance/").status_code == 422
    assert viktor.post(f"/reports/{draft.pk}/clearance/").status_code == 302
    assert "Nothing is missing" in text(nadia.get(f"/reports/{draft.pk}/issue/"))
    nadia.post(f"/reports/{draft.pk}/translate/fr/", {"title": "Un autre titre"})
    assert "voided by a change" in text(nadia.get(f"/reports/{draft.pk}/clearance/"))


def test_figures_are_updated_or_pinned_on_one_page(as_, cast, draft):
    nadia = as_("nadia")
    late_reply(cast("nadia"))
    page = text(nadia.get(f"/reports/{draft.pk}/changes/"))
    assert "coverage.replied" in page
    assert "3 / 4" in page
    chosen = {"do:needs.none": "pin", "reason:needs.none": "As the Group discussed it."}
    assert nadia.post(f"/reports/{draft.pk}/changes/", chosen).status_code == 302
    after = text(nadia.get(f"/reports/{draft.pk}/changes/"))
    assert "As the Group discussed it." in after
    nadia.post(f"/reports/{draft.pk}/pins/", {"verb": "unpin", "key": "needs.none"})
    assert "No figure is pinned" in text(nadia.get(f"/reports/{draft.pk}/changes/"))


def test_an_issued_report_shows_what_has_become_known_since(as_, cast, issued):
    jo = as_("jo")
    late_reply(cast("nadia"))
    page = text(jo.get(f"/reports/{issued.pk}/"))
    assert "has been withdrawn" in page
    assert "What would differ" not in page
    assert "What would differ" in text(as_("nadia").get(f"/reports/{issued.pk}/"))


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_strangers_find_no_page_of_a_draft(as_, draft, name):
    browser = as_(name)
    for page in PAGES:
        assert browser.get(f"/reports/{draft.pk}/{page}").status_code == 404, page
        assert browser.post(f"/reports/{draft.pk}/{page}").status_code == 404, page
    for page in ("undo/", "pins/", "blocks/b2/move/", "blocks/b2/remove/"):
        assert browser.post(f"/reports/{draft.pk}/{page}").status_code == 404, page
