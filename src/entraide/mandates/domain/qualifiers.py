"""What qualifies a duty: hedges, the articles it rests on, whether it asks to report back."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from attrs import frozen

from entraide.documents.domain.tree import Reference
from entraide.kernel.languages import Language

from .needles import Needle, first, needles
from .numerals import han_number
from .vocabulary import table
from .words import Line, line, western


@frozen
class Hedge:
    """A condition on the duty: its tag in `lexicon/qualifiers.yml`, and the words printed."""

    tag: str
    text: str


_RESOLUTION: Final = re.compile(
    r"\b(?:(resolutions?|résolutions?|resolución|резолюци\w+|\w*القرار\w*|\w*قرار\w*)"
    r"|(decisions?|décisions?|decisión|решени\w+|\w*المقرر\w*|\w*مقرر\w*))\s*(?:№|n[o°]\.?\s)?\s*(\d{1,3}/\d{1,3})"
    r"|第\s*(\d{1,3}/\d{1,3})\s*号(?:(决议)|决定)"
)
_NUMBERED: Final = re.compile(r"\d|premier")
"""What a reference cannot do without, except in Chinese."""


def hedges(text: str | Line, language: Language) -> tuple[Hedge, ...]:
    """The hedges in a text, in the order of the text."""
    folded = _folded(text)
    found: list[tuple[int, int, str]] = []
    for tag, regexes in _hedge_patterns(language):
        end = 0
        near = [each.regex for each in regexes if each.letters in folded.form]
        for start, stop in (
            sorted(match.span() for regex in near for match in regex.finditer(folded.form)) if near else ()
        ):
            if start >= end:
                found.append((start, stop, tag))
                end = stop
    return tuple(Hedge(tag, folded.printed(start, stop)) for start, stop, tag in sorted(found))


def hedge_places(text: str, language: Language) -> list[tuple[int, int]]:
    """Where hedges stand in a text."""
    folded = line(text)
    patterns = [regex for _tag, regexes in _hedge_patterns(language) for regex in regexes]
    found = [match.span() for regex in patterns for match in regex.finditer(folded.form)]
    return [(folded.places[start], folded.places[end]) for start, end in found]


def asks_report(text: str | Line, language: Language) -> bool:
    """Whether the deed includes reporting back."""
    return first(_alternatives("reporting", language), _folded(text).form) is not None


def _folded(text: str | Line) -> Line:
    return text if isinstance(text, Line) else line(text)


def references(text: str | Line, language: Language) -> tuple[Reference, ...]:
    """Articles (with their paragraph), resolutions and decisions, in the order of the text, each once."""
    folded = text if isinstance(text, Line) else line(western(text))
    if language != "zh" and not _NUMBERED.search(folded.form):
        return ()
    found = [*_articles(folded, language), *_resolutions(folded)]
    return tuple(dict.fromkeys(reference for _place, reference in sorted(found, key=lambda item: item[0])))


def _articles(folded: Line, language: Language) -> list[tuple[int, Reference]]:
    found: list[tuple[int, Reference]] = []
    taken: set[int] = set()
    for regex in _alternatives("articles", language):
        for match in regex.finditer(folded.form):
            if match.start("a") in taken:
                continue
            taken.add(match.start("a"))
            paragraph = match.groupdict().get("p") or ""
            found.append((match.start(), Reference("article", _number(match["a"]), _number(paragraph))))
    return found


def _resolutions(folded: Line) -> list[tuple[int, Reference]]:
    found: list[tuple[int, Reference]] = []
    if "/" not in folded.form:
        return found
    for match in _RESOLUTION.finditer(folded.form):
        is_resolution = bool(match[1] or match[5])
        found.append((match.start(), Reference("resolution" if is_resolution else "decision", match[3] or match[4])))
    return found


def _number(printed: str) -> str:
    if printed == "premier":
        return "1"
    return printed if not printed or printed.isdecimal() else str(han_number(printed))


@cache
def _hedge_patterns(language: Language) -> tuple[tuple[str, tuple[Needle, ...]], ...]:
    return tuple((tag, needles(row[language])) for tag, row in table("qualifiers")["hedges"].items())


@cache
def _alternatives(name: str, language: Language) -> tuple[Needle, ...]:
    return needles(table("qualifiers")[name][language])
