"""What is chosen to be quoted, and what of it may be printed."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..models import Quotation
from .coding import passage_row, passage_set

LEFT_OUT: Final = "[…]"
"""Stands where words of the passage were left out."""


@frozen
class QuotationRow:
    """A quotation: the words in their own language, whose they are, where they stand, how far they may go.

    `text` has […] where the passage goes on; `words` are what was chosen of it.
    """

    id: int
    passage: int
    text: str
    words: str
    language: str
    entity: str
    question: str
    reference: str
    audience: Audience
    translations: Text
    state: str
    chosen_by: int
    cleared_by: int | None

    @property
    def shown(self) -> Text:
        """The original with its translations, as one text."""
        return Text(
            {**self.translations.versions, self.language: self.text},  # type: ignore[dict-item]
            {**self.translations.statuses, self.language: "original"},  # type: ignore[dict-item]
        )


def quotation_row(row: Quotation) -> QuotationRow:
    """As pages and the composer read it."""
    said = passage_row(row.passage)
    return QuotationRow(
        row.pk, said.id, _text(row), _words(row), said.language, said.entity, said.question, said.reference, Audience(row.audience),
        Text.from_json(row.translations), row.state, row.chosen_by, row.cleared_by,
    )  # fmt: skip


def _words(row: Quotation) -> str:
    return row.passage.text[row.begins : row.ends or None]


def _text(row: Quotation) -> str:
    """The words chosen, with the sign of what was left out before and after them."""
    before = f"{LEFT_OUT} " if row.begins else ""
    after = f" {LEFT_OUT}" if row.ends and row.ends < len(row.passage.text) else ""
    return f"{before}{_words(row)}{after}"


def printable_quotations(actor: Actor, set_id: int, audience: Audience) -> tuple[QuotationRow, ...]:
    """What a paper for this audience may print: cleared by a second person, and of words that go as far as the paper."""
    rows = quotations(actor, set_id)
    return tuple(row for row in rows if row.state == "cleared" and row.audience.width >= audience.width)


def quotations(actor: Actor, set_id: int) -> tuple[QuotationRow, ...]:
    """What is chosen from a set, by question and entity: for the secretariat all, for others what is cleared and theirs to read."""
    whole = passage_set(actor, set_id)
    found = Quotation.objects.select_related("passage").filter(passage__submission__in=whole.submissions)
    kept = [
        quotation_row(row) for row in found
        if actor.staff or (row.state == "cleared" and actor.admits(Audience(row.audience), row.entity))
    ]  # fmt: skip
    place = {code: at for at, code in enumerate(entities.ordered({row.entity for row in kept}, actor.language))}
    order = {question.name: at for at, question in enumerate(whole.questions)}
    return tuple(sorted(kept, key=lambda row: (order.get(row.question, 0), place[row.entity], row.passage)))


def quotation_of(actor: Actor, set_id: int, passage_id: int) -> QuotationRow | None:
    """The quotation made of a passage, if there is one that the reader may see."""
    whole = passage_set(actor, set_id)
    row = (
        Quotation.objects.select_related("passage")
        .filter(passage_id=passage_id, passage__submission__in=whole.submissions)
        .first()
    )
    return quotation_row(row) if row and (actor.staff or row.state == "cleared") else None
