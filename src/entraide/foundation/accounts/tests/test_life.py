"""Hala is named by a note, comes by her link, is checked, acts, is replaced, leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import person

from entraide.foundation.accounts import actions, policies, queries
from entraide.foundation.accounts.models import Membership, Nomination, Person, PowerSession, Session
from entraide.foundation.accounts.queries import actor_of, hats_of
from entraide.foundation.audit import queries as audit
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor, Power, Role
from entraide.kernel.problems import NotHere, Refused

pytestmark = pytest.mark.django_db


def with_power(actor: Actor, *powers: Power) -> Actor:
    return Actor(actor.person_id, actor.name, actor.roles, powers=frozenset(powers))


def membership(who: Person | str, **facts) -> Membership:
    email = f"{who}@example.org" if isinstance(who, str) else who.email
    with acting_as(SYSTEM):
        return Membership.objects.select_related("person").get(person__email=email, **facts)


def test_whom_a_note_names_waits_until_the_profile_was_checked(cast, notes):
    nadia = cast("nadia")
    named = notes.name(nadia, title="Judge", exercise="")
    assert notes.state(named) == "recorded"
    hala = notes.come(nadia, named, title="Prosecutor", phone="+962 6 000 0000", language="ar")
    assert notes.state(named) == "to_check"
    waiting = actor_of(hala)
    assert waiting.known
    assert not waiting.roles
    assert waiting.entity == ""
    with acting_as(nadia):
        row = queries.nomination_row(nadia, named.pk)
    assert {side.field for side in row.compared if side.differs} == {"title"}
    actions.ask_back(nadia, named, "The note says judge.")
    assert notes.state(named) == "asked_back"
    actions.change_profile(waiting, name="Hala", title="Judge", phone="", language="ar", answers=True)
    assert notes.state(named) == "to_check"
    actions.approve(nadia, named)
    acting = actor_of(hala)
    assert (acting.entity, acting.roles) == ("JOR", {Role.FOCAL_POINT})


def test_a_reason_is_asked_for_and_nobody_checks_themselves(cast, notes):
    nadia = cast("nadia")
    named = notes.name(nadia)
    hala = notes.come(nadia, named)
    with pytest.raises(Refused, match="ACC-023"):
        actions.ask_back(nadia, named, "  ")
    with acting_as(SYSTEM):
        fresh = Nomination.objects.get(pk=named.pk)
        herself = Actor(hala.pk, "Hala", frozenset({Role.OFFICER}))
    assert policies.may_check(herself, fresh).problem.code == "ACC-025"
    with pytest.raises(Refused, match="ACC-006"):
        actions.approve(cast("samira"), named)


def test_an_invitation_under_the_same_name_is_open_at_once_and_under_another_waits(cast):
    for number, (name, states) in enumerate((("Hala", "active"), ("HALA ", "active"), ("Somebody else", "to_check"))):
        invitation, _secret = actions.invite(
            cast("nadia"), email=f"hala{number}@example.org", name="Hala", role=Role.EXPERT,
            entity="JOR", note_verbale="NV 1",
        )  # fmt: skip
        actions.accept_invitation(SYSTEM, invitation, name=name, password="seven quiet ibises at noon")
        assert invitation.nomination.state == states


def test_a_link_sent_again_lives_ten_days_and_the_old_one_dies(cast, notes):
    nadia = cast("nadia")
    named = notes.name(nadia)
    _first, old = actions.invite_nominee(nadia, named)
    with clock.at(clock.now() + timedelta(days=9)):
        again, new = actions.invite_nominee(nadia, named)
        assert queries.access_invitation_by_token(new).pk == again.pk
        assert again.expires_at == clock.now() + timedelta(days=10)
    assert len(notes.links("hala@example.org")) == 1
    with pytest.raises(Refused, match="ACC-001"):
        queries.access_invitation_by_token(old)


def test_one_focal_point_for_a_state_and_exercise(cast, notes):
    nadia = cast("nadia")
    person("samira")
    with pytest.raises(Refused, match="ACC-021"):
        notes.name(nadia, entity="EGY")
    notes.name(nadia, entity="EGY", exercise="collection.round:3")
    for one in ("Amal", "Basma"):
        notes.come(nadia, notes.name(nadia, name=one, entity="EGY", role=Role.EXPERT))
    with pytest.raises(Refused, match="ACC-027"):
        notes.name(nadia, entity="EGY", exercise="collection.round:3")
    with pytest.raises(Refused, match="ACC-021"):
        actions.enrol(SYSTEM, email="x@example.org", name="X", password="x" * 14, role=Role.FOCAL_POINT, entity="EGY")


def test_the_database_itself_refuses_a_second_focal_point():
    samira, hala = person("samira"), person("luc")
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=hala, role=Role.FOCAL_POINT, entity="EGY")
    with acting_as(SYSTEM):
        Membership.objects.create(person=samira, role=Role.FOCAL_POINT, entity="EGY", exercise="collection.round:1")


def test_a_replacement_ends_the_former_in_the_same_moment(cast, notes, as_):
    nadia, browser = cast("nadia"), as_("samira")
    assert browser.get("/").context["actor"].entity == "EGY"
    with pytest.raises(Refused, match="ACC-026"):
        notes.name(nadia, entity="PER", leaves=membership("samira", entity="EGY"))
    named = notes.name(nadia, entity="EGY", leaves=membership("samira", entity="EGY"))
    pending, _secret = actions.invite(
        SYSTEM,
        email="samira@example.org",
        name="Samira",
        role=Role.FOCAL_POINT,
        entity="EGY",
        purpose="collection.reply:9",
    )
    hala = notes.come(nadia, named)
    assert browser.get("/").context["actor"].known
    actions.approve(nadia, named)
    assert actor_of(hala).entity == "EGY"
    assert membership("samira", entity="EGY").until is not None
    assert not browser.get("/").context["actor"].known
    assert [link.void_at is not None for link in notes.links("samira@example.org")] == [True]
    with pytest.raises(Refused, match="ACC-022"):
        actions.accept_invitation(SYSTEM, pending, name="Samira", password="seven quiet ibises at noon")


def test_roles_do_not_leak_from_one_entity_to_another(cast, notes):
    samira = person("samira")
    actions.enrol(SYSTEM, email=samira.email, name="", password="", role=Role.OBSERVER, entity="ICOM")
    assert [hat.entity for hat in hats_of(samira)] == ["EGY", "ICOM"]
    egypt, icom = actor_of(samira, "EGY"), actor_of(samira, "ICOM")
    assert (egypt.entity, egypt.roles, egypt.party) == ("EGY", {Role.FOCAL_POINT}, True)
    assert (icom.entity, icom.roles, icom.party) == ("ICOM", {Role.OBSERVER}, False)
    assert actor_of(samira).entity == "EGY"
    assert actor_of(samira, "PER") == egypt
    nadia = person("nadia")
    actions.enrol(SYSTEM, email=nadia.email, name="", password="", role=Role.EXPERT, entity="FRA")
    assert actor_of(nadia).roles == {Role.OFFICER}
    assert not actor_of(nadia, "FRA").staff


def test_a_focal_point_names_experts_of_her_own_state(cast, notes):
    samira = cast("samira")
    named = notes.name(samira, name="Amal", entity="EGY", role=Role.EXPERT)
    assert named.by_state
    notes.come(samira, named)
    assert notes.state(named) == "to_check"
    for entity, role in (("FRA", Role.EXPERT), ("EGY", Role.FOCAL_POINT)):
        with pytest.raises(Refused, match="ACC-005"):
            notes.name(samira, name="Basma", entity=entity, role=role)
    with acting_as(samira):
        assert [row.name for row in queries.nominations(samira)] == ["Amal"]
    luc = cast("luc")
    with acting_as(luc):
        assert queries.nominations(luc) == ()
        with pytest.raises(NotHere):
            queries.nomination_row(luc, named.pk)


def test_who_leaves_is_cut_off(cast, notes, as_):
    nadia, browser = cast("nadia"), as_("luc")
    assert browser.get("/").context["actor"].known
    luc = person("luc")
    with pytest.raises(Refused, match="ACC-024"):
        actions.leave(nadia, luc)
    actions.leave(with_power(nadia, Power.MANAGE_ACCOUNTS), luc)
    assert not browser.get("/").context["actor"].known
    with acting_as(SYSTEM):
        fresh = Person.objects.get(pk=luc.pk)
        assert not fresh.has_usable_password()
        assert not Session.objects.filter(person=luc).exists()
    assert not actor_of(fresh).known
    entry = audit_of("accounts.person", luc.pk)[-1]
    assert (entry.verb, entry.detail["sessions"]) == ("accounts.person.left", 1)


def audit_of(kind: str, pk: int):
    with acting_as(SYSTEM):
        return audit.of(kind, pk)


def test_who_left_comes_back_by_a_new_invitation(cast):
    luc = person("luc")
    actions.leave(SYSTEM, luc)
    invitation, _secret = actions.invite(SYSTEM, email=luc.email, name="Luc", role=Role.EXPERT, entity="FRA")
    again = actions.accept_invitation(SYSTEM, invitation, name="Luc", password="seven quiet ibises at noon")
    assert again.pk == luc.pk
    assert actor_of(again).roles == {Role.EXPERT}


def test_the_last_director_stays(cast):
    viktor = person("viktor")
    with pytest.raises(Refused, match="ACC-029"):
        actions.leave(SYSTEM, viktor)
    officer = with_power(cast("nadia"), Power.MANAGE_ACCOUNTS)
    with pytest.raises(Refused, match="ACC-005"):
        actions.leave(officer, viktor)


def test_a_power_is_open_in_one_browser_for_a_while_and_stands_in_the_ledger(cast):
    nadia = person("nadia")
    actor = actor_of(nadia)
    for wrong in ({"minutes": 20}, {"reason": " "}, {"session": ""}):
        with pytest.raises(Refused):
            actions.open_power(
                actor, Power.READ_OUTBOX, **{"minutes": 15, "reason": "A lost letter", "session": "s", **wrong}
            )
    with pytest.raises(Refused, match="ACC-005"):
        actions.open_power(actor, Power.MANAGE_KEYS, minutes=15, reason="A lost key", session="s")
    with pytest.raises(Refused, match="ACC-006"):
        actions.open_power(cast("samira"), Power.READ_OUTBOX, minutes=15, reason="A lost letter", session="s")
    row = actions.open_power(actor, Power.READ_OUTBOX, minutes=15, reason="A lost letter", session="s")
    assert actor_of(nadia, session="s").wields(Power.READ_OUTBOX)
    assert not actor_of(nadia, session="another").powers
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert not actor_of(nadia, session="s").powers
    run_waiting()
    verbs = [line.verb for line in audit_of("accounts.powersession", row.pk)]
    assert verbs == ["accounts.power.opened", "accounts.power.lapsed"]
    second = actions.open_power(actor, Power.READ_OUTBOX, minutes=15, reason="Another", session="s")
    with pytest.raises(Refused, match="ACC-006"):
        actions.end_power(cast("viktor"), second)
    actions.end_power(actor, second)
    assert not actor_of(nadia, session="s").powers
    run_waiting()
    assert [line.verb for line in audit_of("accounts.powersession", second.pk)][1:] == ["accounts.power.ended"]


def test_postgresql_knows_which_powers_are_open(cast):
    nadia = with_power(cast("nadia"), Power.RESTRICTED_CONTACTS)

    def wields(actor: Actor) -> list[bool]:
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute(
                "SELECT entraide_wields('restricted_contacts'), entraide_wields('manage_keys'), entraide_wields('system')"
            )
            return list(cursor.fetchone())

    assert wields(nadia) == [True, False, False]
    assert wields(SYSTEM) == [True, True, True]
    assert wields(cast("viktor")) == wields(cast("samira")) == [False, False, False]
    assert PowerSession._meta.db_table == "accounts_powersession"
