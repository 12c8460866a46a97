"""Who acts in a sentence: a body, or somebody who only speaks."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from entraide.kernel.languages import Language

from .addressees import Entity, entities
from .asking import Asking, asking
from .trie import Found
from .vocabulary import vocabulary
from .words import Word

BREAKS = frozenset(",;:")


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
    return Subject(_whole_name(said, first.first) if language == "zh" else first.first, comma)


def _whole_name(said: Sequence[Word], first: int) -> int:
    """Chinese says what a working group is about before its name."""
    return next((place for place in range(first, max(0, first - 30), -1) if said[place - 1].form in BREAKS), first)


def after(said: Sequence[Word], start: int, language: Language) -> Subject | None:
    """The body right behind a verb, as Arabic has it."""
    place = vocabulary(language).around.past(said, start)
    if place < len(said) and said[place].form in asking(language).resumptive:
        place += 1
    found = entities(language).at(said, place)
    if found is None or not _is_body(found):
        return None
    return Subject(found.first, found.last)


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
    entity = found.values[0]
    return entity.kind in ("body", "conference") and entity.key not in ("", "president")


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
