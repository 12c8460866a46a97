"""What a sheet may change, each by the action of the register that the pages call: its policies, its ledger, its history."""

from __future__ import annotations

from datetime import date
from typing import Any

from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from .. import actions
from ..actions import ACTS
from ..domain.exchange.comparing import AXES
from ..domain.life import way
from ..domain.vocabulary import strength_of
from ..models import Addressee, Assignment, Mandate
from .rows import emails


def record(
    actor: Actor, mandate: Mandate, addressee: Addressee | None, column: str, value: str, language: Language
) -> None:
    """Give one column of a mandate or an addressee this value. A state is reached by the shortest way there is."""
    if column in AXES:
        _walk(actor, mandate if column == "life" else addressee, column, value)
    elif column == "assignee":
        hand_over(actor, mandate, value.split("; ") if value else [])
    elif addressee is not None and column == "note":
        actions.annotate(actor, addressee, note=noted(addressee, value, language))
    elif addressee is not None and column == "resources":
        actions.annotate(actor, addressee, resources=value)
    else:
        actions.amend(actor, mandate, **corrected(mandate, column, value))


def _walk(actor: Actor, thing: Mandate | Addressee | None, column: str, goal: str) -> None:
    """The verbs that lead there, each of them in the ledger; refused with MAN-415 when there is no way."""
    moves: dict[str, Any] = {
        "life": actions.move, "response": actions.set_response, "implementation": actions.set_implementation,
    }  # fmt: skip
    if thing is None:
        raise refuse("MAN-406", mandate="?", addressee=0)
    before = getattr(thing, column)
    verbs = way(AXES[column], before, goal)
    if verbs is None:
        raise refuse("MAN-415", before=before, after=goal)
    for verb in verbs:
        moves[column](actor, thing, verb)


def corrected(mandate: Mandate, column: str, value: str) -> dict[str, Any]:
    """A cell as `actions.amend` takes it. An act brings its usual strength with it; refused with MAN-307 when there is no
    such act.
    """
    if column == "act":
        deed = next((act for act in ACTS if act == value), None)
        if deed is None:
            raise refuse("MAN-307", act=value, strength=mandate.strength)
        return {"act": deed, "strength": strength_of(deed)}  # type: ignore[arg-type]
    if column == "due_on":
        return {"due_on": date.fromisoformat(value) if value else None}
    return {column: value.split("; ") if value else []} if column == "topics" else {column: value}


def noted(addressee: Addressee, value: str, language: Language) -> Text:
    """The note with this version in the language of the sheet; an emptied one loses that version."""
    note = Text.from_json(addressee.note)
    kept = {code: text for code, text in note.versions.items() if code != language}
    fresh = Text(kept, {code: note.statuses[code] for code in kept})
    return fresh.with_version(language, value, "original") if value else fresh


def hand_over(actor: Actor, mandate: Mandate, addresses: list[str]) -> None:
    """Put a mandate into the hands of these people of the secretariat and of nobody else (MAN-422 for a stranger)."""
    people = emails()
    known = {email.casefold(): person for person, email in people.items()}
    for address in addresses:
        if address.casefold() not in known:
            raise refuse("MAN-422", value=address)
    wanted = {known[address.casefold()] for address in addresses}
    held = list(
        Assignment.objects.filter(mandate=mandate, done_at__isnull=True).select_related("mandate").order_by("id")
    )
    for row in held:
        if row.person in set(people) - wanted:
            actions.finish(actor, row)
    for person in sorted(wanted - {row.person for row in held}):
        actions.assign(actor, mandate, person)
