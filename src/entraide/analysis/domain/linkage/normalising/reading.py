"""Reading a description: which types, materials and cultures its words name, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from .centuries import cut_centuries
from .letters import STOP, is_chinese, listed, pieces, plain, script, stem
from .vocabulary import Codes, Words, slips, words

_LATIN: Final = ("en", "fr", "es")
LONGEST: Final = 400
"""Characters of a cell that are read; what stands after them is not looked at."""
_SHORTEST_SLIP: Final = 5
_AFTER_HEAD: Final = frozenset(
    listed("of with from in for on depicting showing representing bearing containing featuring")
)


@frozen
class Found:
    """Words that the vocabulary knows, in the order of the text. `turn` is true for what stands after `of`, `with` …"""

    codes: Codes
    turn: bool
    size: int


@frozen
class Reading:
    """What was found in a text, and the words nobody knows."""

    found: tuple[Found, ...]
    unknown: tuple[str, ...]

    def first(self, kind: str, language: str) -> str:
        """The code of `kind` that the text is about, or nothing.

        In English and Chinese the head of a phrase stands last, in the others first. Words that say little
        (`object`, `fragment`, marked with `?`) count only when there is nothing better.
        """
        named = [(code, each) for each in self.found for code in _of(each.codes, kind)]
        named = [pair for pair in named if not pair[0].startswith("?")] or named
        if not named:
            return ""
        heads = [pair for pair in named if not pair[1].turn] or named
        last = kind == "type" and language in ("en", "zh")
        return (heads[-1] if last else heads[0])[0].lstrip("?")


def _of(codes: Codes, kind: str) -> tuple[str, ...]:
    return tuple(code for each, code in codes if each == kind)[:1]


@lru_cache(maxsize=100_000)
def read(text: str, language: str) -> Reading:
    """What `text` names. Unknown languages are read by script and against all six."""
    rest, centuries = cut_centuries(plain(text[:LONGEST]), language)
    found = [Found((("culture", century),), False, 2) for century in centuries]
    unknown: list[str] = []
    run: list[str] = []
    for piece in pieces(rest):
        if is_chinese(piece):
            _read_words(run, language, found, unknown)
            run = []
            _read_chinese(piece, found, unknown)
        else:
            run.append(piece)
    _read_words(run, language, found, unknown)
    return Reading(tuple(found), tuple(unknown))


def _read_chinese(piece: str, found: list[Found], unknown: list[str]) -> None:
    """The cut that leaves fewest characters unknown, then has fewest words."""
    table = words("zh")
    best = [(0, 0, 0)]
    for end in range(1, len(piece) + 1):
        unread, count, _ = best[end - 1]
        ways = [(unread + 1, count, 1)]
        for size in range(1, min(table.longest, end) + 1):
            if piece[end - size : end] in table.exact:
                unread, count, _ = best[end - size]
                ways.append((unread, count + 1, size))
        best.append(min(ways, key=lambda way: way[:2]))
    _collect_chinese(piece, [size for *_, size in best], table, found, unknown)


def _collect_chinese(piece: str, sizes: list[int], table: Words, found: list[Found], unknown: list[str]) -> None:
    end, parts = len(piece), []
    while end:
        parts.append(piece[end - sizes[end] : end])
        end -= sizes[end]
    lost = ""
    for part in [*reversed(parts), ""]:
        if part and part not in table.exact:
            lost += part
            continue
        if lost:
            unknown.append(lost)
            lost = ""
        if part:
            found.append(Found(table.exact[part], False, len(part)))


def _read_words(run: Sequence[str], language: str, found: list[Found], unknown: list[str]) -> None:
    at, turn = 0, False
    while at < len(run):
        word = run[at]
        size, codes = _longest(run, at, language)
        if size:
            found.append(Found(codes, turn, size))
            at += size
            continue
        if language == "en" and word in _AFTER_HEAD:
            turn = True
        elif word not in STOP and not word.isdigit():
            unknown.append(word)
        at += 1


def _longest(run: Sequence[str], at: int, language: str) -> tuple[int, Codes]:
    """The longest phrase known from `at`: in the language told or that of its script, in any, then with a slip mended."""
    codes = _languages(run[at], language)
    for code in codes:
        found = _known(run, at, code, _phrase)
        if found[0]:
            return found
    return next((found for code in codes if (found := _known(run, at, code, _mended))[0]), (0, ()))


def _known(
    run: Sequence[str], at: int, language: str, look: Callable[[tuple[str, ...], str], Codes]
) -> tuple[int, Codes]:
    for size in range(min(words(language).longest, len(run) - at), 0, -1):
        codes = look(tuple(run[at : at + size]), language)
        if codes:
            return size, codes
    return 0, ()


def _languages(word: str, language: str) -> tuple[str, ...]:
    written = script(word)
    if written:
        return (written,)
    return (language, *(each for each in _LATIN if each != language)) if language in _LATIN else _LATIN


def _phrase(run: tuple[str, ...], language: str) -> Codes:
    table = words(language)
    return table.exact.get(" ".join(run)) or table.stems.get(" ".join(stem(word, language) for word in run), ())


def _mended(run: tuple[str, ...], language: str) -> Codes:
    """What the words name when the one known word near each misspelt one is put in its place."""
    mended = tuple(_mend(word, language) if len(word) >= _SHORTEST_SLIP and word.isalpha() else word for word in run)
    return _phrase(mended, language) if mended != run else ()


@lru_cache(maxsize=200_000)
def _mend(word: str, language: str) -> str:
    """The one known word that `word` differs from by a letter left out, added, changed or swapped; else `word`."""
    known = slips(language)
    near: set[str] = set()
    if word in known:
        near.add(known[word])
    for at in range(len(word)):
        less = word[:at] + word[at + 1 :]
        if less in known:
            near.add(known[less])
    near.discard("")
    near = {each for each in near if _one_apart(word, each)}
    return near.pop() if len(near) == 1 else word


def _one_apart(left: str, right: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    if len(left) == len(right):
        apart = [at for at in range(len(left)) if left[at] != right[at]]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            return left[apart[0]] == right[apart[1]] and left[apart[1]] == right[apart[0]]
        return len(apart) == 1
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
