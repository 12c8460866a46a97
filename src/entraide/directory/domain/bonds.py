"""By which instrument two States are both bound for a function. The lists of parties are those of the reference room."""

from __future__ import annotations

from attrs import frozen

from entraide.reference.domain.entities import entity, treaties


@frozen
class Bond:
    """An instrument that serves a function. `both`: asker and asked are parties; else only the asked State is known to be.

    `verify`: the list of parties is from general knowledge and must be compared with the depositary's.
    """

    instrument: str
    article: str
    kind: str
    regional: bool
    both: bool
    verify: bool


def bonds(function: str, asking: str, asked: str) -> tuple[Bond, ...]:
    """The instruments that bind both, those of a region first; "" for an unknown asker: what binds the asked State.

    An act or a treaty of a region is made for its members and goes further than the universal one, so it is named first.
    """
    ours = entity(asking).party_to if asking else None
    theirs = entity(asked).party_to
    found = [
        Bond(one.code, one.functions[function], one.kind, bool(one.region), ours is not None, one.verify)
        for one in treaties()
        if function in one.functions and one.code in theirs and (ours is None or one.code in ours)
    ]
    return tuple(sorted(found, key=lambda bond: (bond.kind != "act", not bond.regional, bond.kind == "scheme")))


def missing(function: str, asking: str, asked: str) -> tuple[str, ...]:
    """Universal instruments for the function to which one of the two is not known to be party, in the order of the table."""
    sides = [entity(code).party_to for code in (asking, asked) if code]
    return tuple(
        one.code
        for one in treaties()
        if function in one.functions and not one.region and any(one.code not in side for side in sides)
    )
