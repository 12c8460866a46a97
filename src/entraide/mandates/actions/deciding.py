"""A person decides on what was read: confirmed, corrected, rejected, added by hand. Every correction is kept as a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args
from uuid import UUID

from entraide.documents import queries as documents
from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.life import LIFE
from ..domain.vocabulary import Act as Deed
from ..indexing import index_with_parents
from ..models import Case, Mandate
from .addressing import change_addressees, set_addressees
from .history import change, hold, one_turn, turn_of
from .proposing import born
from .whence import whence

ACTS: Final[tuple[str, ...]] = get_args(Deed)
STRENGTHS: Final = range(6)
CORRECTABLE: Final = frozenset({
    "act", "strength", "issuer", "deliverable", "hedges", "deadline", "summary", "topics", "due_on", "due_meeting",
    "recurrence", "reporting", "conditional",
})  # fmt: skip
READ: Final = frozenset({"act", "strength", "issuer", "deliverable", "hedges", "deadline"})
"""What the reader reads in the words; correcting anything else is no case to test it with."""


@action("mandates.mandate.confirmed")
def confirm(
    act: Act, /, mandate: Mandate, *, edition: int | None = None,
    addressees: Sequence[Mapping[str, Any]] | None = None, **corrections: Any,
) -> None:  # fmt: skip
    """Take a proposal into the register, corrected where the person says so (columns in CORRECTABLE).

    The reading stays in `proposal`, and every correction is kept as a case to test the reader with. Refused with MAN-307
    for an act or a strength that there is not, with MAN-310 when the proposal has changed since `edition`.
    """
    policies.may_register(act.actor).enforce()
    hold(mandate, edition)
    life = LIFE.after(mandate.life, "adopt")
    changed, whom = _correct(act, mandate, addressees, corrections)
    change(act, mandate, {"life": life})
    mandate.decided_at, mandate.decided_by = act.at, act.actor.person_id
    mandate.acts_possible = []
    save(mandate, "decided_at", "decided_by", "acts_possible")
    _confirm_parents(act, mandate)
    index_with_parents(mandate)
    act.about(mandate, corrected=sorted(changed), addressees_corrected=whom)


@action("mandates.mandate.amended")
def amend(
    act: Act, /, mandate: Mandate, *, edition: int | None = None,
    addressees: Sequence[Mapping[str, Any]] | None = None, **corrections: Any,
) -> None:  # fmt: skip
    """Correct a mandate without deciding on it: a proposal before it is confirmed, or one in the register."""
    policies.may_register(act.actor).enforce()
    hold(mandate, edition)
    changed, whom = _correct(act, mandate, addressees, corrections)
    if "act" in corrections:
        change(act, mandate, {"acts_possible": []})
    index_with_parents(mandate)
    act.about(mandate, corrected=sorted(changed), addressees_corrected=whom)


def _correct(
    act: Act, mandate: Mandate, addressees: Sequence[Mapping[str, Any]] | None, corrections: Mapping[str, Any]
) -> tuple[tuple[str, ...], bool]:
    """Write and record the corrections; which columns changed, and whether the addressees did."""
    values = {name: value for name, value in corrections.items() if name in CORRECTABLE}
    deed, strength = values.get("act", mandate.act), values.get("strength", mandate.strength)
    if deed not in ACTS or strength not in STRENGTHS:
        raise refuse("MAN-307", act=deed, strength=strength)
    changed = change(act, mandate, values)
    whom = addressees is not None and change_addressees(act, mandate, addressees)
    if READ & set(changed) or whom or ("act" in values and mandate.acts_possible):
        _keep_case(act, mandate)
    return changed, whom


def _keep_case(act: Act, mandate: Mandate) -> None:
    text = mandate.paragraph.text.get(as_language(mandate.language), {}).get("text", "")
    asked = [{"kind": one.kind, "name": one.name, "text": one.text} for one in mandate.addressees.order_by("position")]
    Case.objects.create(
        language=mandate.language, text=text, proposed=mandate.proposal, kept_at=act.at, turn=turn_of(act),
        corrected={
            "act": mandate.act, "strength": mandate.strength, "issuer": mandate.issuer, "addressees": asked,
            "deliverable": mandate.deliverable, "deadline": mandate.deadline or None, "hedge_tags": mandate.hedges,
        },
    )  # fmt: skip


def _confirm_parents(act: Act, mandate: Mandate) -> None:
    """What passes a mandate on is adopted with it: the group recommends what the Conference is to request."""
    outer = mandate.parent
    while outer is not None and outer.life == "proposed":
        hold(outer)
        change(act, outer, {"life": LIFE.after(outer.life, "adopt")})
        outer.decided_at, outer.decided_by = act.at, act.actor.person_id
        save(outer, "decided_at", "decided_by")
        outer = outer.parent


def confirm_all(actor: Actor, document_id: int) -> int:
    """Confirm, one by one, uncorrected and in one turn, every proposal of a document that waits; how many there were.

    What the words leave open between two acts waits for a person.
    """
    policies.may_register(actor).enforce()
    waiting = Mandate.objects.filter(paragraph__document_id=document_id, life="proposed", contained__isnull=True)
    found = [one for one in waiting.select_related("paragraph") if not one.acts_possible]
    with one_turn():
        for mandate in found:
            confirm(actor, mandate)
    return len(found)


@action("mandates.mandate.rejected")
def reject(act: Act, mandate: Mandate, reason: str, *, edition: int | None = None) -> None:
    """Say that a proposal is no mandate, and why (MAN-304 without a reason)."""
    policies.may_register(act.actor).enforce()
    if not reason.strip():
        raise refuse("MAN-304")
    hold(mandate, edition)
    if mandate.life != "proposed":
        raise refuse("MAN-001", state=mandate.life, verb="reject")
    _set_aside(act, mandate, reason.strip()[:2000])
    act.about(mandate)


def _set_aside(act: Act, mandate: Mandate, reason: str) -> None:
    """With it goes what only passed it on, once nothing else is passed on by that."""
    mandate.proposal = {**mandate.proposal, "rejected_because": reason}
    mandate.decided_at, mandate.decided_by = act.at, act.actor.person_id
    save(mandate, "proposal", "decided_at", "decided_by")
    change(act, mandate, {"life": LIFE.after(mandate.life, "retire")}, note=reason)
    outer = mandate.parent
    if outer is not None and outer.life == "proposed" and not outer.contained.exclude(life="retired").exists():
        _set_aside(act, hold(outer), reason)


@action("mandates.mandate.added")
def add_mandate(
    act: Act, *, paragraph_guid: UUID, deed: str, strength: int, addressees: Sequence[Mapping[str, Any]],
    language: str = "", **facts: Any,
) -> Mandate:  # fmt: skip
    """Register what the reader missed in a paragraph, in the words of a person; kept as a case for the reader.

    `facts` are columns in CORRECTABLE. Refused: MAN-307 no such act, MAN-311 the paragraph is no longer in force.
    """
    policies.may_register(act.actor).enforce()
    where = documents.paragraph(act.actor, paragraph_guid)
    if where.withdrawn:
        raise refuse("MAN-311", paragraph=where.label, document=where.document_label, edition=where.withdrawn)
    if deed not in ACTS or strength not in STRENGTHS:
        raise refuse("MAN-307", act=deed, strength=strength)
    row = documents.document(act.actor, where.document)
    origin = whence(act.actor, row, "")
    said = as_language(language or row.original_language or next(iter(where.text.versions), "en"))
    told = {"by_hand": True, "paragraph": where.number, "point": where.point, "act": "", "span": [0, 0]}
    beside = Mandate.objects.filter(paragraph_id=where.guid).count()
    values = {**born(origin, where.text, str(facts.get("issuer", "")), None), "position": beside, **_columns(facts)}
    mandate: Mandate = Mandate.objects.create(
        paragraph_id=where.guid, act=deed, strength=strength, proposal=told, language=said, proposed_at=act.at, **values
    )
    set_addressees(mandate, addressees)
    change(act, mandate, {"life": LIFE.after(mandate.life, "adopt")})
    mandate.decided_at, mandate.decided_by = act.at, act.actor.person_id
    save(mandate, "decided_at", "decided_by")
    _keep_case(act, mandate)
    index_with_parents(mandate)
    act.about(mandate, by_hand=True)
    return mandate


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    names = CORRECTABLE - {"act", "strength"}
    return {("due_meeting_id" if name == "due_meeting" else name): facts[name] for name in names & set(facts)}
