"""Nadia edits, Viktor comments and clears, a translator must keep every figure; a newer set changes a draft and no issued report."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from entraide.analysis.actions import freeze_late
from entraide.collection import actions as collection
from entraide.collection import policies as collecting
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import NotHere, Refused
from entraide.reporting import actions, queries
from entraide.reporting.models import LivingFigure, Report

STRANGERS = [
    ANONYMOUS,
    Actor(98, "F", frozenset({Role.FOCAL_POINT}), "FRA", party=True),
    Actor(99, "O", frozenset({Role.OBSERVER})),
]
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
TABLES = ("reporting_composition", "reporting_change", "reporting_remark", "reporting_clearance")


def seen(actor, query, *args, **more):
    with acting_as(actor):
        return query(actor, *args, **more)


def refused(call, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call(*args, **more)
    return [problem.code for problem in refusal.value.problems]


def first(draft, kind: str, actor, word: str = ""):
    rows = seen(actor, queries.draft, draft.pk).rows
    return next(row.block for row in rows if row.block.kind == kind and word in row.block.said("en"))


def text_of(draft, actor, language: str = "en") -> str:
    return str(seen(actor, queries.tree, draft.pk, language))


def test_nadia_changes_words_and_takes_it_back(cast, draft):
    nadia = cast("nadia")
    block = first(draft, "paragraph", nadia, "Secretariat circulated")
    words = "Of {coverage.asked}, {coverage.replied|words} answered ({coverage.replied|percent})."
    actions.save_block(nadia, draft, block.id, words=words, was=block.fingerprint("en"))
    assert "most of those invited (3 of 4) answered (75 per cent (3 of 4))" in "".join(
        run.text for run in seen(nadia, queries.tree, draft.pk, "en").sections[0].paragraphs[1].runs
    )
    states = seen(nadia, queries.draft, draft.pk).row(block.id).states
    assert (states["en"], states["fr"]) == ("revised", "stale")
    assert refused(actions.save_block, nadia, draft, block.id, words="x", was=block.fingerprint("en")) == ["REP-102"]
    assert refused(actions.save_block, nadia, draft, block.id, words="{no.figure}") == ["REP-105"]
    (row,) = seen(nadia, queries.changes, draft.pk)
    assert (row.verb, row.after, row.name) == ("saved", words, "Nadia")
    actions.undo(nadia, draft)
    assert seen(nadia, queries.draft, draft.pk).row(block.id).block == block
    assert refused(actions.undo, nadia, draft) == ["REP-111"]


def test_blocks_come_from_the_palette_move_and_go(cast, draft):
    nadia = cast("nadia")
    before = [row.block.id for row in seen(nadia, queries.draft, draft.pk).rows]
    assert refused(actions.add_block, nadia, draft, "chart:pie:needs", after="") == ["REP-117"]
    table = actions.add_block(nadia, draft, "table::needs", after=before[3])
    assert [row.block.id for row in seen(nadia, queries.draft, draft.pk).rows][4] == table.id
    actions.move_block(nadia, draft, table.id, up=True)
    assert [row.block.id for row in seen(nadia, queries.draft, draft.pk).rows][3] == table.id
    actions.remove_block(nadia, draft, table.id)
    assert refused(actions.move_block, nadia, draft, table.id, up=True) == ["REP-101"]
    for _turn in range(3):
        actions.undo(nadia, draft)
    assert [row.block.id for row in seen(nadia, queries.draft, draft.pk).rows] == before
    heading = first(draft, "heading", nadia, "Needs for technical")
    actions.remove_block(nadia, draft, heading.id, whole=True)
    assert "Needs for technical" not in text_of(draft, nadia)
    actions.undo(nadia, draft)
    assert "Needs for technical" in text_of(draft, nadia)
    again = actions.add_block(nadia, draft, "paragraph::", after="")
    assert again.id not in (*before, table.id), "an id is never given twice"


def test_a_translation_keeps_every_figure(cast, draft):
    nadia = cast("nadia")
    block = first(draft, "paragraph", nadia, "Secretariat circulated")
    actions.save_block(nadia, draft, block.id, words="{coverage.replied} of {coverage.asked} answered.")
    assert refused(actions.translate, nadia, draft, block.id, "ar", words="ورد {coverage.replied}.") == ["REP-103"]
    assert refused(
        actions.translate,
        nadia,
        draft,
        block.id,
        "ar",
        words="ورد {coverage.replied} من {coverage.asked} {coverage.late}.",
    ) == ["REP-104"]
    actions.translate(nadia, draft, block.id, "ar", words="ورد {coverage.replied} من {coverage.asked}.", made="machine")
    assert seen(nadia, queries.draft, draft.pk).row(block.id).states["ar"] == "machine"
    assert "REP-108" in [one.code for one in seen(nadia, queries.obstacles, draft.pk)]


def test_viktor_comments_and_what_is_open_holds_the_report(cast, draft):
    nadia, viktor = cast("nadia"), cast("viktor")
    block = first(draft, "paragraph", nadia)
    assert refused(actions.remark, viktor, draft, block.id, "  ") == ["REP-116"]
    made = actions.remark(viktor, draft, block.id, "Which document?")
    assert "REP-109" in [one.code for one in seen(nadia, queries.obstacles, draft.pk)]
    actions.answer(nadia, draft, made.pk, "The one of 2012.")
    (row,) = seen(nadia, queries.remarks, draft.pk, block.id)
    assert (row.state, row.answers[0].name) == ("answered", "Nadia")
    actions.close_remark(viktor, draft, made.pk)
    assert refused(actions.answer, nadia, draft, made.pk, "More.") == ["REP-118"]
    actions.reopen_remark(viktor, draft, made.pk)
    assert seen(nadia, queries.draft, draft.pk).row(block.id).open == 1


def test_a_second_person_clears_and_a_later_change_voids_it(cast, draft):
    nadia, viktor = cast("nadia"), cast("viktor")
    assert refused(actions.clear, nadia, draft) == ["REP-107"]
    assert refused(actions.issue, nadia, draft) == ["REP-106"]
    actions.clear(viktor, draft)
    assert seen(nadia, queries.draft, draft.pk).covered.cleared
    block = first(draft, "paragraph", nadia)
    actions.save_block(viktor, draft, block.id, words="Viktor wrote this.")
    (row,) = seen(nadia, queries.clearances, draft.pk)
    assert row.voided_at is not None
    for language in LANGUAGES:
        if language != "en":
            actions.translate(nadia, draft, block.id, language, words="x")
    actions.clear(viktor, draft)
    assert seen(nadia, queries.draft, draft.pk).covered.unread == (block.id,)
    assert refused(actions.issue, nadia, draft) == ["REP-106"]
    actions.clear(nadia, draft)
    assert seen(nadia, queries.obstacles, draft.pk) == ()
    assert actions.issue(nadia, draft).state == "issued"


def test_an_issued_report_keeps_what_it_stood_on_and_nothing_of_it_changes(cast, issued):
    nadia = cast("nadia")
    assert issued.basis["sets"][0]["hash"] == seen(nadia, queries.figure, issued.pk, "needs.none").content_hash
    assert issued.basis["indicators"]["needs"]["label"]["en"]["text"]
    assert issued.basis["software"]
    for call, args in (
        (actions.save_block, ("b1",)), (actions.clear, ()), (actions.undo, ()), (actions.pin, ("needs.none",)),
    ):  # fmt: skip
        more = {"words": "x"} if call is actions.save_block else {"reason": "x"} if call is actions.pin else {}
        assert refused(call, nadia, issued, *args, **more) == ["REP-004"]
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"UPDATE {table} SET report_id = report_id")
            assert cursor.rowcount == 0, "of an issued report the database itself lets nothing change"


def late_reply(nadia) -> int:
    """Egypt's reply is withdrawn and the round frozen once more: its number."""
    with acting_as(SYSTEM):
        reply = apps.get_model("collection", "Reply").objects.get(entity="EGY")
        row = apps.get_model("analysis", "FrozenSet").objects.get()
    with acting_as(nadia):
        reply = collecting.access_reply(nadia, reply.pk)
    letter = collection.Letter(PDF, "note.pdf", "NV 1/2024", clock.now().date())
    collection.withdraw(nadia, reply, "The State asked for it.", letter)
    return freeze_late(nadia, row.round_id).pk


def test_a_draft_goes_over_a_newer_set_and_a_pinned_figure_stays(cast, draft):
    nadia = cast("nadia")
    newer = late_reply(nadia)
    found = {one.key: one for one in seen(nadia, queries.figure_changes, draft.pk, newer, "en")}
    assert (found["coverage.replied"].old, found["coverage.replied"].new) == ("3 / 4", "2 / 4")
    assert any("3 replied" in one for one in found["coverage.replied"].before)
    assert refused(actions.repoint, nadia, draft, newer, pinned={"needs.none": " "}) == ["REP-110"]
    actions.repoint(nadia, draft, newer, pinned={"needs.none": "As the Group discussed it."})
    assert "2 replied" in "".join(
        run.text for one in seen(nadia, queries.tree, draft.pk, "en").paragraphs() for run in one.runs
    )
    assert "[pinned]" in text_of(draft, nadia)
    actions.clear(cast("viktor"), draft)
    actions.write_files(nadia, draft, languages=["en"], formats=["html"])
    with acting_as(nadia):
        figures = {row.key: row for row in LivingFigure.objects.filter(report=draft)}
    assert (figures["needs.none"].value, figures["needs.none"].params["set"]) == ("3", draft.frozen_set_id)
    assert figures["coverage.replied"].value == "2"
    actions.issue(nadia, draft)
    assert seen(nadia, queries.differences, draft.pk) == ()
    assert seen(cast("jo"), queries.figure, draft.pk, "needs.none").set_number == 1
    assert "[pinned]" not in text_of(draft, cast("jo"))


def test_a_reply_withdrawn_after_issue_changes_nothing_and_marks_the_report(cast, issued):
    nadia, jo = cast("nadia"), cast("jo")
    before = text_of(issued, jo)
    assert not seen(jo, queries.standing, issued.pk)
    late_reply(nadia)
    assert text_of(issued, jo) == before
    assert seen(jo, queries.differences, issued.pk) == ()
    mark = seen(jo, queries.standing, issued.pk)
    assert (mark.newer, mark.withdrawn, mark.entities, mark.changes) == (2, 1, (), ())
    assert mark.differing > 0
    staff = seen(nadia, queries.standing, issued.pk)
    assert staff.entities == ("EGY",)
    assert "coverage.replied" in {one.key for one in staff.changes}


def test_a_draft_older_than_blocks_still_opens(cast, draft):
    nadia = cast("nadia")
    with acting_as(SYSTEM):
        apps.get_model("reporting", "Composition").objects.all().delete()
    assert "Introduction" in text_of(draft, nadia)
    assert refused(seen, nadia, queries.draft, draft.pk) == ["REP-112"]
    actions.recompose(nadia, Report(pk=draft.pk))
    assert seen(nadia, queries.draft, draft.pk).rows


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_nobody_else_finds_the_draft_its_comments_or_its_changes(cast, draft, name):
    actor = cast(name)
    for query in (
        queries.draft,
        queries.remarks,
        queries.changes,
        queries.clearances,
        queries.offers,
        queries.obstacles,
    ):
        with pytest.raises(NotHere):
            seen(actor, query, draft.pk)
    for call, args, more in (
        (actions.save_block, ("b1",), {"words": "x"}), (actions.remark, ("b1", "x"), {}), (actions.clear, (), {}),
        (actions.undo, (), {}), (actions.translate, ("b1", "fr"), {"words": "x"}),
        (actions.repoint, (draft.frozen_set_id,), {}), (actions.add_block, ("paragraph::",), {}),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            call(actor, draft, *args, **more)


@pytest.mark.parametrize("actor", STRANGERS, ids=["public", "another State", "observer"])
def test_a_stranger_reads_nothing_of_it_by_sql(cast, draft, actor):
    actions.remark(cast("viktor"), draft, first(draft, "paragraph", cast("nadia")).id, "For us alone.")
    actions.clear(cast("viktor"), draft)
    actions.retitle(cast("nadia"), draft, "en", "Another title")
    with acting_as(actor), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0, table


def test_what_was_done_is_in_the_ledger_without_the_words(cast, draft):
    nadia = cast("nadia")
    actions.save_block(nadia, draft, first(draft, "paragraph", nadia).id, words="Secret words.")
    with acting_as(SYSTEM):
        entry = Entry.objects.filter(verb="reporting.block.saved").last()
    assert "Secret" not in str(entry.detail)


def test_a_ladder_is_printed_step_by_step_and_counted_again(cast, draft):
    nadia = cast("nadia")
    offer = next(one for one in seen(nadia, queries.offers, draft.pk) if one.kind == "ladder")
    actions.add_block(nadia, draft, offer.code, after="")
    for language in LANGUAGES:
        page = text_of(draft, nadia, language)
        assert "{" not in page.split("ladder")[0][-50:]
    actions.clear(cast("viktor"), draft)
    actions.issue(nadia, draft)
    assert seen(cast("jo"), queries.differences, draft.pk) == ()
