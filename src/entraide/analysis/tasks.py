"""What the room does in the background."""

from __future__ import annotations

from datetime import date

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.foundation.keeping.duties import daily
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere, Refused

from . import actions
from .casework import shelf
from .models import LinkRun


@job("analysis.link_cases")
def link_cases(run: int) -> None:
    """Link all reports on behalf of who asked; each step is told to the page that waits."""
    actor = _asked_by(run)
    if actor is None:
        return
    try:
        actions.note_step(actor, run, "linking")
        with acting_as(actor):
            outcome = actions.find_links()
        actions.note_step(actor, run, "keeping")
        actions.keep_links(actor, run, outcome)
        shelf.lay(outcome.table, [one.id for one in outcome.rows])
    except Refused as refusal:
        actions.fail_linking(SYSTEM, run, refusal.problems[0].code)
    except NotHere:
        actions.fail_linking(SYSTEM, run, "not here")
    except Exception:
        actions.fail_linking(SYSTEM, run, "error")
        raise


def _asked_by(run: int) -> Actor | None:
    with acting_as(SYSTEM):
        found = LinkRun.objects.filter(pk=run, state__in=("waiting", "running")).first()
        person = Person.objects.filter(pk=found.asked_by).first() if found and found.asked_by else None
    if found is None:
        return None
    return actor_of(person) if person else SYSTEM


@job("analysis.normalise_cases")
def normalise_cases(person: int) -> None:
    """Compute the codes of all reports anew, on behalf of who asked."""
    with acting_as(SYSTEM):
        found = Person.objects.filter(pk=person).first() if person else None
    actions.normalise_again(actor_of(found) if found else SYSTEM)


@daily("analysis.give_up_linkings")
def give_up_linkings(_day: date) -> None:
    """A linking whose process died blocks no other."""
    actions.give_up_linkings(SYSTEM)
