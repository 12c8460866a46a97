"""What a sheet may change, each as an action of its own: the same policies and the same ledger as the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.kernel.transitions import Transitions

from .. import actions, policies
from ..domain.exchange.comparing import AXES
from ..domain.vocabulary import Act as Deed
from ..domain.vocabulary import strength_of
from ..models import Addressee, Assignment, Mandate
from .rows import emails

_BY_CODE: Mapping[str, Deed] = {act: act for act in get_args(Deed)}


def record(
    actor: Actor, mandate: Mandate, addressee: Addressee | None, column: str, value: str, language: Language,
    strength: int | None = None,
) -> None:  # fmt: skip
    """Give one column of a mandate or an addressee this value. A state is reached by the shortest way there is.

    An act brings its usual strength with it, unless an undoing gives back another.
    """
    if column in AXES:
        _walk(actor, mandate if column == "life" else addressee, column, value)
    elif column == "assignee":
        hand_over(actor, mandate, value.split("; ") if value else [])
    elif addressee is not None and column in ("note", "resources"):
        annotate(actor, addressee, column, value, language)
    else:
        correct(actor, mandate, column, value, strength)


def _walk(actor: Actor, thing: Mandate | Addressee | None, column: str, goal: str) -> None:
    """One step for what a person asks for; an undoing may need two, each of them in the ledger."""
    moves: dict[str, Any] = {
        "life": actions.move, "response": actions.set_response, "implementation": actions.set_implementation,
    }  # fmt: skip
    if thing is None:
        raise refuse("MAN-406", mandate="?", addressee=0)
    for verb in way(AXES[column], getattr(thing, column), goal):
        moves[column](actor, thing, verb)


def way(axis: Transitions, start: str, goal: str) -> tuple[str, ...]:
    """The fewest verbs from one state to another; refused with MAN-415 when there is no way."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    edge = [start]
    while edge and goal not in ways:
        here = edge.pop(0)
        for verb, state in axis.table.get(here, {}).items():
            if state not in ways:
                ways[state] = (*ways[here], verb)
                edge.append(state)
    if goal not in ways:
        raise refuse("MAN-415", before=start, after=goal)
    return ways[goal]


@action("mandates.mandate.corrected_by_sheet")
def correct(act: Act, mandate: Mandate, column: str, value: str, strength: int | None = None) -> None:
    """Correct the act, the deed, the deadline, the day or the topics of a mandate in the register."""
    policies.may_register(act.actor).enforce()
    if column == "act":
        if value not in _BY_CODE:
            raise refuse("MAN-307", act=value, strength=mandate.strength)
        mandate.strength = strength_of(_BY_CODE[value]) if strength is None else strength
    values = {"due_on": date.fromisoformat(value) if column == "due_on" and value else None}
    values["topics"] = value.split("; ") if column == "topics" and value else []  # type: ignore[assignment]
    setattr(mandate, column, values.get(column, value))
    mandate.edition += 1
    save(mandate, column, "edition", *(["strength"] if column == "act" else []))
    act.about(mandate, column=column, edition=mandate.edition)


@action("mandates.addressee.annotated_by_sheet")
def annotate(act: Act, addressee: Addressee, column: str, value: str, language: Language) -> None:
    """Write the note, in the language of the sheet, or the resources of an addressee. An emptied note loses that version."""
    policies.may_register(act.actor).enforce()
    if column == "note":
        note = Text.from_json(addressee.note)
        kept = {code: text for code, text in note.versions.items() if code != language}
        fresh = Text(kept, {code: note.statuses[code] for code in kept})
        addressee.note = (fresh.with_version(language, value, "original") if value else fresh).to_json()
    else:
        addressee.resources = value
    save(addressee, column)
    act.about(addressee, column=column, mandate=addressee.mandate_id)


@action("mandates.mandate.handed_over_by_sheet")
def hand_over(act: Act, mandate: Mandate, addresses: list[str]) -> None:
    """Put a mandate into the hands of these people of the secretariat and of nobody else (MAN-422 for a stranger)."""
    policies.may_register(act.actor).enforce()
    known = {email.casefold(): person for person, email in emails().items()}
    for address in addresses:
        if address.casefold() not in known:
            raise refuse("MAN-422", value=address)
    wanted = {known[address.casefold()] for address in addresses}
    open_now = Assignment.objects.filter(mandate=mandate, done_at__isnull=True)
    held = set(open_now.values_list("person", flat=True))
    open_now.filter(person__in=set(emails()) - wanted).update(done_at=act.at)
    for person in sorted(wanted - held):
        Assignment.objects.create(mandate=mandate, person=person, assigned_at=act.at, assigned_by=act.actor.person_id)
    act.about(mandate, given=sorted(wanted - held), taken=sorted(held - wanted))
