"""The regional groups of the United Nations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from .tables import table


@frozen
class Group:
    """A regional group: its members and those that attend it without being counted, as codes of States."""

    code: str
    names: Mapping[str, str]
    members: tuple[str, ...]
    observers: tuple[str, ...]

    def name(self, language: str) -> str:
        """As printed: `Groupe des États d’Afrique`."""
        return self.names[language]


@cache
def groups() -> tuple[Group, ...]:
    """The five, in the order of their codes."""
    return tuple(
        Group(code, row["name"], tuple(row["members"]), tuple(row.get("observers", ())))
        for code, row in sorted(table("groups").items())
    )


def group(code: str) -> Group:
    """The group with that code. Raises KeyError when there is none."""
    found = {each.code: each for each in groups()}
    return found[code]
