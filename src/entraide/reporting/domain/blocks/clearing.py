"""Clearance by a second person: nobody clears a block that they were the last to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

Person = int | None
"""None is the system, which is a second person to nobody."""


@frozen
class Covered:
    """Blocks that somebody else has read as they stand, and those that nobody else has."""

    read: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def cleared(self) -> bool:
        """Whether every block has been read by a second person."""
        return not self.unread and bool(self.read)


def covered(authors: Mapping[str, frozenset[Person]], readers: Sequence[Person]) -> Covered:
    """`authors`: of each block, who changed the words of one of its languages last; `readers`: who cleared the draft as it stands."""
    known = {one for one in readers if one is not None}
    read = tuple(block for block, whose in authors.items() if all(known - {by} for by in whose))
    return Covered(read, tuple(block for block in authors if block not in set(read)))
