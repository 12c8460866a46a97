"""The roll: States, territories and organisations, by code."""

from __future__ import annotations

from functools import cache
from typing import Literal

from attrs import frozen

from .tables import table

Kind = Literal["state", "territory", "organisation"]


@frozen
class Entity:
    """A State (member or observer of the United Nations), a territory or an organisation.

    `code` is ISO 3166-1 alpha-3, or a short code such as UNODC. `iso2` and `m49` (three digits) are empty for
    organisations, `group` (the regional group) is empty for all but States. `party_to` holds treaty codes.
    """

    code: str
    kind: Kind
    iso2: str = ""
    m49: str = ""
    group: str = ""
    party_to: frozenset[str] = frozenset()


@cache
def _roll() -> dict[str, Entity]:
    return {
        code: Entity(code, row["kind"], row["iso2"], row["m49"], row["group"], frozenset(row["party_to"]))
        for code, row in table("entities").items()
    }


@cache
def entities(kind: Kind | None = None) -> tuple[Entity, ...]:
    """All of them, or those of one kind, in the order of their codes."""
    return tuple(each for each in _roll().values() if kind is None or each.kind == kind)


def entity(code: str) -> Entity:
    """The entity with that code. Raises KeyError when there is none."""
    return _roll()[code]
