"""Tarek drafts, Samira approves, Nadia checks: how a State's word becomes the public entry."""

from datetime import date

import pytest
from attrs import evolve

from entraide.directory import actions, policies, queries
from entraide.directory.domain.proposals import Comer
from entraide.directory.domain.record import Function, Hours, Procedure, Reach
from entraide.directory.models import Authority, ContactPoint, Draft
from entraide.foundation.accounts.actions import enrol
from entraide.foundation.accounts.models import Membership
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.foundation.mail.post import outbox
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text

from .entries import museums, with_power

DAY = date(2026, 2, 3)


def seen(actor, draft):
    with acting_as(actor):
        return queries.draft(actor, draft.pk)


def fresh(actor, draft):
    with acting_as(actor):
        return policies.access_draft(actor, draft.pk)


def again(entry):
    """The entry as it stands now."""
    with acting_as(SYSTEM):
        return Authority.objects.get(pk=entry.pk)


@pytest.fixture
def entry(cast):
    made = actions.record_authority(cast("nadia"), museums())
    actions.record_designation(cast("nadia"), made, kind="note_verbale", reference="NV 1", dated=DAY)
    return made


def renamed(cast, entry):
    """Tarek's draft: another name, another function."""
    draft = actions.begin_draft(cast("tarek"), "change", authority=entry)
    record = museums(
        name=Text.of(None, en="Heritage Police"),
        functions=(Function("cultural_property"), Function("extradition", "UNTOC", "16")),
    )
    return actions.save_draft(cast("tarek"), draft, record, seen=draft.version)


def test_tarek_drafts_samira_approves_nadia_publishes(cast, entry):
    draft = renamed(cast, entry)
    with pytest.raises(Refused, match="DIR-202"):
        actions.approve_draft(cast("tarek"), draft)
    actions.send_draft(cast("tarek"), draft)
    with acting_as(cast("nadia")), pytest.raises(NotHere):
        queries.draft(cast("nadia"), draft.pk)
    actions.return_draft(cast("samira"), draft, "The French name is missing.")
    assert seen(cast("tarek"), draft).reason == "The French name is missing."
    actions.send_draft(cast("tarek"), draft)
    actions.approve_draft(cast("samira"), draft)
    row = seen(cast("nadia"), draft)
    assert (row.state, row.alone, row.approved_by_name) == ("approved", False, "Samira")
    assert [one.part for one in row.changes][:2] == ["name.ar", "name.en"]
    with acting_as(cast("jo")):
        assert queries.authority(cast("jo"), entry.pk).name.versions["en"] == "Museums Police"
    with pytest.raises(Refused, match="DIR-203"):
        actions.publish_draft(cast("samira"), draft)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("jo")):
        shown = queries.authority(cast("jo"), entry.pk)
    assert (shown.name.versions["en"], [one.function for one in shown.functions]) == (
        "Heritage Police",
        ["cultural_property", "extradition"],
    )


def test_nadia_asks_back_with_a_reason_and_never_without(cast, entry):
    draft = renamed(cast, entry)
    actions.send_draft(cast("tarek"), draft)
    actions.approve_draft(cast("samira"), draft)
    with pytest.raises(Refused, match="DIR-212"):
        actions.ask_back(cast("nadia"), draft, " ")
    actions.ask_back(cast("nadia"), draft, "By which act?")
    assert [one.id for one in waiting(cast("samira"))] == [draft.pk]
    assert seen(cast("tarek"), draft).may_write


def waiting(actor):
    with acting_as(actor):
        return queries.drafts_waiting(actor)


def test_who_wrote_does_not_approve_unless_nobody_else_can(cast, entry):
    draft = actions.begin_draft(cast("samira"), "change", authority=entry)
    draft = actions.save_draft(cast("samira"), draft, museums(acronym="MP"), seen=draft.version)
    other = enrol(SYSTEM, email="hoda@example.org", name="Hoda (invented)", password="seven quiet ibises", role=Role.EXPERT, entity="EGY")
    with acting_as(SYSTEM):
        Membership.objects.create(person=other, role=Role.FOCAL_POINT, entity="EGY", exercise="collection.round:1")
    with pytest.raises(Refused, match="DIR-210"):
        actions.approve_draft(cast("samira"), draft)
    with acting_as(SYSTEM):
        Membership.objects.filter(person=other).delete()
    actions.approve_draft(cast("samira"), draft)
    assert seen(cast("nadia"), draft).alone


def test_a_draft_is_never_refused_while_incomplete_but_not_sent_so(cast):
    draft = actions.begin_draft(cast("tarek"), "new", entity="EGY")
    assert {one.code for one in seen(cast("tarek"), draft).problems} == {"DIR-102", "DIR-103", "DIR-104"}
    with pytest.raises(Refused, match="DIR-102"):
        actions.send_draft(cast("tarek"), draft)
    draft = actions.save_draft(cast("tarek"), draft, museums(entity="FRA"), seen=1)
    actions.save_act(
        cast("tarek"), draft, kind="note_verbale", reference="NV 7", dated=DAY, paper=(b"%PDF-1.7", "nv7.pdf"), seen=2
    )
    actions.send_draft(cast("tarek"), draft)
    actions.approve_draft(cast("samira"), draft)
    made = actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("samira")):
        row = queries.authority(cast("samira"), made.pk)
        assert (row.entity, row.standing, row.designations[0].reference) == ("EGY", "confirmed", "NV 7")
        assert access_file(cast("samira"), row.designations[0].file).content == b"%PDF-1.7"
    for name in ("jo", "pilar"):
        with acting_as(cast(name)):
            assert queries.authority(cast(name), made.pk).designations[0].file is None
            with pytest.raises(NotHere):
                access_file(cast(name), row.designations[0].file)


def test_hours_and_telephones_are_published_at_once_by_the_focal_point_alone(cast, entry):
    draft = actions.begin_draft(cast("tarek"), "change", authority=entry)
    hours = Hours("Africa/Cairo", ((("09:00", "12:00"), ("13:00", "17:00")),) * 5 + ((),) * 2)
    record = museums(reaches=(Reach("phone", "+20227921000", "urgent"),), procedure=Procedure(hours=hours))
    draft = actions.save_draft(cast("tarek"), draft, record, seen=1)
    with pytest.raises(Refused, match="DIR-202"):
        actions.publish_draft(cast("tarek"), draft)
    assert seen(cast("samira"), draft).small
    actions.publish_draft(cast("samira"), draft)
    with acting_as(cast("luc")):
        shown = queries.authority(cast("luc"), entry.pk)
    assert (shown.record.first("phone", "urgent"), shown.record.procedure.hours) == ("+20227921000", hours)
    named = actions.begin_draft(cast("samira"), "change", authority=again(entry))
    named = actions.save_draft(cast("samira"), named, evolve(record, acronym="MP"), seen=1)
    with pytest.raises(Refused, match="DIR-203"):
        actions.publish_draft(cast("samira"), named)


def letters():
    """The letters about drafts, the oldest first: to whom, in which language, the subject; and all their words."""
    with acting_as(SYSTEM):
        found = [one for one in reversed(outbox()) if one.kind == "directory.draft"]
    return [(one.to.split("@")[0], one.language) for one in found], " ".join(one.subject + one.body for one in found)


def test_a_letter_says_once_at_each_step_that_something_awaits(cast, entry):
    for name in ("viktor", "luc", "pilar", "grace"):
        cast(name)
    samira, tarek, nadia = cast("samira"), cast("tarek"), cast("nadia")
    draft = renamed(cast, entry)
    assert letters()[0] == [], "nobody is told of what is being written"
    actions.send_draft(tarek, draft)
    actions.return_draft(samira, draft, "Say which section of the police")
    actions.send_draft(tarek, draft)
    actions.approve_draft(samira, draft)
    actions.ask_back(nadia, draft, "Which minister signed?")
    told, words = letters()
    assert told == [("samira", "ar"), ("tarek", "ar"), ("samira", "ar"), ("nadia", "fr"), ("tarek", "ar")]
    assert f"/directory/drafts/{draft.pk}/" in words
    for said in ("Heritage", "Museum", "المتاحف", "section", "minister", "Égypte", "مصر", "EGY"):
        assert said not in words, said
    actions.approve_draft(samira, draft)
    actions.publish_draft(nadia, draft)
    assert [name for name, _language in letters()[0][5:]] == ["nadia"]


def test_what_the_secretariat_writes_itself_is_told_to_no_state(cast, entry):
    cast("samira")
    draft = actions.begin_draft(cast("nadia"), "change", authority=entry)
    actions.send_draft(cast("nadia"), draft)
    assert letters()[0] == []


def test_samira_replaces_a_contact_point_with_its_note_verbale(cast, entry):
    gone = actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    kept = actions.name_contact_point(
        cast("nadia"), entry, name="Dalia (invented)", email="dalia@example.org", replaces=False
    )
    draft = actions.begin_draft(cast("samira"), "contact_point", authority=entry)
    actions.save_comers(
        cast("samira"), draft, [Comer("Badr (invented)", "badr@example.org", "Colonel")], [gone.pk, 10**9], seen=1
    )
    with pytest.raises(Refused, match="DIR-207"):
        actions.approve_draft(cast("samira"), draft)
    actions.save_act(cast("samira"), draft, kind="note_verbale", reference="NV 2", dated=DAY, seen=2)
    actions.approve_draft(cast("samira"), draft)
    assert (seen(cast("nadia"), draft).going, seen(cast("nadia"), draft).locked) == ((), True)
    row = seen(with_power(cast("nadia")), draft)
    assert ([one.name for one in row.going], [one.name for one in row.proposal.coming]) == (
        ["Amal (invented)"],
        ["Badr (invented)"],
    )
    with acting_as(SYSTEM):
        assert b"Badr" not in bytes(Draft.objects.get(pk=draft.pk).coming)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("samira")):
        people = queries.authority(cast("samira"), entry.pk).contact_points
        assert [(one.name, one.position) for one in people] == [
            ("Dalia (invented)", ""),
            ("Badr (invented)", "Colonel"),
        ]
        assert Draft.objects.get(pk=draft.pk).coming is None
    with acting_as(cast("jo")):
        row = queries.authority(cast("jo"), entry.pk)
        assert [(one.reference, one.effect) for one in row.designations] == [
            ("NV 1", "designation"), ("NV 2", "contact_point")
        ]  # fmt: skip
    with acting_as(cast("samira")):
        assert queries.history(cast("samira"), entry.pk)[0].act == "NV 2"
    with acting_as(SYSTEM):
        assert not ContactPoint.objects.filter(pk=gone.pk).exists()
        assert b"Dalia" not in bytes(ContactPoint.objects.get(pk=kept.pk).name)


def test_the_act_of_a_person_does_not_name_the_authority(cast):
    made = actions.record_authority(cast("nadia"), museums())
    draft = actions.begin_draft(cast("samira"), "contact_point", authority=made)
    actions.save_comers(cast("samira"), draft, [Comer("Badr (invented)", "badr@example.org")], (), seen=1)
    actions.save_act(cast("samira"), draft, kind="note_verbale", reference="NV 2", dated=DAY, seen=2)
    actions.approve_draft(cast("samira"), draft)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("nadia")):
        row = queries.authority(cast("nadia"), made.pk)
        assert (row.standing, row.designated, row.designations[0].reference) == ("not_confirmed", False, "NV 2")
        assert "DIR-230" in {one.code for one in queries.findings(cast("nadia"))}
        assert queries.to_confirm(cast("nadia")) == ()
    with pytest.raises(Refused, match="DIR-204"):
        actions.confirm_entry(cast("samira"), again(made))


def test_a_state_takes_a_person_out_at_once_and_nobody_elses(cast, entry):
    person = actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    for name in ("luc", "tarek", "jo"):
        with pytest.raises(Refused, match="DIR-202"):
            actions.remove_contact_point(cast(name), entry, person.pk)
    actions.remove_contact_point(cast("samira"), entry, person.pk)
    with pytest.raises(NotHere):
        actions.remove_contact_point(cast("samira"), entry, person.pk)


def test_a_withdrawal_goes_the_same_way(cast, entry):
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    draft = actions.begin_draft(cast("samira"), "withdrawal", authority=entry)
    actions.save_act(
        cast("samira"), draft, kind="note_verbale", reference="NV 9", dated=DAY, paper=(b"%PDF-1.7", "nv9.pdf"), seen=1
    )
    actions.approve_draft(cast("samira"), draft)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("jo")), pytest.raises(NotHere):
        queries.authority(cast("jo"), entry.pk)
    with acting_as(cast("samira")):
        row = queries.authority(cast("samira"), entry.pk)
        assert (row.standing, [one.effect for one in row.designations]) == ("withdrawn", ["designation", "withdrawal"])
        assert access_file(cast("samira"), row.designations[1].file).content == b"%PDF-1.7"
        latest = queries.history(cast("samira"), entry.pk)[0]
        assert (latest.state, latest.act) == ("withdrawn", "NV 9")
    with acting_as(SYSTEM):
        assert not ContactPoint.objects.exists()


def test_what_changed_meanwhile_is_kept_and_a_clash_is_chosen(cast, entry):
    draft = renamed(cast, entry)
    actions.correct_authority(
        cast("nadia"), entry, museums(name=Text.of("ar", ar="شرطة المتاحف", en="Museum Police", fr="Police des musées"))
    )
    row = seen(cast("tarek"), draft)
    assert {one.part for one in row.merged.meanwhile} == {"name.en", "name.fr"}
    assert [(one.part, one.before, one.after) for one in row.merged.clashes] == [
        ("name.en", "Museum Police", "Heritage Police")
    ]
    actions.send_draft(cast("tarek"), draft)
    actions.approve_draft(cast("samira"), draft)
    with pytest.raises(Refused, match="DIR-208"):
        actions.publish_draft(cast("nadia"), draft)
    actions.ask_back(cast("nadia"), draft, "Which name?")
    draft = fresh(cast("tarek"), draft)
    actions.bring_up_to_date(cast("tarek"), draft, {"0"}, seen=draft.version)
    actions.approve_draft(cast("samira"), draft)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("jo")):
        shown = queries.authority(cast("jo"), entry.pk)
    assert (shown.name.versions, len(shown.functions)) == ({"en": "Museum Police", "fr": "Police des musées"}, 2)


def test_two_at_one_draft_are_told_and_nothing_is_lost(cast, entry):
    draft = renamed(cast, entry)
    actions.save_draft(cast("samira"), draft, museums(acronym="MP"), seen=draft.version)
    with pytest.raises(Refused, match="DIR-211"):
        actions.save_draft(cast("tarek"), draft, museums(), seen=draft.version)
    assert seen(cast("tarek"), draft).record.acronym == "MP"


def test_nobody_else_finds_a_draft(cast, entry):
    draft = renamed(cast, entry)
    own = actions.begin_draft(cast("nadia"), "change", authority=entry)
    for name in ("luc", "pilar", "grace", "jo", "nadia"):
        with acting_as(cast(name)):
            with pytest.raises(NotHere):
                policies.access_draft(cast(name), draft.pk)
            assert Draft.objects.filter(pk=draft.pk).update(state="published") == 0
        with pytest.raises((Refused, NotHere)):
            actions.publish_draft(cast(name), draft)
        with pytest.raises((Refused, NotHere)):
            actions.discard_draft(cast(name), draft)
    for name in ("luc", "pilar", "jo"):
        with pytest.raises(Refused, match="DIR-202"):
            actions.begin_draft(cast(name), "change", authority=entry)
    with acting_as(cast("samira")):
        assert [one.id for one in queries.drafts(cast("samira"))] == [draft.pk]
        assert not Draft.objects.filter(pk=own.pk).exists()


def test_an_older_version_comes_back_as_a_new_one(cast, entry):
    actions.correct_authority(cast("nadia"), entry, museums(acronym="MP"))
    with acting_as(cast("samira")):
        versions = queries.history(cast("samira"), entry.pk)
        assert [(one.number, [each.part for each in one.changes]) for one in versions[:1]] == [(3, ["acronym"])]
        assert [one.after for one in queries.difference_of(cast("samira"), entry.pk, 1, 3)] == ["MP"]
    for name in ("luc", "jo"):
        with acting_as(cast(name)), pytest.raises(NotHere):
            queries.history(cast(name), entry.pk)
    draft = actions.restore_version(cast("nadia"), again(entry), 1)
    actions.publish_draft(cast("nadia"), draft)
    with acting_as(cast("nadia")):
        assert (
            queries.authority(cast("nadia"), entry.pk).record.acronym,
            len(queries.history(cast("nadia"), entry.pk)),
        ) == ("", 4)
