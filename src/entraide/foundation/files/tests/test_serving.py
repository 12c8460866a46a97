"""Files leave through the policy, in pieces, as downloads; who may not have one learns nothing of it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entraide.foundation.db.context import acting_as
from entraide.foundation.files import intake, store
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.serving import AT_ONCE, disposition
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused

CONTENT = bytes(range(256)) * 6000
"""1.5 MB: more than is read at once."""


def kept(content=CONTENT, name="Bericht über Kulturgüter.pdf", audience=Audience.STATE, entity="EGY"):
    with acting_as(SYSTEM):
        return store.keep(content, name, audience=audience, entity=entity)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_large_file_streams_whole_with_safe_headers(as_, db):
    assert len(CONTENT) > AT_ONCE
    response = as_("samira").get(reverse("file", args=[kept()]))
    assert response.streaming
    parts = list(response.streaming_content)
    assert max(map(len, parts)) <= store.PIECE
    assert b"".join(parts) == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == (
        "attachment; filename=\"Bericht uber Kulturguter.pdf\"; filename*=UTF-8''Bericht%20%C3%BCber%20Kulturg%C3%BCter.pdf"
    )
    small = as_("jo").get(reverse("file", args=[kept(b"public", audience=Audience.PUBLIC)]))
    assert (small.content, small["Cache-Control"]) == (b"public", "private, no-store")


@pytest.mark.parametrize("asked,start,stop", [
    ("bytes=0-99", 0, 100), ("bytes=1000-", 1000, None), ("bytes=-5", -5, None), ("bytes=5-99999999999", 5, None),
])  # fmt: skip
def test_a_range_is_given(as_, asked, start, stop):
    response = as_("samira").get(reverse("file", args=[kept()]), headers={"Range": asked})
    assert response.status_code == 206
    assert body(response) == CONTENT[start:stop]
    first = start % len(CONTENT)
    assert response["Content-Range"] == f"bytes {first}-{(stop or len(CONTENT)) - 1}/{len(CONTENT)}"


def test_ranges_that_are_none_and_heads(as_):
    samira, url = as_("samira"), reverse("file", args=[kept()])
    for nonsense in ("bytes=", "bytes=-", "bytes=9-5", "lines=1-2", "bytes=1-2,5-6", "bytes=٣-٤"):
        assert samira.get(url, headers={"Range": nonsense}).status_code == 200
    behind = samira.get(url, headers={"Range": f"bytes={len(CONTENT)}-"})
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")
    assert samira.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'}).status_code == 200
    head = samira.head(url)
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(len(CONTENT)))
    assert samira.post(url).status_code == 405
    empty = samira.get(reverse("file", args=[kept(b"")]))
    assert (empty.status_code, empty.content) == (200, b"")


def answers(as_, number):
    """What strangers get at this address, without the token that is another one each time."""
    for name in ("jo", "pilar", "luc", "grace"):
        browser = as_(name)
        for method in ("get", "head"):
            response = getattr(browser, method)(reverse("file", args=[number]), headers={"Range": "bytes=0-9"})
            text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
            yield name, method, response.status_code, text, dict(response.headers)


def test_hidden_and_absent_are_one_answer(as_, db):
    number = kept()
    hidden = list(answers(as_, number))
    with acting_as(SYSTEM):
        assert StoredFile.objects.filter(pk=number).delete()[0] == 1
    assert hidden == list(answers(as_, number))
    assert {answer[2] for answer in hidden} == {404}


def test_who_may_no_longer_read_gets_no_more_of_it(cast):
    samira, number = cast("samira"), kept()
    flow = store.pieces(samira, number, 0, len(CONTENT))
    assert next(flow) == CONTENT[: store.PIECE]
    with acting_as(SYSTEM):
        StoredFile.objects.filter(pk=number).update(audience=Audience.SECRETARIAT)
    with pytest.raises(NotHere):
        next(flow)


@pytest.mark.parametrize("name,shown", [
    ('a"b\r\nSet-Cookie: x.pdf', "a_bSet-Cookie_ x.pdf"), ("../../etc/passwd", "_.._etc_passwd"),
    ("report\u202efdp.exe", "reportfdp.exe"), ("", "file"), ("...", "file"), ("تقرير.pdf", "tqryr.pdf"),
])  # fmt: skip
def test_names_break_no_header_and_name_no_folder(name, shown):
    header = disposition(name)
    assert f'filename="{shown}"' in header
    assert not set(header) & set("\r\n\u202e")
    assert header.isascii()


def test_what_is_too_large_is_refused(db, as_, monkeypatch):
    monkeypatch.setattr(store, "LARGEST", 10)
    with pytest.raises(Refused, match="SEC-044"):
        kept(b"x" * 11)
    monkeypatch.setattr(intake, "LARGEST_REQUEST", 1000)
    sent = {"file": [SimpleUploadedFile("report.txt", b"x" * 2000)], "language": ""}
    assert as_("nadia").post("/documents/upload/", sent).status_code == 400
    with acting_as(SYSTEM):
        assert not StoredFile.objects.exists()
