"""Entries as templates show them: rows with their words, in the language of the page."""

from __future__ import annotations

from attrs import frozen

from .. import wording
from ..queries import AuthorityRow


@frozen
class Card:
    """An entry in words. `functions` are pairs of what it is competent for and by which article."""

    row: AuthorityRow
    state: str
    kind: str
    standing: str
    functions: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, object], ...]


def card(row: AuthorityRow) -> Card:
    """One entry."""
    return Card(
        row,
        wording.entity_name(row.entity),
        wording.kind_label(row.record.kind),
        wording.standing_label(row.standing),
        tuple((wording.function_label(one.function), wording.basis(one)) for one in row.functions),
        tuple((wording.act_label(one.kind), one) for one in row.designations),
    )
