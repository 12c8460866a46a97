"""Every write of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args
from uuid import UUID

from attrs import frozen

from entraide.documents import queries as documents
from entraide.documents.domain.tree import Point, Tree
from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from . import policies
from .domain.extract import extract
from .domain.life import IMPLEMENTATION, LIFE, RESPONSE
from .domain.proposals import Candidate, Proposal, proposals_for_register, to_json
from .domain.vocabulary import Act as Deed
from .indexing import index_with_parents
from .models import Addressee, Evidence, Mandate

Place = tuple[str, str, str, int]
"""Paragraph, point, act, and where its words begin: what makes a mandate of a document one and the same."""

ACTS: tuple[str, ...] = get_args(Deed)
STRENGTHS = range(6)
CORRECTABLE = frozenset({"act", "strength", "issuer", "deliverable", "hedges", "deadline", "summary"})


@frozen
class _Paper:
    """A document while it is read for proposals: its paragraphs by their printed place, and what stands already."""

    language: str
    guids: Mapping[tuple[str, str], str]
    standing: dict[Place, Mandate]


@action("mandates.document.proposed")
def propose(act: Act, document_id: int) -> int:
    """Read a document's recommendations and lay them before a person; how many are proposed.

    Proposals that nobody has decided on are replaced; what was confirmed or rejected stays. Refused with MAN-303 when
    the document has no text in its original language.
    """
    policies.may_register(act.actor).enforce()
    row = documents.document(act.actor, document_id)
    tree = documents.tree(act.actor, document_id, row.original_language or next(iter(row.languages), ""))
    if tree is None:
        raise refuse("MAN-303", document=row.label)
    _forget_undecided(document_id)
    paper = _Paper(tree.language, dict(_guids(tree)), _standing(document_id))
    found = proposals_for_register(extract(tree))
    count = sum(_propose(act, candidate, paper, position) for position, candidate in enumerate(found))
    act.about("documents.document", proposed=count)
    act.object_id = str(document_id)
    return count


def _guids(tree: Tree) -> Iterator[tuple[tuple[str, str], str]]:
    """The identity of every paragraph and point of a filed text, by number and letters as printed in it."""
    for paragraph in tree.paragraphs():
        yield (paragraph.number, ""), paragraph.guid
        yield from _points(paragraph.points, paragraph.number, "")


def _points(points: Sequence[Point], number: str, above: str) -> Iterator[tuple[tuple[str, str], str]]:
    for point in points:
        here = f"{above}.{point.label}" if above else point.label
        yield (number, here), point.guid
        yield from _points(point.points, number, here)


def _forget_undecided(document_id: int) -> None:
    """From the leaves up: what passes a mandate on goes when nothing is left below it."""
    undecided = Mandate.objects.filter(paragraph__document_id=document_id, life="proposed", contained__isnull=True)
    while undecided.delete()[0]:
        pass


def _standing(document_id: int) -> dict[Place, Mandate]:
    rows = Mandate.objects.filter(paragraph__document_id=document_id)
    return {_place_in(row.proposal): row for row in rows}


def _place_in(proposal: Mapping[str, Any]) -> Place:
    return proposal["paragraph"], proposal["point"], proposal["act"], proposal["span"][0]


def _place(made: Proposal) -> Place:
    return made.paragraph, made.point, made.act, made.span[0]


def _propose(act: Act, candidate: Candidate, paper: _Paper, position: int) -> bool:
    """Lay one leaf and what passes it on before a person; false when somebody has decided on it already."""
    if _place(candidate.proposal) in paper.standing:
        return False
    parent: Mandate | None = None
    for outer in candidate.via:
        if _place(outer) not in paper.standing:
            paper.standing[_place(outer)] = _propose_one(act, outer, paper, parent, position, False)
        parent = paper.standing[_place(outer)]
    _propose_one(act, candidate.proposal, paper, parent, position, candidate.conditional)
    return True


def _propose_one(
    act: Act, made: Proposal, paper: _Paper, parent: Mandate | None, position: int, conditional: bool
) -> Mandate:
    row: Mandate = Mandate.objects.create(
        paragraph_id=paper.guids[made.paragraph, made.point], parent=parent, position=position,
        issuer=made.issuer[:300], act=made.act, lemma=made.lemma, strength=made.strength, deliverable=made.deliverable,
        deadline=made.deadline or "", hedges=[hedge.tag for hedge in made.hedges], conditional=conditional,
        references=[{"kind": r.kind, "label": r.label, "paragraph": r.paragraph} for r in made.references],
        proposal=to_json(made), language=paper.language, proposed_at=act.at,
    )  # fmt: skip
    _set_addressees(row, [{"kind": a.kind, "name": a.key or a.name, "text": a.text} for a in made.addressees])
    return row


def _set_addressees(mandate: Mandate, rows: Sequence[Mapping[str, Any]]) -> None:
    mandate.addressees.all().delete()
    for position, row in enumerate(rows):
        Addressee.objects.create(
            mandate=mandate, position=position, kind=row["kind"], name=row.get("name", "")[:200],
            text=row.get("text", "")[:500], entity=row.get("entity", ""),
        )  # fmt: skip


@action("mandates.mandate.confirmed")
def confirm(
    act: Act, /, mandate: Mandate, *, addressees: Sequence[Mapping[str, Any]] | None = None, **corrections: Any
) -> None:
    """Take a proposal into the register, corrected where the person says so (columns in CORRECTABLE).

    The reading stays in `proposal`, so every correction remains as a case to test the reader with. Refused with MAN-307
    for an act or a strength that there is not.
    """
    policies.may_register(act.actor).enforce()
    mandate.life = LIFE.after(mandate.life, "adopt")
    changed = {name: value for name, value in corrections.items() if name in CORRECTABLE}
    for name, value in changed.items():
        setattr(mandate, name, value)
    if mandate.act not in ACTS or mandate.strength not in STRENGTHS:
        raise refuse("MAN-307", act=mandate.act, strength=mandate.strength)
    mandate.decided_at, mandate.decided_by = act.at, act.actor.person_id
    save(mandate, "life", "decided_at", "decided_by", *changed)
    if addressees is not None:
        _set_addressees(mandate, addressees)
    _confirm_parents(act, mandate)
    index_with_parents(mandate)
    act.about(mandate, corrected=sorted(changed), addressees_corrected=addressees is not None)


def _confirm_parents(act: Act, mandate: Mandate) -> None:
    """What passes a mandate on is adopted with it: the group recommends what the Conference is to request."""
    outer = mandate.parent
    while outer is not None and outer.life == "proposed":
        outer.life = LIFE.after(outer.life, "adopt")
        outer.decided_at, outer.decided_by = act.at, act.actor.person_id
        save(outer, "life", "decided_at", "decided_by")
        outer = outer.parent


def confirm_all(actor: Actor, document_id: int) -> int:
    """Confirm, one by one and uncorrected, every proposal of a document that still waits; how many there were."""
    policies.may_register(actor).enforce()
    waiting = Mandate.objects.filter(paragraph__document_id=document_id, life="proposed", contained__isnull=True)
    found = list(waiting)
    for mandate in found:
        confirm(actor, mandate)
    return len(found)


@action("mandates.mandate.rejected")
def reject(act: Act, mandate: Mandate, reason: str) -> None:
    """Say that a proposal is no mandate, and why (MAN-304 without a reason)."""
    policies.may_register(act.actor).enforce()
    if not reason.strip():
        raise refuse("MAN-304")
    if mandate.life != "proposed":
        raise refuse("MAN-001", state=mandate.life, verb="reject")
    _set_aside(act, mandate, reason.strip()[:2000])
    act.about(mandate)


def _set_aside(act: Act, mandate: Mandate, reason: str) -> None:
    """With it goes what only passed it on, once nothing else is passed on by that."""
    mandate.life = LIFE.after(mandate.life, "retire")
    mandate.proposal = {**mandate.proposal, "rejected_because": reason}
    mandate.decided_at, mandate.decided_by = act.at, act.actor.person_id
    save(mandate, "life", "proposal", "decided_at", "decided_by")
    outer = mandate.parent
    if outer is not None and outer.life == "proposed" and not outer.contained.exclude(life="retired").exists():
        _set_aside(act, outer, reason)


@action("mandates.mandate.moved")
def move(act: Act, mandate: Mandate, verb: str) -> None:
    """Endorse, supersede, elapse, retire or restore a mandate (domain.life.LIFE)."""
    policies.may_register(act.actor).enforce()
    mandate.life = LIFE.after(mandate.life, verb)
    save(mandate, "life")
    act.about(mandate, life=mandate.life)


@action("mandates.response.recorded")
def set_response(act: Act, addressee: Addressee, verb: str) -> None:
    """Record how an addressee responded (domain.life.RESPONSE)."""
    policies.may_register(act.actor).enforce()
    addressee.response = RESPONSE.after(addressee.response, verb)
    save(addressee, "response")
    act.about(addressee, response=addressee.response, mandate=addressee.mandate_id)


@action("mandates.implementation.recorded")
def set_implementation(act: Act, addressee: Addressee, verb: str) -> None:
    """Record what an addressee has done (domain.life.IMPLEMENTATION)."""
    policies.may_register(act.actor).enforce()
    addressee.implementation = IMPLEMENTATION.after(addressee.implementation, verb)
    save(addressee, "implementation")
    act.about(addressee, implementation=addressee.implementation, mandate=addressee.mandate_id)


@action("mandates.evidence.added")
def add_evidence(
    act: Act, *, mandate: Mandate, kind: str, text: Text, source: str = "", document_id: int | None = None,
    paragraph_guid: UUID | None = None, href: str = "",
) -> Evidence:  # fmt: skip
    """Lay something under a mandate that shows what became of it; public once somebody else has validated it."""
    policies.may_add_evidence(act.actor).enforce()
    if not text:
        raise refuse("MAN-305")
    row: Evidence = Evidence.objects.create(
        mandate=mandate, kind=kind, document_id=document_id, paragraph_id=paragraph_guid, source=source, href=href,
        text=text.to_json(), submitted_at=act.at, submitted_by=act.actor.person_id,
    )  # fmt: skip
    act.about(row, mandate=mandate.pk, kind=kind, source=source)
    return row


def evidence_for_paragraphs(actor: Actor, guids: Sequence[UUID], **facts: Any) -> int:
    """The same evidence under every mandate in force of these paragraphs; how many there were.

    The same `source` and `kind` are not laid under a mandate twice.
    """
    found = Mandate.objects.filter(paragraph_id__in=guids, life__in=["adopted", "endorsed"])
    known = {"kind": facts["kind"], "source": facts.get("source", "")}
    fresh = [one for one in found if not known["source"] or not one.evidence.filter(**known).exists()]
    for mandate in fresh:
        add_evidence(actor, mandate=mandate, **facts)
    return len(fresh)


@action("mandates.evidence.validated")
def validate_evidence(act: Act, evidence: Evidence) -> None:
    """A second person vouches for it; from now on the public sees it."""
    policies.may_validate(act.actor, evidence).enforce()
    if evidence.validated_at is not None:
        raise refuse("MAN-306")
    evidence.validated_at, evidence.validated_by = act.at, act.actor.person_id
    save(evidence, "validated_at", "validated_by")
    act.about(evidence, mandate=evidence.mandate_id)
