"""Suspects' names that may be one person or organisation: script-aware name logic of rigour, proposals for a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from attrs import frozen
from rigour.names import NameTypeTag, align_person_name_order, analyze_names, compare_parts

LEAST: Final = 0.88
"""Of the letters of both names, the part that has to be aligned."""
BLOCK: Final = 40
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
    """0 to 1: how much of both names is aligned, whatever script and order."""
    a, b = _parts(left), _parts(right)
    if not a or not b:
        return 0.0
    query, result = align_person_name_order(list(a), list(b))
    scored, length = 0.0, 0.0
    for one in compare_parts(query, result):
        weight = float(max(len(one.qstr), len(one.rstr)))
        length += weight
        scored += one.score * weight if one.qps and one.rps else 0.0
    return scored / length if length else 0.0


def initialled(text: str) -> bool:
    """Whether a part of the name is a single letter: `A. Karov`. It may be many people, and brings no two of them together."""
    return any(len(part.comparable) == 1 for part in _parts(text))


def _begins(short: str, full: str) -> bool:
    """`A. Karov` and `Anna Karova` are no strangers: one part sounds alike, the letter begins the other."""
    a, b = _parts(short), _parts(full)
    letters = [part.comparable for part in a if len(part.comparable) == 1]
    sounds = {part.metaphone or part.comparable for part in a if len(part.comparable) > 1}
    rest = [part.comparable for part in b if (part.metaphone or part.comparable) not in sounds]
    return len(a) == len(b) and len(rest) == len(letters) and all(one.startswith(tuple(letters)) for one in rest)


def _sounds(one: Named) -> Iterator[str]:
    """Under what a name is looked up: its key; the sound of one part with the first letter of another."""
    if len(one.key) >= SURE:
        yield _KEY + one.key
    parts = _parts(one.text)
    for part in parts:
        if len(part.comparable) > 2:
            others = [other.comparable[:1] for other in parts if other is not part] or [""]
            for letter in others:
                yield f"{part.metaphone or part.comparable[:4]} {letter}"


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
    _join(leaders, blocks)
    _attach(leaders, blocks)
    groups: dict[str, list[Named]] = defaultdict(list)
    for text, rows in distinct.items():
        groups[_leader(leaders, text)].extend(rows)
    ordered = sorted(groups.values(), key=lambda rows: (-len({one.record for one in rows}), rows[0].text))
    return tuple(tuple(sorted(rows, key=lambda one: (one.text, one.record))) for rows in ordered)


def _join(leaders: dict[str, str], blocks: Mapping[str, list[str]]) -> None:
    """Names written out in full that are alike."""
    for sound, names in blocks.items():
        block = [text for text in names if not initialled(text)]
        for left, right in combinations(block[:BLOCK], 2):
            apart = _leader(leaders, left) != _leader(leaders, right)
            if apart and (sound.startswith(_KEY) or likeness(left, right) >= LEAST):
                leaders[_leader(leaders, right)] = _leader(leaders, left)


def _attach(leaders: dict[str, str], blocks: Mapping[str, list[str]]) -> None:
    """A name with an initial goes to the one group that it fits; to none when it fits several."""
    fits: dict[str, set[str]] = defaultdict(set)
    for names in blocks.values():
        full = [text for text in names if not initialled(text)]
        for short in (text for text in names if initialled(text)):
            fits[short] |= {_leader(leaders, text) for text in full[:BLOCK] if _begins(short, text)}
    for short, groups in fits.items():
        if len(groups) == 1:
            leaders[short] = groups.pop()


def _leader(leaders: dict[str, str], text: str) -> str:
    while leaders[text] != text:
        leaders[text] = leaders[leaders[text]]
        text = leaders[text]
    return text
