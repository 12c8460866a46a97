"""Reading a filed document: its recommendations are laid before a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from django.db import connection

from entraide.documents import queries as documents
from entraide.documents.domain.tree import Point, Tree
from entraide.foundation.actions import Act, action
from entraide.kernel.actor import Actor
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from .. import policies
from ..domain.deadlines import Due
from ..domain.proposals import Candidate, Proposal, proposals_for_register, to_json
from ..domain.resolving import extract_aligned
from ..domain.topics import topics_of
from ..models import Mandate
from .addressing import set_addressees
from .whence import Whence, due_of, whence

Place = tuple[str, str, str, int]
"""Paragraph, point, act, and where its words begin: what makes a mandate of a document one and the same."""


@frozen
class _Paper:
    """A document while it is read for proposals: its paragraphs by their printed place, and what stands already."""

    language: str
    paragraphs: Mapping[tuple[str, str], documents.ParagraphRow]
    standing: dict[Place, Mandate]
    whence: Whence


@action("mandates.document.proposed")
def propose(act: Act, document_id: int) -> int:
    """Read a document's recommendations and lay them before a person; how many are proposed.

    Proposals that nobody has touched are replaced; what was confirmed, rejected or corrected stays. Refused with MAN-303 when
    the document has no text in its original language.
    """
    policies.may_register(act.actor).enforce()
    row = documents.document(act.actor, document_id)
    tree, read = _read(act.actor, row)
    _alone(document_id)
    _forget_undecided(document_id)
    filed = {str(one.guid): one for one in documents.paragraphs_of(act.actor, document_id)}
    places = {place: filed[str(guid)] for place, guid in _guids(tree) if str(guid) in filed}
    paper = _Paper(tree.language, places, _standing(document_id), whence(act.actor, row, tree.masthead.body))
    found = proposals_for_register(read)
    count = sum(_propose(act, candidate, paper, position) for position, candidate in enumerate(found))
    act.about("documents.document", proposed=count)
    act.object_id = str(document_id)
    return count


def _alone(document_id: int) -> None:
    """Two people who have a document read at once do so one after the other, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('mandates.propose'), %s)", [document_id])


def _read(actor: Actor, row: documents.DocumentRow) -> tuple[Tree, tuple[Proposal, ...]]:
    """The text that is read, and what the reader finds in it; the other languages settle what its words leave open."""
    original = row.original_language or next(iter(row.languages), "")
    found = {code: documents.tree(actor, row.id, code) for code in row.languages}
    trees = {code: tree for code, tree in found.items() if tree is not None}
    if original not in trees:
        raise refuse("MAN-303", document=row.label)
    return trees[as_language(original)], extract_aligned(trees, as_language(original))


def _guids(tree: Tree) -> Iterator[tuple[tuple[str, str], Any]]:
    """The identity of every paragraph and point of a filed text, by number and letters as printed in it."""
    for paragraph in tree.paragraphs():
        yield (paragraph.number, ""), paragraph.guid
        yield from _points(paragraph.points, paragraph.number, "")


def _points(points: Sequence[Point], number: str, above: str) -> Iterator[tuple[tuple[str, str], Any]]:
    for point in points:
        here = f"{above}.{point.label}" if above else point.label
        yield (number, here), point.guid
        yield from _points(point.points, number, here)


def _forget_undecided(document_id: int) -> None:
    """From the leaves up: what passes a mandate on goes when nothing is left below it. What a person changed stays."""
    undecided = Mandate.objects.filter(
        paragraph__document_id=document_id, life="proposed", contained__isnull=True, edition=1
    )
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
    where = paper.paragraphs[made.paragraph, made.point]
    row: Mandate = Mandate.objects.create(
        paragraph_id=where.guid, parent=parent, position=position, issuer=made.issuer[:300], act=made.act,
        lemma=made.lemma, strength=made.strength, deliverable=made.deliverable, deadline=(made.deadline or "")[:120],
        hedges=[hedge.tag for hedge in made.hedges], conditional=conditional, reporting=made.reporting,
        references=[{"kind": r.kind, "label": r.label, "paragraph": r.paragraph} for r in made.references],
        acts_possible=list(made.acts_possible), proposal=to_json(made), language=paper.language,
        proposed_at=act.at, **born(paper.whence, where.text, made.issuer, made.due),
    )  # fmt: skip
    set_addressees(row, [{"kind": a.kind, "name": a.key or a.name, "text": a.text} for a in made.addressees])
    return row


def born(whence: Whence, text: Text, issuer: str, due: Due | None) -> dict[str, Any]:
    """The columns that do not stand in the words themselves: whose it is, since when, about what, by when."""
    body = whence.body or whence.named(issuer)
    on, meeting, recurrence = due_of(due, body, whence.adopted_on)
    return {
        "body_id": body, "adopted_on": whence.adopted_on, "topics": list(topics_of(text.versions)), "due_on": on,
        "due_meeting_id": meeting, "recurrence": recurrence,
    }  # fmt: skip
