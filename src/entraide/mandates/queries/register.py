"""The register as lists that other rooms and commands ask for; pages are read by `listing`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entraide.documents.catalogue import documents_numbered
from entraide.kernel.actor import Actor

from ..domain import facets
from .figures import names
from .listing import Wanted, numbered
from .rows import MandateRow, rows_of, visible

MOST: Final = 1_000
"""No list is longer; who needs all of the register takes it out as a sheet."""


def register(
    actor: Actor,
    *,
    act: str = "",
    kind: str = "",
    life: str = "",
    implementation: str = "",
    document: int | None = None,
    most: int = MOST,
) -> tuple[MandateRow, ...]:
    """The newest of the register in the order of the papers, what is open first.

    Proposals, and what was rejected as no mandate, are left out. `kind` and `implementation` are those of one addressee.
    """
    given: list[tuple[facets.By, object]] = [("act", act), ("life", life), ("document", document)]
    chosen = [facets.facet(by, value) for by, value in given if value]
    if kind and implementation:
        chosen.append(facets.kind(kind, implementation))
    elif kind or implementation:
        chosen.append(facets.facet("kind", kind) if kind else facets.facet("state", implementation))
    return tuple(sorted(_papers_order(actor, Wanted(tuple(chosen)), most), key=lambda row: not row.open))


def open_items(actor: Actor, most: int = MOST) -> tuple[MandateRow, ...]:
    """The newest adopted mandates with an addressee who has not finished, in the order of the papers.

    Those that only pass another on are left out.
    """
    return tuple(row for row in _papers_order(actor, Wanted((facets.OPEN,)), most) if row.open)


def _papers_order(actor: Actor, wanted: Wanted, most: int) -> tuple[MandateRow, ...]:
    ids = [one.id for one in numbered(wanted, most=most)]
    return rows_of(actor, visible(actor).filter(pk__in=ids))


def find(actor: Actor, symbol: str, most: int = MOST) -> tuple[MandateRow, ...]:
    """Everything read out of the document with this symbol, proposals with it for the secretariat."""
    return rows_of(actor, visible(actor).filter(paragraph__document__symbols__contains=[symbol])[:most])


def documents_with(actor: Actor, most: int = MOST) -> tuple[tuple[int, str], ...]:
    """The latest documents whose mandates are in the register: id and label, for the filter."""
    return documents_labelled(actor, [int(facets.value_of(name)) for name in names("document:", most)])


def documents_labelled(actor: Actor, ids: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Those of these documents that the reader may see, the latest first: id and label."""
    found = documents_numbered(actor, ids)
    return tuple((number, found[number].label) for number in sorted(found, reverse=True))
