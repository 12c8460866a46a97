"""Three people answer for a State: Tarek offline in Arabic, Nour online in French, Samira resolves, clears and signs.

Nadia asks back on one figure; the correction is a new version; the board tells the story.
"""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.cast import person

from entraide.collection import queries
from entraide.collection.models import Signature, Thread
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel.actor import SYSTEM

from .conftest import COMPLETE, seen
from .test_web_answering import opened_page, post_all, text, url
from .test_web_workbook import filled

pytestmark = pytest.mark.usefixtures("anybody")

FIGURE = "/data/figures/offences_2022"
OWN = {path: value for path, value in COMPLETE.items() if path.split("/")[2] not in ("law", "institutions")}


def in_language(client, language: str):
    """The same person with the page in another language."""
    client.post("/i18n/setlang/", {"language": language, "next": "/"})
    return client


def delegate(samira, egypt, name: str, ministry: str, *sections: str) -> None:
    answer = samira.post(
        url("delegations", egypt.pk),
        {"sections": sections, "person": person(name).pk, "ministry": ministry, "note": "By Thursday, please."},
    )
    assert answer.status_code == 302, text(answer)


def carried_home(client, egypt, *sections: str) -> bytes:
    """The workbook of these sections in Arabic, as it is carried away."""
    query = "&".join(f"sections={name}" for name in sections)
    answer = client.get(f"{url('workbook', egypt.pk)}?language=ar&{query}")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert all(sheet.sheet_view.rightToLeft for sheet in shown)
    return answer.content


def brought_back(client, egypt, content: bytes) -> str:
    return text(client.post(url("upload", egypt.pk), {"workbook": SimpleUploadedFile("law.xlsx", content)}))


def hand_back(cast, client, egypt, name: str) -> None:
    for row in seen(cast(name), queries.delegations, egypt.pk):
        if row.live:
            assert client.post(url("delegation", row.id, "hand-back"), {"remark": "Done."}).status_code == 302


def test_three_people_one_reply(as_, cast, round, reply):
    egypt, samira, nadia = reply("EGY"), as_("samira"), as_("nadia")
    person("nour")
    delegate(samira, egypt, "tarek", "وزارة العدل", "law")
    delegate(samira, egypt, "nour", "Conseil suprême des antiquités", "institutions", "practices")
    with acting_as(SYSTEM):
        assert {mail.to for mail in outbox()} >= {"tarek@example.org", "nour@example.org"}

    offline_in_arabic(as_("tarek"), samira, egypt, round)
    online_in_french(in_language(as_("nour"), "fr"), egypt)
    hub = text(samira.get(url("reply", egypt.pk)))
    assert "Nour" in hub
    assert "Conseil suprême des antiquités" in hub
    for name in ("tarek", "nour"):
        hand_back(cast, as_(name), egypt, name)
        assert as_(name).get(url("section", egypt.pk, "law")).status_code == 404

    resolve_clear_and_sign(samira, egypt)
    asked_back_on_one_figure(nadia, egypt)
    corrected(samira, egypt)
    nadia.post(url("accept", egypt.pk, 2), {"remarks": "Thank you."})
    the_story_is_told(cast, nadia, samira, egypt)


def offline_in_arabic(tarek, samira, egypt, round) -> None:
    """He sees his section and no other; what Samira has changed meanwhile is asked of him, not overwritten."""
    assert tarek.get(url("section", egypt.pk, "practices")).status_code == 404
    form = queries.form_of(round.version_id)
    numbers = {one.name: one.number for one in form.questions()}
    yes = form.question("/data/law/specific_offence").choice("yes").label.shown_in("ar").text
    away = carried_home(tarek, egypt, "law")
    post_all(samira, egypt, {"/data/law/specific_offence": "no"})
    written = {
        numbers["specific_offence"]: yes,
        numbers["provision"]: "المادة 41 من القانون 117 لسنة 1983 (مثال مختلق)",
        numbers["maximum_penalty"]: "٧",
    }  # fmt: skip
    page = brought_back(tarek, egypt, filled(away, written))
    assert "Changed on both sides" in page
    signed = re.search(r'name="signed" value="([^"]+)"', page)[1]
    kept = tarek.post(url("apply", egypt.pk), {"signed": signed, "parts": "1", "part": "law", "side-0": "workbook"})
    assert kept.status_code == 302
    page = text(tarek.get(url("section", egypt.pk, "law")))
    assert "المادة 41" in page
    assert re.search(r'value="yes" checked', page)


def online_in_french(nour, egypt) -> None:
    """Field by field; the number as French writes it, the page in French."""
    page = text(nour.get(url("section", egypt.pk, "institutions")))
    assert 'lang="fr"' in page
    answers = {
        "/data/institutions/specialised_unit": "yes", "/data/institutions/unit_name": "Unité des antiquités",
        "/data/institutions/unit_staff": "1 250", "/data/institutions/stolen_objects_database": "yes",
    }  # fmt: skip
    for path, value in answers.items():
        was = opened_page(nour, egypt, "institutions")
        saved = nour.post(url("autosave", egypt.pk, "institutions"), {"cell": path, "shown": path, path: value, **was})
        assert saved.status_code == 200, text(saved)
        assert "saved_at" in saved.json()
    assert nour.post(url("completed", egypt.pk, "institutions"), {"completed": "yes"}).status_code == 302
    assert nour.get(url("section", egypt.pk, "figures")).status_code == 404


def resolve_clear_and_sign(samira, egypt) -> None:
    post_all(samira, egypt, {**OWN, FIGURE: "12"})
    check = text(samira.get(url("check", egypt.pk)))
    assert "المادة 41" in check
    assert "1,250" in check
    samira.post(url("clear", egypt.pk), {})
    signed = samira.post(
        url("sign", egypt.pk), {"name": "Samira", "function": "Focal point", "authority": "Ministry of Justice"}
    )
    assert signed.status_code == 302, text(signed)
    sent = samira.post(url("send", egypt.pk), {})
    assert sent.status_code == 302
    receipt = samira.get(url("receipt_pdf", egypt.pk, 1))
    assert receipt.content[:5] == b"%PDF-"


def asked_back_on_one_figure(nadia, egypt) -> None:
    way = f"{url('threads', egypt.pk)}?path={FIGURE}&number=1"
    assert nadia.get(way).status_code == 200
    nadia.post(way, {"kind": "official", "text": "Twelve, after 120 the year before?"})
    nadia.post(url("ask_back", egypt.pk, 1), {"reason": "One figure."})
    with acting_as(SYSTEM):
        assert Thread.objects.get().path == FIGURE


def corrected(samira, egypt) -> None:
    """At the place, with a word of explanation; the signature over the old figure no longer counts, and the page says so."""
    with acting_as(SYSTEM):
        thread = Thread.objects.get()
    was = opened_page(samira, egypt, "figures")
    answer = {"shown": FIGURE, FIGURE: "120", f"thread-{thread.pk}": "A nought was missing.", **was}
    assert samira.post(url("answer_here", egypt.pk, "figures", thread.pk), answer).status_code == 302
    samira.post(url("clear", egypt.pk), {})
    signed = samira.post(url("sign", egypt.pk), {"name": "Samira", "function": "Focal point"})
    assert signed.status_code == 302, text(signed)
    assert samira.post(url("send", egypt.pk), {}).status_code == 302
    with acting_as(SYSTEM):
        first, second = Signature.objects.order_by("pk")
    assert first.content_hash != second.content_hash


def the_story_is_told(cast, nadia, samira, egypt) -> None:
    (row,) = (one for one in seen(cast("nadia"), queries.board, egypt.round_id) if one.entity == "EGY")
    assert (row.state, row.versions) == ("accepted", 2)
    assert "Accepted" in text(nadia.get(url("round", egypt.round_id)))
    told = text(samira.get(url("timeline", egypt.pk)))
    steps = ("Version 1 was sent", "A question was asked", "Version 1 was asked back", "A question was answered",
             "Version 2 was sent", "Version 2 was accepted")  # fmt: skip
    places = [told.index(step) for step in reversed(steps)]
    assert places == sorted(places)
    differences = text(nadia.get(f"{url('compare', egypt.pk)}?before=1&after=2"))
    assert "120" in differences
