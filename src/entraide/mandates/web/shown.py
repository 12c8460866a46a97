"""Mandates as templates show them: rows with their words, in the language of the page."""

from __future__ import annotations

from attrs import frozen

from entraide.foundation.ui.wording import page_language

from .. import wording
from ..domain.life import IMPLEMENTATION, LIFE, RESPONSE
from ..queries import AddresseeRow, EvidenceRow, MandateRow

Choices = tuple[tuple[str, str], ...]


@frozen
class Whom:
    """An addressee with the names of its two states and where each may go."""

    row: AddresseeRow
    name: str
    response: str
    implementation: str
    responses: Choices
    implementations: Choices


@frozen
class Laid:
    """A piece of evidence with the name of its kind."""

    row: EvidenceRow
    kind: str


@frozen
class Card:
    """A mandate in words. `moves` is what its own life allows. `own` is the paragraph in the language of the page, where that is
    not the one it was read in.
    """

    row: MandateRow
    own: str
    act: str
    strength: str
    life: str
    whom: tuple[Whom, ...]
    hedges: tuple[str, ...]
    references: tuple[str, ...]
    evidence: tuple[Laid, ...]
    moves: Choices


def whom(row: AddresseeRow) -> Whom:
    """One addressee."""
    return Whom(
        row,
        wording.addressee(row.kind, row.name or row.entity, row.text),
        wording.response_label(row.response),
        wording.implementation_label(row.implementation),
        choices(list(RESPONSE.table.get(row.response, {}))),
        choices(list(IMPLEMENTATION.table.get(row.implementation, {}))),
    )


def choices(verbs: list[str]) -> Choices:
    """Verbs with the words of their buttons."""
    return tuple((verb, wording.move_label(verb)) for verb in verbs)


def card(row: MandateRow) -> Card:
    """One mandate."""
    cited = (wording.reference_label(one["kind"], one["label"], one["paragraph"]) for one in row.references)
    language = page_language()
    return Card(
        row,
        row.paragraph.versions.get(language, "") if language != row.language else "",
        wording.act_label(row.act),
        wording.strength_label(row.strength),
        wording.life_label(row.life),
        tuple(whom(one) for one in row.addressees),
        tuple(wording.hedge_label(tag) for tag in dict.fromkeys(row.hedges)),
        tuple(cited),
        tuple(Laid(one, wording.evidence_label(one.kind)) for one in row.evidence),
        choices([] if row.rejected else list(LIFE.table.get(row.life, {}))),
    )
