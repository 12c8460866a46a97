"""What the room does in the background, and every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from entraide.directory import queries as directory
from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.foundation.keeping.duties import daily
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import Refused

from . import actions
from .exporting.jobs import forget_exports, make_export
from .models import Inviting, Round

__all__ = ["forget_exports", "invite_all", "make_export", "open_rounds", "remind", "tell_deadline"]


@job("collection.invite")
def invite_all(inviting_id: int) -> None:
    """Send the invitations of one list on behalf of who chose them, some at a time: each lot is kept before the next.

    Tried again it goes on where it stopped, for who has been asked is passed over.
    """
    with acting_as(SYSTEM):
        inviting = Inviting.objects.filter(pk=inviting_id, ended_at__isnull=True).first()
        if inviting is None:
            return
        actor = actor_of(Person.objects.get(pk=inviting.started_by)) if inviting.started_by else SYSTEM
    chosen: Sequence[Sequence[str]] = inviting.chosen[inviting.done :]
    for start in range(0, len(chosen), actions.CHUNK):
        _invite_some(actor, inviting, chosen[start : start + actions.CHUNK])


def _invite_some(actor: Actor, inviting: Inviting, chosen: Sequence[Sequence[str]]) -> None:
    keys = {key for _entity, key, _note in chosen}
    with acting_as(actor):
        round = Round.objects.get(pk=inviting.round_id)
        known = directory.contacts_for(actor, inviting.function, [entity for entity, _key, _note in chosen])
        contacts = [one for one in known if one.key in keys]
        gone = [(entity, "COL-354") for entity, key, _note in chosen if key not in {one.key for one in contacts}]
        fit, unfit = actions.to_invite(round, contacts)
        if round.state == "closed":
            fit, unfit = [], [(entity, "COL-302") for entity, _key, _note in chosen]
        unfit += _invited(actor, round, fit, {entity: note for entity, _key, note in chosen})
        done = inviting.done + len(chosen)
        actions.note_progress(actor, inviting, done, [*gone, *unfit], done >= len(inviting.chosen))


def _invited(
    actor: Actor, round: Round, contacts: Sequence[actions.Contact], notes: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Invite them; when one of them cannot be, the others are, and who could not is told with the number of the problem."""
    try:
        if contacts:
            actions.invite(actor, round, contacts, notes)
    except Refused as refusal:
        if len(contacts) == 1:
            return [(contacts[0].entity, refusal.problems[0].code)]
        return [one for contact in contacts for one in _invited(actor, round, [contact], notes)]
    return []


@job("collection.tell_deadline")
def tell_deadline(round_id: int) -> None:
    """Tell those who still owe a reply that the deadline is another day."""
    with acting_as(SYSTEM):
        actions.tell_deadline(SYSTEM, Round.objects.get(pk=round_id))


@daily("collection.open_rounds")
def open_rounds(_day: date) -> None:
    """Rounds that were prepared for today or an earlier day open, and everybody asked is told."""
    for round in Round.objects.filter(state="prepared", opens_on__lte=clock.now().date()).order_by("pk"):
        actions.begin_round(SYSTEM, round)


@daily("collection.remind")
def remind(_day: date) -> None:
    """Remind those with something outstanding, by the rule of each round."""
    actions.remind_due(SYSTEM, clock.now().date())
