"""Work in people's hands, letters that remind, and one change to many mandates."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting, waiting
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.problems import NotHere, Refused
from entraide.mandates import actions, policies
from entraide.mandates.models import Addressee, Assignment, Change, Mandate


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def kept(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    return {label: policies.access_mandate(cast("nadia"), row.id) for label, row in proposed.items()}


def on(year, month, day):
    return clock.at(datetime(year, month, day, 9, 0, tzinfo=UTC))


def test_a_letter_says_how_much_waits_and_never_what(cast, kept):
    nadia, viktor = cast("nadia"), cast("viktor")
    with on(2026, 3, 1):
        for label, due in (("23 (a)", date(2026, 3, 20)), ("23 (b)", date(2026, 5, 1))):
            actions.assign(
                nadia, kept[label], viktor.person_id, task="Ask Egypt.", due_on=due, remind_on=date(2026, 3, 15)
            )
        actions.assign(nadia, kept["24 (a)"], nadia.person_id, task="Later.", remind_on=date(2026, 9, 1))
        assert actions.remind(nadia) == 0
    with on(2026, 3, 25):
        assert actions.remind(nadia) == 1
        assert actions.remind(nadia) == 0
    (letter,) = outbox()
    assert (letter.to, letter.subject) == ("viktor@example.org", "Tasks that wait for you")
    assert "2 tasks on the register" in letter.body
    assert "1 of them is overdue" in letter.body
    assert reverse("mandates:work") in letter.body
    assert "Egypt" not in letter.body
    assert "23" not in letter.body


def test_the_queue_sends_what_is_due_and_keeps_what_is_not(cast, kept):
    with on(2026, 3, 1):
        actions.assign(cast("nadia"), kept["23 (a)"], cast("viktor").person_id, remind_on=date(2026, 3, 1))
        assert waiting() == 1
        run_waiting()
    assert [letter.kind for letter in outbox()] == ["mandates.reminder"]
    assert Assignment.objects.get().reminded_at is not None


def test_what_is_done_reminds_nobody(cast, kept):
    nadia = cast("nadia")
    made = actions.assign(nadia, kept["23 (a)"], nadia.person_id, remind_on=date(2020, 1, 1))
    actions.finish(cast("viktor"), made)
    assert actions.remind(nadia) == 0
    with pytest.raises(Refused, match="MAN-326"):
        actions.finish(nadia, made)
    actions.undo(nadia, Change.objects.latest("id").turn)
    assert Assignment.objects.get().done_at is None


def test_only_the_secretariat_has_something_in_its_hands(cast, kept):
    nadia = cast("nadia")
    with pytest.raises(Refused, match="MAN-324"):
        actions.assign(nadia, kept["23 (a)"], cast("samira").person_id)
    with pytest.raises(Refused, match="MAN-325"):
        actions.assign(nadia, kept["23 (a)"], nadia.person_id, due_on=date(2026, 1, 1), remind_on=date(2026, 2, 1))
    for name in ("samira", "jo"):
        with pytest.raises(Refused, match="MAN-301"):
            actions.assign(cast(name), kept["23 (a)"], nadia.person_id)
        with pytest.raises(Refused, match="MAN-301"):
            actions.remind(cast(name))


def test_many_are_changed_in_one_turn_and_undone_as_a_whole(cast, kept):
    nadia = cast("nadia")
    ids = [kept[label].pk for label in ("23 (a)", "23 (b)", "24 (a)")]
    values = {
        "implementation": "in_progress", "topics": ("training", "treaties"), "due_on": date(2027, 1, 1),
        "assignee": nadia.person_id, "life": "endorsed",
    }  # fmt: skip
    before = {row.pk: row.topics for row in Mandate.objects.filter(pk__in=ids)}
    made = actions.plan(nadia, ids, values)
    assert len(made.doing) == 15
    turn = actions.apply(nadia, ids, values, made.seen)
    rows = Mandate.objects.filter(pk__in=ids)
    assert {(row.life, tuple(row.topics), row.due_on) for row in rows} == {
        ("endorsed", ("training", "treaties"), date(2027, 1, 1))
    }
    assert set(Addressee.objects.filter(mandate__in=ids).values_list("implementation", flat=True)) == {"in_progress"}
    assert Assignment.objects.count() == 3
    with pytest.raises(Refused, match="MAN-331"):
        actions.apply(nadia, ids, values, actions.plan(nadia, ids, values).seen)
    actions.undo(nadia, turn)
    assert Assignment.objects.count() == 0
    assert {(row.life, row.due_on) for row in rows.all()} == {("adopted", None)}
    assert {row.pk: row.topics for row in rows.all()} == before


def test_what_cannot_be_is_shown_and_left_alone(cast, kept):
    nadia = cast("nadia")
    actions.move(nadia, kept["23 (a)"], "retire")
    ids = [kept["23 (a)"].pk, kept["23 (b)"].pk]
    made = actions.plan(nadia, ids, {"life": "proposed"})
    assert (made.doing, [row.possible for row in made.rows]) == ((), [False, False])
    made = actions.plan(nadia, ids, {"life": "elapsed"})
    assert {row.mandate: row.possible for row in made.rows} == {ids[0]: True, ids[1]: True}


def test_nothing_is_changed_together_once_somebody_has_gone_before(cast, kept):
    nadia, ids = cast("nadia"), [kept["23 (a)"].pk]
    made = actions.plan(nadia, ids, {"life": "endorsed"})
    actions.move(cast("viktor"), kept["23 (a)"], "retire")
    with pytest.raises(Refused, match="MAN-332"):
        actions.apply(nadia, ids, {"life": "endorsed"}, made.seen)
    assert Mandate.objects.get(pk=ids[0]).life == "retired"


def test_a_choice_has_its_bounds(cast, kept, proposed):
    nadia, ids = cast("nadia"), [kept["23 (a)"].pk]
    for chosen, values, code in (
        ([], {"life": "endorsed"}, "MAN-330"), (range(1, 502), {"life": "endorsed"}, "MAN-330"),
        (ids, {"life": ""}, "MAN-331"), (ids, {"assignee": cast("luc").person_id}, "MAN-324"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            actions.plan(nadia, list(chosen), values)
    with pytest.raises(NotHere):
        actions.plan(nadia, [0], {"life": "endorsed"})
    with pytest.raises(Refused, match="MAN-301"):
        actions.plan(cast("samira"), ids, {"life": "endorsed"})
