"""The pages of those who work with the register: two people at one form, keys, relations, evidence, work, many at once."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entraide.documents import actions as documents
from entraide.documents.domain.tree import Masthead, Paragraph, Point, Run, Section, Tree
from entraide.foundation.db.context import acting_as
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.models import Assignment, Change, Evidence, Mandate, Relation

from .filed import SYMBOL
from .test_web import page, press


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def kept(cast, paper, proposed):
    """The rows of the register, by `23 (a)`."""
    actions.confirm_all(cast("nadia"), paper.pk)
    return {label: queries.mandate(cast("nadia"), row.id) for label, row in proposed.items()}


def whole(row, **typed):
    """The form of a mandate as a browser sends it."""
    sent = {
        "edition": row.edition, "act": row.act, "strength": row.strength, "issuer": row.issuer,
        "deliverable": row.deliverable, "deadline": row.deadline, "hedges": list(row.hedges),
    }  # fmt: skip
    for at, one in enumerate(row.addressees):
        sent |= {f"kind_{at}": one.kind, f"text_{at}": one.text or one.name}
    return {**sent, **typed}


def test_the_inbox_shows_the_text_beside_the_proposals(as_, cast, paper, proposed):
    shown = page(as_("nadia"), "inbox", paper.pk)
    row = proposed["23 (a)"]
    assert f'id="p-{row.guid}"' in shown
    assert f'data-line="p-{row.guid}"' in shown
    assert "<mark>Invites</mark> Member States" in shown
    assert shown.count("data-confirm") == 4
    assert "inbox.js" in shown
    assert shown.count("<h1") == 1


def test_a_quick_correction_decides_nothing(as_, cast, paper, proposed):
    nadia, row = as_("nadia"), proposed["23 (a)"]
    assert press(nadia, "quick", row.id, act="urge", kind="states", edition=row.edition).status_code == 302
    made = queries.mandate(cast("nadia"), row.id)
    assert (made.act, made.strength, made.life) == ("urge", 4, "proposed")
    assert made.addressees == row.addressees
    assert press(nadia, "quick", row.id, act="dream").status_code == 422
    press(nadia, "quick", row.id, act="urge", kind="organisation")
    assert queries.mandate(cast("nadia"), row.id).addressees[0].kind == "organisation"


def test_open_acts_are_a_question_with_a_button_for_each(as_, cast, paper, proposed):
    row = proposed["23 (b)"]
    Mandate.objects.filter(pk=row.id).update(acts_possible=["request", "call"])
    shown = page(as_("nadia"), "inbox", paper.pk)
    assert "Which is it?" in shown
    assert 'name="act" value="call"' in shown
    assert actions.confirm_all(cast("nadia"), paper.pk) == 3
    press(as_("nadia"), "quick", row.id, act="request")
    assert queries.mandate(cast("nadia"), row.id).acts_possible == ()
    assert "Which is it?" not in page(as_("nadia"), "inbox", paper.pk)


def test_the_last_decision_is_undone_from_the_inbox(as_, cast, paper, proposed):
    nadia, row = as_("nadia"), proposed["23 (a)"]
    assert "data-undo" not in page(nadia, "inbox", paper.pk)
    press(nadia, "confirm", row.id, edition=row.edition)
    shown = page(nadia, "inbox", paper.pk)
    turn = re.search(r"turns/([0-9a-f-]{36})/undo/", shown)[1]
    assert "data-undo" not in page(as_("viktor"), "inbox", paper.pk)
    assert press(nadia, "undo", turn, document=paper.pk)["Location"] == reverse("mandates:inbox", args=[paper.pk])
    assert queries.mandate(cast("nadia"), row.id).life == "proposed"
    assert "data-undo" not in page(nadia, "inbox", paper.pk)
    assert "undone" in page(nadia, "detail", row.id)
    assert press(nadia, "undo", turn).status_code == 422


def test_nadia_and_viktor_press_at_the_same_time(as_, cast, kept):
    row = kept["23 (b)"]
    press(as_("viktor"), "move", row.id, verb="endorse", edition=row.edition)
    told = press(as_("nadia"), "move", row.id, verb="retire", edition=row.edition)
    assert told.status_code == 409
    shown = told.content.decode()
    assert "Viktor" in shown
    assert "<del><bdi>adopted</bdi></del> <ins><bdi>endorsed</bdi></ins>" in shown
    assert 'name="verb" value="retire"' in shown
    assert queries.mandate(cast("nadia"), row.id).life == "endorsed"
    edition = re.search(r'name="edition" value="(\d+)"', shown)[1]
    assert press(as_("nadia"), "move", row.id, verb="retire", edition=edition).status_code == 302
    assert queries.mandate(cast("nadia"), row.id).life == "retired"


def test_a_long_form_keeps_what_was_typed_and_takes_what_was_not(as_, cast, kept):
    row = kept["23 (b)"]
    press(as_("viktor"), "edit", row.id, **whole(row, deadline="by 2027", topics=["firearms", "extradition"]))
    typed = whole(row, deliverable="to collect every law", issuer="The Group")
    told = press(as_("nadia"), "edit", row.id, **typed)
    shown = told.content.decode()
    assert told.status_code == 409
    assert "Viktor" in shown
    assert "to collect every law" in shown
    assert 'value="by 2027"' in shown
    assert queries.mandate(cast("nadia"), row.id).deliverable == row.deliverable
    now = queries.mandate(cast("nadia"), row.id)
    again = {**typed, "edition": now.edition, "deadline": "by 2027", "topics": ["firearms", "extradition"]}
    assert press(as_("nadia"), "edit", row.id, **again).status_code == 302
    made = Mandate.objects.get(pk=row.id)
    assert (made.deadline, made.topics, made.issuer) == ("by 2027", ["firearms", "extradition"], "The Group")


def test_addressees_typed_over_a_change_are_not_lost(as_, cast, kept):
    row = kept["23 (b)"]
    press(as_("viktor"), "edit", row.id, **whole(row, kind_1="states", text_1="Egypt"))
    told = press(as_("nadia"), "edit", row.id, **whole(row, issuer="The Group"))
    shown = told.content.decode()
    assert 'value="Egypt"' in shown
    mine = whole(row, kind_1="donors", text_1="Donors", kind_2="private", text_2="Banks", kind_3="other", text_3="All")
    shown = press(as_("nadia"), "edit", row.id, **mine).content.decode()
    assert all(f'value="{text}"' in shown for text in ("Donors", "Banks", "All"))
    assert [one.text for one in queries.mandate(cast("nadia"), row.id).addressees][1:] == ["Egypt"]


def test_a_proposal_confirmed_meanwhile_is_corrected_in_the_register(as_, cast, proposed):
    row = proposed["23 (a)"]
    press(as_("viktor"), "confirm", row.id, edition=row.edition)
    typed = whole(row, act="urge", strength="4")
    assert press(as_("nadia"), "correct", row.id, **typed).status_code == 409
    now = queries.mandate(cast("nadia"), row.id).edition
    assert press(as_("nadia"), "correct", row.id, **{**typed, "edition": now}).status_code == 302
    assert queries.mandate(cast("nadia"), row.id).act == "urge"


def test_what_the_reader_missed_is_added_from_the_inbox(as_, cast, paper, proposed):
    nadia, guid = as_("nadia"), proposed["23 (a)"].guid
    assert f"/paragraphs/{guid}/add/" in page(nadia, "inbox", paper.pk)
    assert "What is known of this paragraph" in page(nadia, "add", guid)
    made = press(nadia, "add", guid, act="recommend", kind="states", text="Egypt", deliverable="Name an expert.")
    assert made.status_code == 302
    assert "recommends: Egypt" in nadia.get(made["Location"]).content.decode()


def test_evidence_of_every_kind_and_a_second_person(as_, cast, kept):
    nadia, viktor, row = as_("nadia"), as_("viktor"), kept["23 (b)"]
    given = {"kind": "document", "language": "en", "text": "It is reported.", "symbol": SYMBOL, "number": "24 (a)"}
    assert press(nadia, "add_evidence", row.id, **given).status_code == 302
    wrong = press(nadia, "add_evidence", row.id, **{**given, "number": "99"})
    assert (wrong.status_code, "MAN-333" in wrong.content.decode()) == (422, True)
    bad = press(nadia, "add_evidence", row.id, kind="link", language="en", text="Seen.", href="javascript:alert(1)")
    assert (bad.status_code, "MAN-315" in bad.content.decode()) == (422, True)
    upload = SimpleUploadedFile("minutes.txt", b"Invented minutes.")
    sent = {"kind": "file", "language": "en", "text": "Minutes.", "happened_on": "2024-05-01", "file": upload}
    assert press(nadia, "add_evidence", row.id, **sent).status_code == 302
    first, second = Evidence.objects.order_by("id")
    assert (str(first.paragraph_id), second.happened_on) == (str(kept["24 (a)"].guid), date(2024, 5, 1))
    assert "minutes.txt" in page(viktor, "evidence")
    assert as_("jo").get(reverse("file", args=[second.file_id])).status_code == 404
    press(viktor, "validate", second.pk)
    assert "minutes.txt" in page(as_("jo"), "detail", row.id)
    assert as_("jo").get(reverse("file", args=[second.file_id])).status_code == 200
    assert press(viktor, "turn_down", first.pk, reason=" ").status_code == 422
    assert press(viktor, "turn_down", first.pk, reason="It says nothing.").status_code == 302
    shown = page(nadia, "detail", row.id)
    assert "It says nothing." in shown
    assert "turned down" in shown
    assert "It is reported." not in page(as_("jo"), "detail", row.id)
    assert press(nadia, "withdraw", second.pk, reason="A mistake.").status_code == 302
    assert "minutes.txt" not in page(as_("jo"), "detail", row.id)
    assert as_("jo").get(reverse("file", args=[second.file_id])).status_code == 404


def test_a_relation_is_found_recorded_and_taken_back(as_, cast, kept):
    nadia, row, other = as_("nadia"), kept["23 (b)"], kept["23 (a)"]
    assert "MAN-333" in page(nadia, "relate", row.id, symbol=SYMBOL, number="99")
    shown = page(nadia, "relate", row.id, symbol=SYMBOL, number="23", point="a")
    assert f'value="{other.id}"' in shown
    given = {
        "kind": "passive:endorses",
        "other": other.id,
        "guid": other.guid,
        "note": "Agreed.",
        "edition": row.edition,
    }
    assert press(nadia, "relate", row.id, **given).status_code == 302
    assert queries.mandate(cast("nadia"), row.id).life == "endorsed"
    assert "is endorsed by" in page(as_("jo"), "detail", row.id)
    assert "endorses" in page(as_("jo"), "detail", other.id)
    made = Relation.objects.get()
    assert press(nadia, "unrelate", made.pk, back=row.id)["Location"] == reverse("mandates:detail", args=[row.id])
    assert queries.mandate(cast("nadia"), row.id).life == "adopted"
    place = {"kind": "cites", "other": "place", "guid": kept["24"].guid}
    assert press(nadia, "relate", row.id, **place).status_code == 302
    assert press(nadia, "relate", row.id, kind="passive:cites", other="place", guid=kept["24"].guid).status_code == 422


def test_work_in_hand_and_what_is_due(as_, cast, kept):
    nadia, row = as_("nadia"), kept["23 (b)"]
    assert "Nothing is in hand." in page(nadia, "work")
    viktor = cast("viktor").person_id
    given = {"person": viktor, "task": "Ask for the laws.", "due_on": "2026-01-10", "remind_on": "2026-01-05"}
    assert press(nadia, "assign", row.id, **given).status_code == 302
    assert press(nadia, "assign", row.id, **{**given, "remind_on": "2026-02-05"}).status_code == 422
    assert "Nothing is in hand." in page(nadia, "work")
    assert "Ask for the laws." in page(as_("viktor"), "work")
    assert "Viktor" in page(nadia, "work", which="overdue")
    assert "Ask for the laws." in page(nadia, "detail", row.id)
    assert press(as_("viktor"), "finish", Assignment.objects.get().pk, back="//elsewhere.example").status_code == 302
    assert "Nothing is overdue." in page(nadia, "work", which="overdue")
    assert "Nothing is due." in page(nadia, "work_due")
    Mandate.objects.filter(pk=row.id).update(due_on=date(2020, 1, 1))
    assert "requests: UNODC" in page(nadia, "work_due")
    assert "Nothing is due." in page(nadia, "work_due", by="2019-01-01")


def test_many_are_changed_from_a_preview(as_, cast, paper, kept):
    nadia = as_("nadia")
    ids = [kept["23 (a)"].id, kept["23 (b)"].id]
    assert "Nothing is chosen." in page(nadia, "together")
    assert page(nadia, "together", document=paper.pk).count('name="ids"') == 5
    assert press(nadia, "together", ids=ids).content.decode().count("checked") >= 2
    values = {"ids": ids, "implementation": "in_progress", "topics": ["firearms"]}
    shown = press(nadia, "together", step="preview", **values).content.decode()
    assert "4 changes" in shown
    assert queries.mandate(cast("nadia"), ids[0]).addressees[0].implementation == "not_started"
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    done = press(nadia, "together", step="apply", seen=seen, **values)
    assert queries.mandate(cast("nadia"), ids[0]).addressees[0].implementation == "in_progress"
    assert "Undo all of it" in nadia.get(done["Location"]).content.decode()
    turn = Change.objects.latest("id").turn
    assert press(nadia, "undo", turn).status_code == 302
    assert queries.mandate(cast("nadia"), ids[1]).addressees[0].implementation == "not_started"
    assert press(nadia, "together", step="apply", seen="x", **values).status_code == 422
    assert press(nadia, "together", step="preview", implementation="in_progress").status_code == 422


def test_a_note_is_written_in_the_language_of_the_page(as_, cast, kept):
    row = kept["23 (b)"]
    whom = row.addressees[0].id
    given = {"note": "They have begun.", "resources": "Two experts", "edition": row.edition}
    assert press(as_("nadia"), "annotate", whom, **given).status_code == 302
    shown = page(as_("jo"), "detail", row.id)
    assert "They have begun." in shown
    assert "Two experts" in shown
    assert press(as_("viktor"), "annotate", whom, **{**given, "note": "Other."}).status_code == 409


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_strangers_find_none_of_these_pages(as_, cast, paper, kept, name):
    row, other = kept["23 (a)"], kept["23 (b)"]
    nadia = cast("nadia")
    mandate = policies.access_mandate(nadia, row.id)
    made = actions.relate(nadia, mandate, "cites", other=policies.access_mandate(nadia, other.id))
    task = actions.assign(nadia, mandate, nadia.person_id)
    turn = Change.objects.latest("id").turn
    laid = actions.add_evidence(nadia, mandate=mandate, kind="law", text=Text.of("en", en="So."))
    stranger = as_(name)
    pages = [
        ("edit", row.id), ("relate", row.id), ("assign", row.id), ("quoted", paper.pk), ("add", row.guid),
        ("turn_down", laid.pk), ("withdraw", laid.pk), ("work",), ("work_due",), ("together",), ("turn", turn),
    ]  # fmt: skip
    for view, *args in pages:
        assert stranger.get(reverse(f"mandates:{view}", args=args)).status_code == 404, view
    writes = [
        ("quick", row.id), ("annotate", row.addressees[0].id), ("relate_from",), ("unrelate", made.pk),
        ("finish", task.pk), ("undo", turn),
    ]  # fmt: skip
    for view, *args in [*pages, *writes]:
        sent = {
            "reason": "No.",
            "act": "urge",
            "ids": [row.id],
            "step": "preview",
            "life": "retired",
            "mandate": row.id,
        }
        assert press(stranger, view, *args, **sent).status_code in (404, 405), view
    assert stranger.get(reverse("mandates:more_evidence", args=[row.id])).status_code == 200
    Mandate.objects.filter(pk=other.id).update(life="proposed")
    assert stranger.get(reverse("mandates:more_evidence", args=[other.id])).status_code == 404
    assert (Relation.objects.count(), Assignment.objects.get().done_at) == (1, None)
    shown = page(stranger, "detail", row.id)
    assert "Nadia" not in shown
    assert "History" not in shown


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_page_opens_in_every_language(as_, cast, paper, kept, language):
    nadia = as_("nadia")
    nadia.cookies["django_language"] = language
    row = kept["23 (a)"]
    turn = Change.objects.latest("id").turn
    for view, *args in (
        ("inbox", paper.pk), ("edit", row.id), ("relate", row.id), ("assign", row.id), ("quoted", paper.pk), ("add", row.guid),
        ("work",), ("work_due",), ("together",), ("turn", turn), ("add_evidence", row.id), ("detail", row.id),
    ):  # fmt: skip
        shown = page(nadia, view, *args)
        assert f'lang="{language}"' in shown, view
        assert shown.count("<h1") == 1, view


def long_paper(cast, count):
    points = tuple(
        Point(f"{'abcdefghij'[at % 10]}{at // 10 or ''}", (Run(f"Requests the Secretariat to prepare study {at};"),))
        for at in range(count)
    )
    section = Section("I", "Recommendations", 1, (Paragraph("1", (Run("The Working Group:"),), points),))
    tree = Tree("en", Masthead(symbols=("TEST/LONG/1",), body="Working Group"), (section,))
    return documents.file_document(
        cast("nadia"), trees={"en": tree}, symbols=["TEST/LONG/1"], kind="report", title=Text.of("en", en="Long"),
        statuses={"en": "original"}, invented=True,
    )  # fmt: skip


def test_an_inbox_of_forty_proposals_asks_little_of_the_database(as_, cast):
    paper = long_paper(cast, 40)
    assert actions.propose(cast("nadia"), paper.pk) == 40
    nadia = as_("nadia")
    page(nadia, "inbox", paper.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = page(nadia, "inbox", paper.pk)
    assert len(asked) < 30
    assert len(shown) < 250_000
    actions.confirm_all(cast("nadia"), paper.pk)
    with CaptureQueriesContext(connection) as asked:
        page(nadia, "together", document=paper.pk)
    assert len(asked) < 30
