"""Names of people and organisations compared across scripts, with the reasons.

`rigour` knows how names are spelt in many scripts (symbols from Wikidata, forms of companies, order of a person's names); what it
leaves unexplained is compared by letters, and at last by sound, where the scripts differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen
from rigour.names import (
    Alignment,
    Name,
    NamePart,
    NameTypeTag,
    align_person_name_order,
    analyze_names,
    compare_parts,
    pair_symbols,
)

from .normalising.persons import latin, skeleton

Kind = Literal["person", "organisation"]

LONGEST = 200
"""Characters of a name that are read."""

INITIAL, SOUND, LEAST = 0.5, 0.8, 0.5
"""What an initial that fits is worth, what the same sound in other letters is, and from where letters count as alike."""


@frozen
class Reason:
    """Why: `code` is known (one name in several spellings), letters, initial, sound, only_left or only_right; the two parts."""

    code: str
    left: str
    right: str
    score: float


@frozen
class Alike:
    """How alike two names are, from 0 to 1, and the reasons part by part."""

    score: float
    reasons: tuple[Reason, ...]


def compare_names(left: str, right: str, kind: Kind = "person") -> Alike:
    """Compare two names; one that says nothing readable is like no other."""
    tag = NameTypeTag.PER if kind == "person" else NameTypeTag.ORG
    ours, theirs = _read(left, tag), _read(right, tag)
    if ours is None or theirs is None:
        return Alike(0.0, ())
    found = [_judged(ours, theirs, edges, kind) for edges in pair_symbols(ours, theirs) or [()]]
    return max(found, key=lambda one: (one.score, len(one.reasons)))


def _read(name: str, tag: NameTypeTag) -> Name | None:
    found = sorted(analyze_names(tag, [name[:LONGEST]], infer_initials=True), key=lambda one: one.form)
    return found[0] if found else None


def _judged(ours: Name, theirs: Name, edges: Iterable[Alignment], kind: Kind) -> Alike:
    known = [_known(edge) for edge in edges]
    used = [(edge.qps, edge.rps) for edge in edges]
    left = [part for part in ours.parts if not any(part in taken for taken, _other in used)]
    right = [part for part in theirs.parts if not any(part in taken for _other, taken in used)]
    return _whole([*known, *_rest(left, right, kind)])


def _known(edge: Alignment) -> Reason:
    short = min(len(edge.qstr), len(edge.rstr)) == 1 < max(len(edge.qstr), len(edge.rstr))
    return Reason("initial" if short else "known", edge.qstr, edge.rstr, INITIAL if short else 1.0)


def _rest(left: Sequence[NamePart], right: Sequence[NamePart], kind: Kind) -> list[Reason]:
    """Reasons for the parts nobody knows: by letters, else by initial or sound, else on one side only."""
    ours, theirs = list(left), list(right)
    if kind == "person" and ours and theirs:
        ours, theirs = align_person_name_order(ours, theirs)
    reasons, alone_left, alone_right = [], [], []
    for one in compare_parts(ours, theirs):
        if one.qps and one.rps and one.score >= LEAST:
            reasons.append(Reason("letters", one.qstr, one.rstr, float(one.score)))
        else:
            alone_left += [part.comparable for part in one.qps]
            alone_right += [part.comparable for part in one.rps]
    return reasons + _by_sound(alone_left, alone_right)


def _by_sound(left: Sequence[str], right: Sequence[str]) -> list[Reason]:
    waiting, reasons = list(right), []
    for one in left:
        match = next(((code, other) for other in waiting if (code := _sounds(one, other))), None)
        if match is None:
            reasons.append(Reason("only_left", one, "", 0.0))
        else:
            code, other = match
            waiting.remove(other)
            reasons.append(Reason(code, one, other, INITIAL if code == "initial" else SOUND))
    return reasons + [Reason("only_right", "", other, 0.0) for other in waiting]


def _sounds(one: str, other: str) -> str:
    """initial, sound or ""."""
    ours, theirs = latin(one), latin(other)
    if not ours or not theirs:
        return ""
    if 1 in (len(ours), len(theirs)):
        return "initial" if ours[0] == theirs[0] else ""
    key = skeleton(one)
    return "sound" if len(key) >= 2 and key == skeleton(other) else ""


def _whole(reasons: Sequence[Reason]) -> Alike:
    """The mean of the parts, longer parts counting more; a part only one side has counts half, for names are often shortened."""
    total = weight = 0.0
    for reason in reasons:
        size = float(max(len(reason.left), len(reason.right), 2))
        if reason.code in ("only_left", "only_right"):
            size /= 2
        total += size * reason.score
        weight += size
    return Alike(round(total / weight, 4) if weight else 0.0, tuple(reasons))
