"""What people say of themselves."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse

from ..domain.life import WAITING
from ..models import Nomination, Person
from ..standing import move


@action("accounts.profile.changed")
def change_profile(act: Act, *, title: str, phone: str, language: str, name: str = "", answers: bool = False) -> Person:
    """One's own profile. The name may be changed only while it waits for its check: afterwards it is the note's.

    `answers` sends a profile that was asked back to its next check. Refused: ACC-006 for nobody.
    """
    if act.actor.person_id is None:
        raise refuse("ACC-006")
    with acting_as(SYSTEM):
        person = Person.objects.select_for_update().get(pk=act.actor.person_id)
        waiting = Nomination.objects.select_for_update().filter(person=person, state__in=WAITING)
        stands = person.memberships.filter(until__isnull=True).exists()
        if name.strip() and waiting and not stands:
            person.name = name.strip()
        person.title, person.phone, person.language = title.strip(), phone.strip(), as_language(language)
        save(person, "name", "title", "phone", "language")
        again = [row for row in waiting if row.state == "asked_back"] if answers else []
        for row in again:
            move(row, "answer")
    act.about(person, answered=[row.pk for row in again])
    return person
