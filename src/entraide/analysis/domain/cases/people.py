"""Suspects' names that may be one person or organisation: script-aware name logic of rigour, proposals for a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from attrs import frozen
from rigour.names import NameTypeTag, align_person_name_order, analyze_names, compare_parts

LEAST: Final = 0.8
"""Of the letters of both names, the part that has to be aligned."""
BLOCK: Final = 60
"""Names sharing a sound that are compared with each other: beyond it the sound says too little."""
SURE: Final = 6
"""Letters of a phonetic key from which equal keys alone bring two names together, across scripts that write no vowels."""
_KEY: Final = "key "


@frozen
class Named:
    """A name as a report gives it; `key` is the normaliser's phonetic key."""

    record: int
    text: str
    key: str = ""


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[Any, ...]:
    """The parts of a name in Latin letters; none when nothing is left of it."""
    for found in analyze_names(NameTypeTag.PER, [text], symbols=False):
        return tuple(found.parts)
    return ()


def likeness(left: str, right: str) -> float:
    """0 to 1: how much of both names is aligned, whatever script and order; an initial stands for a name it begins."""
    a, b = _parts(left), _parts(right)
    if not a or not b:
        return 0.0
    query, result = align_person_name_order(list(a), list(b))
    scored, length = 0.0, 0.0
    for one in compare_parts(query, result):
        weight = float(max(len(one.qstr), len(one.rstr)))
        length += weight
        scored += one.score * weight if one.qps and one.rps else 0.0
    return max(scored / length if length else 0.0, _initials(a, b))


def _initials(a: Sequence[Any], b: Sequence[Any]) -> float:
    """`A. Karov` beside `Anna Karov`: all parts equal but one, which is the initial of the other's. A weak sign."""
    left, right = ({part.comparable for part in parts} for parts in (a, b))
    rest, others = left - right, right - left
    if len(left & right) == 1 and len(rest) == len(others) == 1:
        short, long = sorted((rest.pop(), others.pop()), key=len)
        return 0.82 if len(short) == 1 and long.startswith(short) else 0.0
    return 0.0


def _sounds(one: Named) -> Iterator[str]:
    if len(one.key) >= SURE:
        yield _KEY + one.key
    for part in _parts(one.text):
        if len(part.comparable) > 2:
            yield part.metaphone or part.comparable[:4]


def grouped(names: Sequence[Named]) -> tuple[tuple[Named, ...], ...]:
    """Names that belong together, the largest groups first; those alone stand alone."""
    distinct: dict[str, list[Named]] = defaultdict(list)
    for one in names:
        distinct[one.text].append(one)
    blocks: dict[str, list[str]] = defaultdict(list)
    for text, rows in distinct.items():
        for sound in set(_sounds(rows[0])):
            blocks[sound].append(text)
    leaders = {text: text for text in distinct}
    for sound, block in blocks.items():
        for left, right in combinations(block[:BLOCK], 2):
            apart = _leader(leaders, left) != _leader(leaders, right)
            if apart and (sound.startswith(_KEY) or likeness(left, right) >= LEAST):
                leaders[_leader(leaders, right)] = _leader(leaders, left)
    groups: dict[str, list[Named]] = defaultdict(list)
    for text, rows in distinct.items():
        groups[_leader(leaders, text)].extend(rows)
    ordered = sorted(groups.values(), key=lambda rows: (-len({one.record for one in rows}), rows[0].text))
    return tuple(tuple(sorted(rows, key=lambda one: (one.text, one.record))) for rows in ordered)


def _leader(leaders: dict[str, str], text: str) -> str:
    while leaders[text] != text:
        leaders[text] = leaders[leaders[text]]
        text = leaders[text]
    return text
