"""What the extractor proposes: a mandate read out of a text, with its place and rule, until a person confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from entraide.documents.domain.tree import Reference

from .addressees import Addressee
from .deadlines import Due
from .qualifiers import Hedge
from .vocabulary import Act


@frozen
class Proposal:
    """Who asks whom to do what, by which paragraph.

    `span` gives the place of the act's words in the paragraph's (or point's) own text. `quoted` marks what another
    instrument had asked before. `contains` holds what is asked in turn: a conference is recommended to request.
    `confidence` is between 0 and 1. `reporting` says that the deed includes reporting back. `acts_possible` holds the acts
    between which the words do not decide ("призывает"), `act` first; it is empty where they do. `deadline` is as printed, `due`
    what it comes to.
    """

    paragraph: str
    point: str
    issuer: str
    act: Act
    lemma: str
    strength: int
    span: tuple[int, int]
    addressees: tuple[Addressee, ...] = ()
    deliverable: str = ""
    references: tuple[Reference, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    reporting: bool = False
    quoted: bool = False
    rule: str = ""
    confidence: float = 0.0
    contains: tuple[Proposal, ...] = ()
    acts_possible: tuple[Act, ...] = ()
    due: Due | None = None

    @property
    def deadline(self) -> str | None:
        """The words that say by when, as printed."""
        return self.due.text if self.due else None


@frozen
class Candidate:
    """A leaf for the register: the mandate itself, and the chain of mandates by which it is asked, outermost first."""

    proposal: Proposal
    via: tuple[Proposal, ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether another body must act first."""
        return any(passes_on(proposal) for proposal in self.via)


def passes_on(proposal: Proposal) -> bool:
    """Whether a body is asked to ask others: what counts is then what it is to ask."""
    return bool(proposal.contains) and any(found.kind in ("conference", "body") for found in proposal.addressees)


def proposals_for_register(extracted: Iterable[Proposal]) -> tuple[Candidate, ...]:
    """The candidates for the register: unquoted, one per point where a paragraph has points, with the way they go."""
    return tuple(candidate for proposal in extracted if not proposal.quoted for candidate in _leaves(proposal, ()))


def _leaves(proposal: Proposal, via: tuple[Proposal, ...]) -> Iterator[Candidate]:
    own = (proposal.paragraph, proposal.point)
    spread = any((inner.paragraph, inner.point) != own for inner in proposal.contains)
    if not (spread or passes_on(proposal)):
        yield Candidate(proposal, via)
        return
    for inner in proposal.contains:
        yield from _leaves(inner, (*via, proposal))


def to_json(proposal: Proposal) -> dict[str, Any]:
    """The shape that the command line prints."""
    return {
        "paragraph": proposal.paragraph,
        "point": proposal.point,
        "issuer": proposal.issuer,
        "act": proposal.act,
        "acts_possible": list(proposal.acts_possible),
        "lemma": proposal.lemma,
        "strength": proposal.strength,
        "span": list(proposal.span),
        "addressees": [
            {"text": found.text, "kind": found.kind, "name": found.name, "key": found.key, "not_yet": found.not_yet}
            for found in proposal.addressees
        ],
        "deliverable": proposal.deliverable,
        "references": [
            {"kind": found.kind, "label": found.label, "paragraph": found.paragraph} for found in proposal.references
        ],
        "deadline": proposal.deadline,
        "due": proposal.due.to_json() if proposal.due else None,
        "hedges": [hedge.text for hedge in proposal.hedges],
        "hedge_tags": [hedge.tag for hedge in proposal.hedges],
        "reporting": proposal.reporting,
        "quoted": proposal.quoted,
        "rule": proposal.rule,
        "confidence": proposal.confidence,
        "contains": [to_json(inner) for inner in proposal.contains],
    }
