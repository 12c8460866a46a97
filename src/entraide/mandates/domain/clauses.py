"""One sentence: the acts in it, where each stands, and whether it may be an act of the body that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language

from .asking import asking
from .paradigms import Kind
from .vocabulary import Sense, group_of, vocabulary
from .words import Word, words

_SENTENCE: Final = re.compile(r"(?<=[.!?؟])\s+(?=[A-ZÀ-ÞĀ-ŽА-ЯЁ\u0600-\u06ff«“\"])|(?<=[。！？])")
BREAKS: Final = frozenset(",;:")
ASKING: Final = frozenset({"request", "urge", "recommend", "encourage"})
"""The groups of acts that ask somebody for something."""


@frozen
class Hit:
    """A form of an operative verb at the words `[first, last)`."""

    sense: Sense
    first: int
    last: int

    @property
    def asks(self) -> bool:
        """Whether its act asks somebody for something."""
        return group_of(self.sense.verb.act) in ASKING


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place in it."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if text[start : match.start()].strip():
            yield start, text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield start, text[start:]


def hits(said: Sequence[Word], language: Language, kinds: frozenset[Kind], start: int = 0) -> Iterator[Hit]:
    """Every form of those kinds whose act is more than a record, left to right."""
    for found in vocabulary(language).verbs.all(said, start):
        senses = [sense for sense in found.values if sense.kind in kinds]
        if senses and group_of(senses[0].verb.act) != "record":
            yield Hit(senses[0], found.first, found.last)


def opens(said: Sequence[Word], place: int, language: Language) -> bool:
    """Whether nothing but particles and adverbs stands before a word: "De prier", "Also requests"."""
    first = 0
    while first < place and (said[first].form in asking(language).prepositions or not said[first].form[0].isalnum()):
        first += 1
    around = vocabulary(language).around
    return first == place or around.past(said, first) == place


def begins_clause(said: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word begins a clause: at the head, or behind a comma, adverbs aside."""
    if opens(said, place, language):
        return True
    around = vocabulary(language).around
    return any(
        said[first - 1].form in BREAKS and around.past(said, first) == place
        for first in range(max(1, place - 6), place + 1)
    )


def goes_on(said: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word is joined to what was said: "…, and in this regard requests"."""
    book = vocabulary(language)
    joints = [*book.conjunctions.all(said, max(0, place - 8), place)]
    # an adverb may belong to the verb's own phrase: "и | настоятельно призвала"
    if any(place in (_skip(said, joint.last), book.around.past(said, _skip(said, joint.last))) for joint in joints):
        return True
    if language == "ar":
        return said[place].form.startswith("و")
    return begins_clause(said, place, language)


def intensified(said: Sequence[Word], hit: Hit, language: Language) -> bool:
    """Whether an intensifier stands beside the verb: "strongly urges"."""
    around = vocabulary(language).around
    own = {word.form for word in words(hit.sense.verb.lemma)}
    return any(
        "intensifiers" in found.values and said[found.first].form not in own
        for found in around.all(said, _beside(said, hit, language), min(len(said), hit.last + 3))
        if found.first <= hit.last
    )


def _beside(said: Sequence[Word], hit: Hit, language: Language) -> int:
    """The place before the adverbs in front of a verb."""
    around = vocabulary(language).around
    return next(
        (place for place in range(max(0, hit.first - 4), hit.first) if around.past(said, place) == hit.first), hit.first
    )


def _skip(said: Sequence[Word], place: int) -> int:
    return place + 1 if place < len(said) and said[place].form in BREAKS else place
