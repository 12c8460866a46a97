"""Regular expressions that are tried only where the letters stand that they cannot do without: most texts hold few of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from .words import pattern

_LOOSE = "?*{"
_SPECIAL = "\\.^$[]()|+"


@frozen
class Needle:
    """A regular expression and the letters without which it finds nothing ("" where there are none)."""

    regex: re.Pattern[str]
    letters: str

    def finditer(self, form: str) -> Iterator[re.Match[str]]:
        """Every find."""
        return self.regex.finditer(form) if self.letters in form else iter(())


def needle(source: str) -> Needle:
    """A regular expression of the lexicon, with the longest run of letters that it always holds."""
    regex = pattern(source)
    return Needle(regex, max(_runs(regex.pattern), key=len, default=""))


def needles(sources: Iterable[str]) -> tuple[Needle, ...]:
    """Several of them."""
    return tuple(needle(source) for source in sources)


def first(found: Iterable[Needle], form: str, start: int = 0) -> re.Match[str] | None:
    """The find that begins first; of those at one place, that of the first needle."""
    matches = [match for each in found if each.letters in form and (match := each.regex.search(form, start))]
    return min(matches, key=lambda match: match.start(), default=None)


def _runs(source: str) -> list[str]:
    """The runs of plain letters outside every group, class and choice."""
    runs, run, depth, place = [], "", 0, 0
    while place < len(source):
        sign = source[place]
        if sign == "|" and not depth:
            return []
        if not depth and sign not in _SPECIAL + _LOOSE:
            run += sign
        else:
            # a letter that may be missing belongs to no run
            runs.append(run[:-1] if sign in _LOOSE and run else run)
            run = ""
        depth += (sign in "([") - (sign in ")]")
        place = _past(source, place, sign)
    return [*runs, run]


def _past(source: str, place: int, sign: str) -> int:
    if sign == "\\":
        return place + 2
    return source.index("}", place) + 1 if sign == "{" else place + 1
