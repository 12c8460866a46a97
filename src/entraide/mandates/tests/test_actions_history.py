"""Two people at one mandate, what each changed, and taking it back."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused
from entraide.mandates import actions, policies, queries
from entraide.mandates.models import Addressee, Case, Change, Mandate


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


def opened(cast, row, name="nadia"):
    return policies.access_mandate(cast(name), row.id)


def last_turn() -> UUID:
    return Change.objects.latest("id").turn


def test_whoever_saves_over_somebody_elses_change_is_told(cast, proposed):
    nadia, viktor = cast("nadia"), cast("viktor")
    hers, his = opened(cast, proposed["23 (a)"]), opened(cast, proposed["23 (a)"], "viktor")
    seen = hers.edition
    actions.confirm(viktor, his, edition=seen, act="urge", strength=4)
    with pytest.raises(Refused, match="MAN-310"):
        actions.confirm(nadia, hers, edition=seen, act="encourage")
    with pytest.raises(Refused, match="MAN-310"):
        actions.move(nadia, hers, "endorse", edition=seen)
    asked = hers.addressees.first()
    with pytest.raises(Refused, match="MAN-310"):
        actions.set_response(nadia, asked, "accept", edition=seen)
    assert Mandate.objects.get(pk=hers.pk).act == "urge"
    actions.amend(nadia, hers, edition=Mandate.objects.get(pk=hers.pk).edition, act="encourage")
    told = [(row.made_by, row.field, row.before, row.after) for row in Change.objects.filter(mandate=hers)]
    assert told == [
        (viktor.person_id, "act", "invite", "urge"),
        (viktor.person_id, "strength", 2, 4),
        (viktor.person_id, "life", "proposed", "adopted"),
        (nadia.person_id, "act", "urge", "encourage"),
    ]
    assert Mandate.objects.get(pk=hers.pk).edition == seen + 2


def test_what_is_added_beside_a_mandate_overtakes_nobody(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    mandate = opened(cast, proposed["23 (b)"])
    seen = mandate.edition
    actions.assign(cast("viktor"), opened(cast, proposed["23 (b)"]), cast("nadia").person_id, task="Ask.")
    assert Mandate.objects.get(pk=mandate.pk).edition == seen + 1
    actions.move(cast("nadia"), mandate, "endorse", edition=seen)
    with pytest.raises(Refused, match="MAN-310"):
        actions.move(cast("nadia"), mandate, "retire", edition=seen + 40)


def test_the_last_decision_is_undone(cast, proposed):
    nadia = cast("nadia")
    actions.confirm(
        nadia, opened(cast, proposed["24 (a)"]), act="call", strength=3, due_on=date(2027, 5, 1),
        addressees=[{"kind": "states", "name": "states-parties", "text": ""}],
    )  # fmt: skip
    assert Case.objects.count() == 1
    asked = Addressee.objects.get(mandate_id=proposed["24 (a)"].id)
    assert (asked.kind, asked.name) == ("states", "states-parties")
    actions.undo(nadia, last_turn())
    row = queries.mandate(nadia, proposed["24 (a)"].id)
    assert (row.life, row.act, row.addressees) == ("proposed", "request", proposed["24 (a)"].addressees)
    assert Mandate.objects.get(pk=row.id).due_on is None
    assert opened(cast, proposed["24"]).life == "proposed"
    assert opened(cast, proposed["24"]).decided_at is None
    assert not Case.objects.exists()
    with pytest.raises(Refused, match="MAN-327"):
        actions.undo(nadia, Change.objects.earliest("id").turn)
    with pytest.raises(Refused, match="MAN-327"):
        actions.undo(nadia, last_turn())
    with pytest.raises(NotHere):
        actions.undo(nadia, uuid4())
    actions.confirm(nadia, opened(cast, proposed["24 (a)"]))


def test_a_rejection_is_undone_and_what_passed_it_on_comes_back(cast, proposed):
    nadia = cast("nadia")
    for label in ("24 (a)", "24 (b)"):
        actions.reject(nadia, opened(cast, proposed[label]), "No.")
    assert opened(cast, proposed["24"]).life == "retired"
    actions.undo(nadia, last_turn())
    assert [opened(cast, proposed[label]).life for label in ("24", "24 (a)", "24 (b)")] == [
        "proposed", "retired", "proposed",
    ]  # fmt: skip
    assert "rejected_because" not in opened(cast, proposed["24 (b)"]).proposal


def test_what_passes_another_on_stays_when_one_of_two_is_undone(cast, proposed):
    nadia = cast("nadia")
    actions.confirm(nadia, opened(cast, proposed["24 (a)"]))
    first = last_turn()
    actions.confirm(nadia, opened(cast, proposed["24 (b)"]))
    actions.undo(nadia, first)
    assert [opened(cast, proposed[label]).life for label in ("24", "24 (a)", "24 (b)")] == [
        "adopted", "proposed", "adopted",
    ]  # fmt: skip


def test_confirming_all_is_one_turn(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    assert Change.objects.values("turn").distinct().count() == 1
    actions.undo(cast("viktor"), last_turn())
    assert set(Mandate.objects.values_list("life", flat=True)) == {"proposed"}


def test_nothing_is_undone_over_somebody_elses_change(cast, proposed):
    nadia = cast("nadia")
    actions.confirm(nadia, opened(cast, proposed["23 (a)"]), act="urge", strength=4)
    first = last_turn()
    actions.amend(cast("viktor"), opened(cast, proposed["23 (a)"]), act="call")
    with pytest.raises(Refused, match="MAN-328"):
        actions.undo(nadia, first)
    assert opened(cast, proposed["23 (a)"]).act == "call"


def test_addressees_who_stay_keep_what_they_have_done(cast, paper, proposed):
    nadia = cast("nadia")
    actions.confirm_all(nadia, paper.pk)
    mandate = opened(cast, proposed["23 (b)"])
    asked = mandate.addressees.get()
    actions.set_implementation(nadia, asked, "complete")
    kept = {"kind": asked.kind, "name": asked.name, "text": asked.text}
    actions.amend(nadia, mandate, addressees=[kept, {"kind": "states", "name": "EGY", "text": "Egypt"}])
    rows = list(mandate.addressees.all())
    assert [(one.pk, one.implementation, one.entity) for one in rows[:1]] == [(asked.pk, "implemented", "")]
    assert (rows[1].entity, rows[1].implementation) == ("EGY", "not_started")
    actions.amend(nadia, mandate, addressees=[{"kind": "states", "name": "EGY", "text": "Egypt"}])
    assert not Addressee.objects.filter(pk=asked.pk).exists()
    actions.undo(nadia, last_turn())
    assert Addressee.objects.get(pk=asked.pk).implementation == "implemented"


def test_a_mandate_that_the_reader_missed_is_added_by_hand(cast, proposed):
    nadia = cast("nadia")
    guid = proposed["23 (a)"].guid
    made = actions.add_mandate(
        nadia, paragraph_guid=guid, deed="recommend", strength=3, deliverable="name an expert", issuer="Working Group",
        addressees=[{"kind": "states", "name": "states-parties", "text": "States parties"}],
    )  # fmt: skip
    row = queries.mandate(cast("jo"), made.pk)
    assert (row.life, row.sentence, row.deliverable) == ("adopted", "recommends: States parties", "name an expert")
    case = Case.objects.get()
    assert case.proposed["by_hand"]
    assert case.text.startswith("Invites Member States")
    actions.undo(nadia, last_turn())
    with pytest.raises(NotHere):
        queries.mandate(cast("jo"), made.pk)
    with pytest.raises(Refused, match="MAN-307"):
        actions.add_mandate(nadia, paragraph_guid=guid, deed="dream", strength=3, addressees=[])


def test_reading_again_keeps_what_a_person_corrected(cast, paper, proposed):
    nadia = cast("nadia")
    actions.amend(nadia, opened(cast, proposed["23 (a)"]), act="urge", strength=4)
    kept = opened(cast, proposed["23 (b)"])
    actions.propose(nadia, paper.pk)
    rows = {row.label: row for row in queries.proposals(nadia, paper.pk)}
    assert (rows["23 (a)"].id, rows["23 (a)"].act) == (proposed["23 (a)"].id, "urge")
    assert rows["23 (b)"].id != kept.pk
    with pytest.raises(NotHere):
        actions.confirm(nadia, kept)


def test_others_undo_and_add_nothing(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    turn = last_turn()
    for name in ("samira", "pilar", "grace", "jo"):
        for refused in (
            lambda actor: actions.undo(actor, turn),
            lambda actor: actions.amend(actor, opened(cast, proposed["23 (a)"]), act="urge"),
            lambda actor: actions.add_mandate(
                actor, paragraph_guid=proposed["23 (a)"].guid, deed="urge", strength=4, addressees=[]
            ),
        ):
            with pytest.raises(Refused, match="MAN-301"):
                refused(cast(name))
        with acting_as(cast(name)):
            assert (Change.objects.count(), Case.objects.count()) == (0, 0)
