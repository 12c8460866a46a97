"""The papers of a meeting by agenda item, and what its report says of it, in six languages."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.documents import actions as papers
from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import write
from entraide.documents.tests.papers import paper
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text
from entraide.meetings import actions, policies


@pytest.fixture
def held(cast):
    """A meeting whose report was filed: its annex lists three papers, three have spoken."""
    nadia = cast("nadia")
    with acting_as(nadia):
        reading = papers.receive_file(nadia, content=write(paper(), "akn"), name="report.xml", language="en")
        document = papers.file_reading(
            nadia, reading, body_code="ARC", body_name=Text.of(en="Archives"), starts_on=date(2019, 3, 4),
            ends_on=date(2019, 3, 5), symbols=["ARC/2019/4"], sittings=3,
        )  # fmt: skip
        return policies.access_meeting(nadia, document.meeting_id)


def text(response) -> str:
    return response.content.decode()


def test_papers_stand_under_every_item_they_are_for(as_, held):
    page = text(as_("jo").get(f"/documents/meetings/{held.pk}/"))
    assert page.count("LIB/2019/7") == 2
    assert "1 (b)" in page
    assert "4 and 5" in page
    assert "Issued by the meeting" in page
    assert as_("jo").get("/documents/meetings/99999/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_told_what_is_recorded(as_, cast, held, language):
    nadia = cast("nadia")
    with acting_as(nadia):
        actions.record_attendance(nadia, held, capacity="party", present=[("EGY", "")])
        actions.record_attendance(nadia, held, capacity="party", present=[("PER", "")], audience=Audience.SECRETARIAT)
    for name in ("jo", "nadia"):
        answer = as_(name).get(f"/documents/meetings/{held.pk}/{language}/")
        assert answer.status_code == 200
        assert "ARC/2019/1" in text(answer)
        assert text(answer).count("<h1") == 1
    data = as_("nadia").get(f"/documents/meetings/{held.pk}/{language}/akn/").content
    back = read(data, "x.xml", language)
    assert {speaker.code for speaker in back.speakers} == {"EGY", "TUR"}
    assert len(back.annexes[0].documents) == 3
    assert len(list(back.paragraphs())) == 2
    assert not [one for one in back.paragraphs() if "Per" in one.text or "Pér" in one.text or "Пер" in one.text]


def test_it_comes_as_files(as_, held):
    jo = as_("jo")
    word = jo.get(f"/documents/meetings/{held.pk}/ar/docx/")
    assert word.content[:2] == b"PK"
    assert word["Content-Disposition"] == f'attachment; filename="meeting-{held.pk}.ar.docx"'
    assert "1(b)" in text(jo.get(f"/documents/meetings/{held.pk}/zh/html/"))
    for missing in ("xx/docx/", "fr/exe/", "xx/"):
        assert jo.get(f"/documents/meetings/{held.pk}/{missing}").status_code == 404


def test_a_meeting_without_papers_says_so(as_, cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        empty = actions.record_meeting(
            nadia,
            body_code="EMPTY",
            body_name=Text.of(en="Empty"),
            starts_on=date(2020, 1, 1),
            ends_on=date(2020, 1, 1),
        )
    assert "Neither an agenda nor a document" in text(as_("jo").get(f"/documents/meetings/{empty.pk}/"))
    assert "Nothing is recorded yet" in text(as_("jo").get(f"/documents/meetings/{empty.pk}/fr/"))


def test_a_meeting_with_papers_is_not_removed(cast, as_, held):
    with pytest.raises(Refused) as caught:
        actions.remove_meeting(cast("nadia"), held)
    assert caught.value.problems[0].code == "MEE-025"
    assert as_("jo").get(f"/meetings/{held.pk}/").status_code == 200
