"""How one mandate stands to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

KINDS: Final = ("endorses", "reiterates", "supersedes", "implements", "cites")

ACYCLIC: Final = frozenset({"endorses", "supersedes"})
"""Kinds by which nobody can come back to where they started."""

EFFECT: Final = {"endorses": ("endorse", "endorsed"), "supersedes": ("supersede", "superseded")}
"""What a relation does to the life of the other mandate: the verb, and the life it leads to."""


def leads_to(start: int, goal: int, onward: Mapping[int, Iterable[int]]) -> bool:
    """Whether one mandate is reached from another over relations of one kind."""
    seen, edge = {start}, [start]
    while edge:
        for following in onward.get(edge.pop(), ()):
            if following == goal:
                return True
            if following not in seen:
                seen.add(following)
                edge.append(following)
    return start == goal
