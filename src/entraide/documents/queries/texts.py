"""The texts of a document: the one in force in each language, and those issued before it."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Status, Text

from .. import policies, standing
from ..domain import codec
from ..domain.tree import Tree
from ..models import Edition, Version
from ..standing import version_of, versions_of

_STATUSES: dict[str, Status] = {
    "original": "original", "official": "official", "courtesy": "courtesy", "machine": "machine"
}  # fmt: skip


@frozen
class EditionRow:
    """A document as it was issued at one time; `number` 0 is what was issued first, which is no edition of its own."""

    number: int
    kind: str
    symbol: str
    reason: Text
    dated: date | None
    issued_at: datetime
    languages: tuple[Language, ...]


@frozen
class VersionRow:
    """The text in force in one language: how it came to be and by which issue (0: the first)."""

    language: Language
    status: Status
    edition: int
    symbol: str


def tree(actor: Actor, document_id: int, language: str, edition: int | None = None) -> Tree | None:
    """The text in force in that language, with the identity of every paragraph; None where there is no such version.

    `edition` asks for one issue: 0 for what was issued first, otherwise its number.
    """
    policies.access_document(actor, document_id)
    found = version_of(document_id, language, edition)
    return codec.from_json(found.tree) if found else None


def version_status(actor: Actor, document_id: int, language: str, edition: int | None = None) -> Status | None:
    """How that version came to be: original, official, courtesy, machine; None where there is none."""
    policies.access_document(actor, document_id)
    found = version_of(document_id, language, edition)
    return _STATUSES.get(found.status) if found else None


def versions(actor: Actor, document_id: int) -> tuple[VersionRow, ...]:
    """The version in force in each language, in the order of the codes."""
    policies.access_document(actor, document_id)
    found: dict[str, Version] = {}
    for row in versions_of(document_id).defer("tree"):
        found.setdefault(row.language, row)
    return tuple(_version_row(found[code]) for code in LANGUAGES if code in found)


def _version_row(row: Version) -> VersionRow:
    number, symbol = (row.edition.number, row.edition.symbol) if row.edition else (0, "")
    return VersionRow(row.language, _STATUSES.get(row.status, "official"), number, symbol)


def editions(actor: Actor, document_id: int) -> tuple[EditionRow, ...]:
    """What was issued first, then every later issue; just the first where there was no other."""
    document = policies.access_document(actor, document_id)
    there: dict[int, set[str]] = {}
    for number, language in versions_of(document_id).values_list("edition__number", "language"):
        there.setdefault(number or 0, set()).add(language)
    first = EditionRow(
        0, "first", str(document), Text(), document.dated, document.filed_at, _ordered(there.get(0, set()))
    )
    rows = Edition.objects.filter(document=document_id).order_by("number")
    later = [
        EditionRow(
            row.number, row.kind, row.symbol, Text.from_json(row.reason), row.dated, row.issued_at,
            _ordered(there.get(row.number, set())),
        )
        for row in rows
    ]  # fmt: skip
    return (first, *later)


def _ordered(codes: set[str]) -> tuple[Language, ...]:
    return tuple(code for code in LANGUAGES if code in codes)


def proposed_symbol(actor: Actor, document_id: int, kind: str) -> str:
    """The next free symbol for an issue of this kind (`rev`, `corr`, `add`, `reissue`); "" when there is none to offer."""
    return standing.proposed_symbol(policies.access_document(actor, document_id), kind)
