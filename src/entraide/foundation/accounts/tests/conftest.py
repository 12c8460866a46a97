from __future__ import annotations

import pytest

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.actions import Named
from entraide.foundation.accounts.models import Invitation, Nomination, Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role

PASSPHRASE = "seven quiet ibises at noon"


class Notes:
    """The secretariat's pile of notes verbales: name somebody, have them come."""

    def name(self, actor, name="Hala", entity="JOR", role=Role.FOCAL_POINT, leaves=None, **more) -> Nomination:
        named = Named(
            role=role, entity=entity, name=name, email=f"{name.lower()}@example.org", reference="NV 12/2026", **more
        )
        return actions.nominate(actor, named, leaves=leaves)

    def come(self, actor, nomination, name="", **more) -> Person:
        invitation, _secret = actions.invite_nominee(actor, nomination)
        return actions.accept_invitation(SYSTEM, invitation, name=name or nomination.name, password=PASSPHRASE, **more)

    def state(self, nomination) -> str:
        with acting_as(SYSTEM):
            return Nomination.objects.get(pk=nomination.pk).state

    def links(self, email) -> list[Invitation]:
        with acting_as(SYSTEM):
            return list(Invitation.objects.filter(email=email).order_by("id"))


@pytest.fixture
def notes(db) -> Notes:
    return Notes()
