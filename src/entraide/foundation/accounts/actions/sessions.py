"""Ending open browsers."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..models import Person, Session
from ..standing import cut_off


@action("accounts.session.ended")
def end_session(act: Act, session: Session) -> None:
    """End one open browser, one's own or with the power to manage accounts anybody's; NotHere when it has ended."""
    policies.may_see_sessions(act.actor, session.person_id or 0).enforce()
    with acting_as(SYSTEM):
        if Session.objects.filter(pk=session.pk).delete()[0] != 1:
            raise NotHere
    act.about("accounts.session", person=session.person_id)


@action("accounts.sessions.ended")
def end_other_sessions(act: Act, current: str) -> int:
    """End all of one's own but the one with this digest; how many there were."""
    if act.actor.person_id is None:
        raise refuse("ACC-006")
    with acting_as(SYSTEM):
        ended = Session.objects.filter(person_id=act.actor.person_id).exclude(pk=current).delete()[0]
    act.about("accounts.session", person=act.actor.person_id, ended=ended)
    return ended


@action("accounts.person.signed_out")
def end_sessions_of(act: Act, person: Person) -> int:
    """End every open browser of somebody, with the power to manage accounts; how many there were."""
    policies.may_manage(act.actor).enforce()
    with acting_as(SYSTEM):
        ended = cut_off(person.pk, act.at)
    act.about(person, ended=ended)
    return ended
