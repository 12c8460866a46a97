"""What exports do in the background, and every day."""

from __future__ import annotations

from datetime import date

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.foundation.keeping.duties import daily
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused

from ..models import Export
from . import asking


@job("collection.export")
def make_export(export: int) -> None:
    """Write a long export with the eyes that its person has today; who has lost the right gets nothing."""
    with acting_as(SYSTEM):
        found = Export.objects.filter(pk=export, state__in=("waiting", "failed")).first()
        person = Person.objects.filter(pk=found.person).first() if found and found.person else None
    if found is None or person is None:
        return
    try:
        asking.make(actor_of(person, found.entity), export)
    except Refused as refusal:
        asking.fail(SYSTEM, export, refusal.problems[0].code)
    except NotHere:
        asking.fail(SYSTEM, export, "not here")


@daily("collection.forget_exports")
def forget_exports(day: date) -> None:
    """Throw away the files of exports that have been kept long enough."""
    asking.forget(SYSTEM, day)
