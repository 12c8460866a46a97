"""The register as lists."""

from __future__ import annotations

from entraide.kernel.actor import Actor

from .rows import MandateRow, rows_of, visible


def register(
    actor: Actor,
    *,
    act: str = "",
    kind: str = "",
    life: str = "",
    implementation: str = "",
    document: int | None = None,
) -> tuple[MandateRow, ...]:
    """The register in the order of the papers, what is open first.

    Proposals, and what was rejected as no mandate, are left out. `kind` and `implementation` are those of an addressee.
    """
    found = visible(actor).exclude(life="proposed").exclude(proposal__has_key="rejected_because")
    wanted = {"act": act, "life": life, "paragraph__document_id": document}
    asked = {"addressees__kind": kind, "addressees__implementation": implementation}
    found = found.filter(**{name: value for name, value in {**wanted, **asked}.items() if value}).distinct()
    return tuple(sorted(rows_of(actor, found), key=lambda row: not row.open))


def open_items(actor: Actor) -> tuple[MandateRow, ...]:
    """Adopted mandates with an addressee who has not finished; those that only pass another on are left out."""
    return tuple(row for row in register(actor) if row.open)


def find(actor: Actor, symbol: str) -> tuple[MandateRow, ...]:
    """Everything read out of the document with this symbol, proposals with it for the secretariat."""
    return rows_of(actor, visible(actor).filter(paragraph__document__symbols__contains=[symbol]))


def documents_with(actor: Actor) -> tuple[tuple[int, str], ...]:
    """The documents whose mandates are in the register: id and label, for the filter."""
    return tuple(dict.fromkeys((row.document, row.document_label) for row in register(actor)))
