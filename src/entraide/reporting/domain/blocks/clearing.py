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


def covered(authors: Mapping[str, Person], readers: Sequence[Person]) -> Covered:
    """`authors`: who changed each block last; `readers`: who cleared the draft as it stands."""
    known = {one for one in readers if one is not None}
    read = tuple(block for block, by in authors.items() if known - {by})
    return Covered(read, tuple(block for block in authors if block not in set(read)))


def may_read(authors: Mapping[str, Person], reader: Person) -> bool:
    """Whether a clearance by this person would cover anything."""
    return reader is not None and any(by != reader for by in authors.values())
