"""Two at once: a link pressed twice, two nominees for one seat. One gets through, the other is told why not."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.actions import Named
from entraide.foundation.accounts.models import Invitation, Membership, Nomination, Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import Refused

PASSPHRASE = "seven quiet ibises at noon"


def together(*deeds: Callable[[], object]) -> list[str]:
    """What each came to, when all begin in the same moment: `done`, or the number of the refusal."""
    begin, came = Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            begin.wait(10)
            deed()
            came.append("done")
        except Refused as refusal:
            came.append(refusal.problems[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(came)


def accept(pk: int, name: str) -> Callable[[], object]:
    def deed() -> object:
        with acting_as(SYSTEM):
            invitation = Invitation.objects.get(pk=pk)
        return actions.accept_invitation(SYSTEM, invitation, name=name, password=PASSPHRASE)

    return deed


def test_links_pressed_at_once_make_one_account(committed):
    invited, _secret = actions.invite(SYSTEM, email="hala@example.org", name="Hala", role=Role.EXPERT, entity="JOR")
    assert together(*[accept(invited.pk, "Hala")] * 4) == ["ACC-003", "ACC-003", "ACC-003", "done"]
    with acting_as(SYSTEM):
        assert (Person.objects.count(), Membership.objects.count()) == (1, 1)
    links = [
        actions.invite(SYSTEM, email="basma@example.org", name="Basma", role=Role.EXPERT, entity=entity)[0].pk
        for entity in ("JOR", "EGY")
    ]
    assert together(*(accept(pk, "Basma") for pk in links)) == ["ACC-008", "done"]
    with acting_as(SYSTEM):
        assert Person.objects.count() == 2


def test_of_two_nominees_for_one_seat_approved_at_once_one_sits_down(committed):
    waiting = []
    for name in ("Hala", "Basma"):
        named = Named(
            role=Role.FOCAL_POINT, entity="JOR", name=name, email=f"{name.lower()}@example.org", reference="NV"
        )
        nomination = actions.nominate(SYSTEM, named)
        invitation, _secret = actions.invite_nominee(SYSTEM, nomination)
        actions.accept_invitation(SYSTEM, invitation, name=name, password=PASSPHRASE)
        waiting.append(nomination.pk)

    def approve(pk: int) -> Callable[[], object]:
        def deed() -> object:
            with acting_as(SYSTEM):
                nomination = Nomination.objects.get(pk=pk)
            return actions.approve(SYSTEM, nomination)

        return deed

    assert together(*(approve(pk) for pk in waiting)) == ["ACC-021", "done"]
    with acting_as(SYSTEM):
        assert Membership.objects.filter(role=Role.FOCAL_POINT, entity="JOR", until__isnull=True).count() == 1
        assert sorted(Nomination.objects.values_list("state", flat=True)) == ["active", "to_check"]
