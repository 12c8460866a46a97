"""Nadia publishes a questionnaire, opens a round for a paragraph, invites, and looks at the board."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.collection import actions, queries
from entraide.collection.models import QuestionnaireVersion, Round
from entraide.directory import persons
from entraide.directory.domain.entry import Contact
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.text import Text

from .conftest import COMPLETE, FORM, LUC, cells, only_reply
from .test_web_answering import text, url


@pytest.fixture
def directory(db):
    """France's contact point for cultural property."""
    with acting_as(SYSTEM):
        authority = apps.get_model("directory", "Authority").objects.create(
            entity="FRA", name=Text.of("fr", fr="Office central").to_json(), kind="contact_point", state="confirmed",
            functions=[{"instrument": "", "article": "", "function": "cultural_property"}], languages=["fr"],
        )  # fmt: skip
        persons.add(authority, Contact("Luc", "luc@example.org", "fr"))


def test_publish_open_invite(as_, cast, directory, paragraph_guid):
    nadia = as_("nadia")
    file = SimpleUploadedFile("form.xlsx", FORM.read_bytes())
    page = nadia.post(url("questionnaires"), {"code": "cultural-property", "xlsform": file})
    assert page.status_code == 302
    with acting_as(SYSTEM):
        version = QuestionnaireVersion.objects.get()
    assert nadia.get(url("questionnaire", version.pk) + "?language=ru").status_code == 200
    page = nadia.get(url("open") + f"?paragraph={paragraph_guid}")
    assert "To ask States." in text(page)
    deadline = (clock.now() + timedelta(days=20)).date().isoformat()
    sent = {"code": "heritage", "version": version.pk, "deadline": deadline, "note_verbale": "CU 2026/1"}
    page = nadia.post(url("open"), {**sent, "title_en": "Cultural property", "paragraph": str(paragraph_guid)})
    with acting_as(SYSTEM):
        round = Round.objects.get(code="heritage")
    assert page.headers["Location"] == url("invite", round.pk)
    assert "Contact point" in text(nadia.get(url("invite", round.pk)))
    assert "COL-313" in text(nadia.post(url("invite", round.pk), {}))
    shown = nadia.get(url("invite", round.pk)).content.decode()
    assert "luc@example.org" not in shown
    (key,) = re.findall(r'name="contact" value="([^"]+)"', shown)
    page = nadia.post(url("invite", round.pk), {"contact": key})
    assert page.headers["Location"] == url("round", round.pk)
    board = text(nadia.get(url("round", round.pk)))
    assert "France" in board
    assert 'name="contact"' not in nadia.get(url("invite", round.pk)).content.decode()
    assert "Cultural property" in text(nadia.get(url("rounds")))


@pytest.mark.parametrize("function", ["no such function", "cultural_property'", "\udc80", "x" * 5000, "²"])
def test_a_function_that_the_directory_does_not_know_is_passed_over(as_, directory, round, function):
    page = as_("nadia").get(url("invite", round.pk), {"function": function.encode("utf-8", "surrogateescape")})
    assert page.status_code == 200
    assert '<option value="cultural_property" selected>' in text(page)
    assert '<option value="extradition" selected>' in text(
        as_("nadia").get(url("invite", round.pk) + "?function=extradition")
    )


def test_a_questionnaire_that_cannot_be_published_changes_nothing(as_, cast):
    page = as_("nadia").post(
        url("questionnaires"), {"code": "broken", "xlsform": SimpleUploadedFile("form.xlsx", b"PK not really")}
    )
    assert (page.status_code, "COL-001" in text(page)) == (422, True)
    with acting_as(SYSTEM):
        assert not QuestionnaireVersion.objects.exists()


def test_a_version_is_published_once(as_, version):
    file = SimpleUploadedFile("form.xlsx", FORM.read_bytes())
    page = as_("nadia").post(url("questionnaires"), {"code": "cultural-property", "xlsform": file})
    assert "COL-309" in text(page)


def test_opening_needs_a_paragraph_and_a_day_to_come(as_, version, paragraph_guid):
    nadia = as_("nadia")
    assert "COL-318" in text(nadia.get(url("open")))
    sent = {"code": "late", "version": version.pk, "deadline": "2012-01-01", "title_en": "x"}
    page = nadia.post(url("open"), {**sent, "paragraph": str(paragraph_guid)})
    assert "COL-311" in text(page)
    unknown = "00000000-0000-4000-8000-000000000000"
    assert nadia.get(url("open") + f"?paragraph={unknown}").status_code == 404
    assert nadia.get(url("open") + "?paragraph=nonsense").status_code == 404


def test_the_board_shows_how_far_not_what(as_, cast, round, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    page = text(as_("nadia").get(url("round", round.pk)))
    assert "وزارة العدل" not in page
    assert "e-cell--done" in page
    assert "Egypt" in page


def test_whoever_was_asked_is_led_to_their_reply(as_, round, reply):
    page = as_("luc").get(url("round", round.pk))
    assert page.headers["Location"] == url("reply", reply("FRA").pk)


def test_an_invented_round_says_so_on_every_page(as_, cast, open_round):
    made = open_round("invented-2012", LUC, invented=True)
    reply = only_reply(made)
    words = "Invented replies for demonstration"
    for name, address in (
        ("nadia", url("round", made.pk)), ("nadia", url("invite", made.pk)), ("nadia", url("reply", reply.pk)),
        ("nadia", url("rounds")), ("luc", url("replies")), ("luc", url("reply", reply.pk)), ("luc", url("check", reply.pk)),
        ("luc", url("section", reply.pk, "law")), ("luc", url("print", reply.pk)), ("luc", url("upload", reply.pk)),
    ):  # fmt: skip
        assert words in text(as_(name).get(address)), address


def test_the_link_is_sent_again_from_the_board(as_, round, reply):
    page = as_("nadia").post(url("send_again", reply("FRA").pk))
    assert page.headers["Location"] == url("round", round.pk)


def test_the_rows_of_a_paragraph(cast, round, paragraph_guid):
    with acting_as(cast("nadia")):
        assert {row.code for row in queries.rounds_for_paragraph(cast("nadia"), paragraph_guid)} == {
            "heritage-2026", "other-2026",
        }  # fmt: skip
    with acting_as(cast("pilar")):
        assert [row.code for row in queries.rounds(cast("pilar"))] == ["other-2026"]
    with acting_as(cast("jo")):
        assert queries.rounds(cast("jo")) == ()
