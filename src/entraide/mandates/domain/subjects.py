"""Who acts in a sentence: a body, or somebody who only speaks."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from entraide.kernel.languages import Language

from .addressees import Entity, entities
from .asking import Asking, asking
from .trie import Found
from .vocabulary import vocabulary
from .words import Word, fold

BREAKS = frozenset(",;:")
_ADJECTIVES = ("ый", "ий", "ая", "ое", "ые", "ие")
LONGEST_NAME = 10
"""How many words a name may go on behind the noun that tells it."""
LONGEST_TOPIC = 30
"""How many characters may stand before a Chinese noun within a name."""


@frozen
class Subject:
    """The body that acts, as the words `[first, last)` of the sentence."""

    first: int
    last: int


def speaks(said: Sequence[Word], stop: int, language: Language) -> bool:
    """Whether somebody with a view, not a body, stands before the word `stop`: "some speakers noted"."""
    return next(asking(language).speakers.all(said, 0, stop), None) is not None


def before(said: Sequence[Word], stop: int, language: Language) -> Subject | None:
    """The body in front of a verb: the first one named that is not governed by another word."""
    bodies = _bodies(said, 0, stop, language)
    first = next((found for found in bodies if _acts(said, found, language)), None)
    if first is None:
        return None
    last = vocabulary(language).around
    end = next((place for place in range(first.last, stop) if last.past(said, place) == stop), stop)
    comma = next((place for place in range(first.last, end) if said[place].form in BREAKS), end)
    return Subject(_name_begin(said, first.first, language), comma)


def _name_begin(said: Sequence[Word], first: int, language: Language) -> int:
    """Where a name begins that says what a body is about before the noun: "the Intergovernmental Negotiating Committee"."""
    if language == "zh":
        begin = next((place for place in range(first, 0, -1) if said[place - 1].form in BREAKS), 0)
        led = said[begin].form in asking(language).leadins
        return first if led or first - begin > LONGEST_TOPIC else begin
    if language == "ru":
        while first > 0 and said[first - 1].form.endswith(_ADJECTIVES):
            first -= 1
        return first
    if language == "en":
        for place in range(first, max(0, first - LONGEST_NAME // 2), -1):
            if said[place - 1].form in asking(language).articles:
                return place
            if said[place - 1].form in BREAKS:
                break
    return first


def after(said: Sequence[Word], start: int, language: Language, object_: Sequence[str] = ()) -> Subject | None:
    """The body right behind a verb, as Arabic has it; its whole name where the verb's object has a preposition (`object_`)."""
    place = vocabulary(language).around.past(said, start)
    if place < len(said) and said[place].form in asking(language).resumptive:
        place += 1
    found = entities(language).at(said, place)
    if found is None or not _is_body(found):
        return None
    return Subject(found.first, _name_end(said, found.last, language, object_) if object_ else found.last)


def _name_end(said: Sequence[Word], last: int, language: Language, object_: Sequence[str]) -> int:
    """Where a name ends: before the preposition of the verb's object, or an adverb; where it was found to end if none follows."""
    ends = {fold(word) for word in object_}
    for place in range(last, min(last + LONGEST_NAME, len(said))):
        if said[place].form in ends or vocabulary(language).around.at(said, place):
            return place
        if said[place].form in BREAKS:
            break
    return last


def pronoun(said: Sequence[Word], stop: int, language: Language) -> bool:
    """Whether the verb's subject is a word for a body named before ("celle-ci")."""
    spoken = asking(language).pronouns.all(said, max(0, stop - 4), stop)
    return next(spoken, None) is not None


def last_body(said: Sequence[Word], text: str, language: Language) -> str:
    """The last body named in a sentence, as printed; "" when there is none."""
    bodies = _bodies(said, 0, len(said), language)
    return text[said[bodies[-1].first].start : said[bodies[-1].last - 1].end] if bodies else ""


def _bodies(said: Sequence[Word], start: int, stop: int, language: Language) -> list[Found[Entity]]:
    return [found for found in entities(language).all(said, start, stop) if _is_body(found)]


def _is_body(found: Found[Entity]) -> bool:
    return found.values[0].acts


def _acts(said: Sequence[Word], found: Found[Entity], language: Language) -> bool:
    """Whether a named body is a subject: not behind a preposition, not somebody's who presides over it."""
    around = asking(language)
    place = found.first
    while place > 0 and said[place - 1].form in around.articles:
        place -= 1
    if place > 0 and said[place - 1].form in around.prepositions:
        return False
    if language == "ru":
        forms = " ".join(word.form for word in said[found.first : found.last])
        return around.nominative.search(forms) is not None
    return not _presided(said, found, place, around, language)


def _presided(said: Sequence[Word], found: Found[Entity], place: int, around: Asking, language: Language) -> bool:
    if language == "zh":
        follows = found.last < len(said) and said[found.last].form == "的"
        return follows or around.chairs.at(said, found.last) is not None
    if language == "ar" and said[found.first].form.startswith(("لل", "بال", "ولل")):
        return True
    return place > 0 and around.chairs.at(said, place - 1) is not None
