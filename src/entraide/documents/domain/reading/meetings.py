"""When the body met, and in how many sittings: from the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from entraide.documents.domain.tree import Meeting
from entraide.kernel.languages import Language

from .dates import days
from .lexicon import listed, pattern

_SENTENCE = re.compile(r"(?<=[.。])\s+(?=\S)|(?<=。)")


@frozen
class _Said:
    weight: int
    dates: tuple[str, ...]
    sittings: int


def meeting(texts: Sequence[str], language: Language) -> Meeting:
    """The meeting that a report tells of; empty when no sentence says when it was held."""
    held = pattern("<meeting_verb>", language)
    told = (sentence for text in texts if held.search(text) for sentence in _SENTENCE.split(text))
    said = [found for sentence in told if (found := _said(sentence, language))]
    best = max(said, key=lambda found: found.weight, default=None)
    if not best:
        return Meeting()
    sittings = best.sittings or next((found.sittings for found in said if found.sittings), 0)
    return Meeting(best.dates or next((found.dates for found in said if found.dates), ()), sittings)


def _said(sentence: str, language: Language) -> _Said | None:
    """A sentence with the verb of holding a meeting. Sittings counted together with the days weigh most."""
    if not pattern("<meeting_verb>", language).search(sentence):
        return None
    dates = next((found.dates for found in days(sentence, language)), ())
    sittings = _sittings(sentence, language)
    if not dates and not sittings:
        return None
    named = bool(pattern("<body>", language).search(sentence))
    return _Said(4 * (bool(dates) and bool(sittings)) + 2 * bool(dates) + named, tuple(dict.fromkeys(dates)), sittings)


def _sittings(sentence: str, language: Language) -> int:
    if language == "ar":
        return _arabic_sittings(sentence)
    found = pattern(r"(?<!\w)(?P<count>\d{1,2}|<counts>)\s*<sitting>(?!\w)", language, re.IGNORECASE).search(sentence)
    if language == "zh":
        found = pattern(r"(?P<count>\d{1,2}|<counts>)\s*<sitting>", language).search(sentence)
    return _counted(found["count"].lower(), language) if found else 0


def _arabic_sittings(sentence: str) -> int:
    """Arabic counts two with the noun alone and inflects the others: أربع جلسات."""
    if re.search("جلستين|جلستان", sentence):
        return 2
    found = pattern(r"(?P<count>\d{1,2}|<counts>)\w?\s+<sitting>", "ar").search(sentence)
    return _counted(found["count"], "ar") if found else 0


def _counted(count: str, language: Language) -> int:
    words = listed("counts", language)
    return int(count) if count.isdecimal() else words.index(count) + 1 if count in words else 0
