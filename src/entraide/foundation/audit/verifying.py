"""Walking the chain in pieces, and holding it against heads that were kept: here, and outside of this database.

A chain that was cut at its end still holds; only somebody who kept the number and hash of a later entry can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from .ledger import GENESIS, Break, first_break
from .models import Entry, Verification

PIECE = 2000
_KEPT = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@frozen
class Head:
    """An entry of the ledger that was once its last, and its hash."""

    entry: int
    hash: str

    def __str__(self) -> str:
        return f"{self.entry}:{self.hash}"


@frozen
class Piece:
    """A stretch of the chain that was walked; `upto` and `head` are the last entry found whole."""

    entries: int
    upto: int
    head: str
    broken: Break | None


def read_head(text: str) -> Head | None:
    """A head as `entraide audit head` prints it, `7:9f86…`."""
    found = _KEPT.fullmatch(text.strip())
    return Head(int(found[1]), found[2]) if found else None


def head() -> Head:
    """The newest entry; of an empty ledger entry 0 with the hash of zeros."""
    row = Entry.objects.order_by("-id").values_list("id", "hash").first()
    return Head(*row) if row else Head(0, GENESIS)


def walk(after: int, previous: str, upto: int | None = None) -> Piece:
    """The next piece of the chain behind entry `after` with the hash `previous`."""
    rows = Entry.objects.filter(id__gt=after).order_by("id")
    entries = list((rows.filter(id__lte=upto) if upto is not None else rows)[:PIECE])
    broken = first_break(entries, previous)
    whole = [entry for entry in entries if broken is None or entry.id < broken.entry]
    last = whole[-1] if whole else None
    return Piece(len(whole), last.id if last else after, last.hash if last else previous, broken)


def kept_heads() -> tuple[Head, ...]:
    """What earlier verifications found to be the head."""
    rows = Verification.objects.filter(finished_at__isnull=False, broken__isnull=True, upto__gt=0)
    return tuple(Head(*pair) for pair in rows.order_by("upto").values_list("upto", "head").distinct())


def against(heads: Iterable[Head]) -> Break | None:
    """The first kept head whose entry is gone (`cut`) or is another one (`changed`)."""
    wanted = {one.entry: one.hash for one in heads if one.entry}
    found = dict(Entry.objects.filter(id__in=wanted).values_list("id", "hash"))
    for entry in sorted(wanted):
        if entry not in found:
            return Break(entry, "cut")
        if found[entry] != wanted[entry]:
            return Break(entry, "changed")
    return None


def verify(heads: Iterable[Head] = ()) -> tuple[int, Break | None]:
    """How many entries hold from the first on, and the first break of the chain if there is one.

    Held against the heads given and against those that earlier verifications have kept. Memory stays flat.
    """
    entries, after, previous = 0, 0, GENESIS
    while True:
        piece = walk(after, previous)
        entries += piece.entries
        if piece.broken:
            return entries, piece.broken
        if piece.upto == after:
            return entries, against((*kept_heads(), *heads))
        after, previous = piece.upto, piece.head
