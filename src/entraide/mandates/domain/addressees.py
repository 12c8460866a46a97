"""Who is asked: the stretch of text behind (or before) an act, cut into addressees, each with its kind.

The words are kept as printed; `kind` and `name` come from the tables `lexicon/entities.yml` and `lexicon/heads.yml` and from the
roll of States. A name that none of them knows has the kind of its head noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language

from .asking import asking
from .entities import Entity, EntityKind, entities
from .needles import first as first_of
from .qualifiers import hedge_places
from .trie import Found
from .vocabulary import vocabulary
from .words import Word, line, words

__all__ = [
    "NEAR",
    "Addressee",
    "Entity",
    "EntityKind",
    "addressees",
    "deed_begins",
    "entities",
    "known",
    "opening_kind",
    "unhedged",
    "unknown",
]

NEAR = 12
"""How many words may stand before the first known name of an addressee."""
FAR: Final = NEAR * 3
"""How many words may stand before the first name where a word shows the end of the stretch."""
LONGEST_UNKNOWN: Final = 25
"""How many words an addressee may have that no table knows."""
_CODE: Final = re.compile(r"[A-Z]{2,}")
_BREAKS: Final = frozenset(",;:")


_Name = tuple[Found[Entity], Entity]
"""Where a name stands, and whose it is."""


@frozen
class Addressee:
    """Who is asked. `text` as printed; `key` of the table, or the code of a State; `not_yet` for those "that have not yet done so"."""

    text: str
    kind: EntityKind
    name: str
    key: str = ""
    not_yet: bool = False


def opening_kind(text: str, language: Language) -> EntityKind | None:
    """The kind of the first entity near the head of a text; None when there is none."""
    head = words(text[:200])[:NEAR]
    first = next(entities(language).all(head), None)
    return first.values[0].kind if first else None


def deed_begins(text: str, language: Language) -> tuple[int, int] | None:
    """Where the addressee ends and where the deed begins in what follows a verb; None when no word links them."""
    folded = line(text)
    found = first_of(asking(language).deed, folded.form, 1)
    return (folded.places[found.start()], folded.places[found.end()]) if found else None


def known(text: str, said: Sequence[Word], language: Language) -> Iterator[_Name]:
    """The names in a text, each with what it stands for: a noun that must be a proper one has a capital there."""
    for found in entities(language).all(said):
        capital = text[said[found.first].start].isupper()
        entity = next((each for each in found.values if capital or not each.proper or language in ("ar", "zh")), None)
        if entity is not None:
            yield found, entity


def addressees(text: str, language: Language) -> tuple[Addressee, ...]:
    """The addressees in a stretch that holds nothing else, cut at the coordination between known names."""
    said = unhedged(text, language)
    named = list(known(text, said, language))
    if not named or named[0][0].first > FAR:
        return ()
    names = _apart(named[_free(named, said, language) :], said, language)
    if not names:
        return ()
    pairs = zip(names, _borders([found for found, _ in names], said, language), strict=True)
    return tuple(
        _addressee(text, said, found, entity, border, language)
        for (found, entity), border in pairs
        if border[0] < border[1]
    )


def _free(named: Sequence[_Name], said: Sequence[Word], language: Language) -> int:
    """Which name is the first that no other noun governs: in "the work of the Committee" none is."""
    ruled = asking(language).genitive | asking(language).qualifying
    for turn, (found, _entity) in enumerate(named):
        broken = (place + 1 for place in range(found.first - 1, -1, -1) if said[place].form in _BREAKS)
        start = next(broken, 0)
        first = _past_particles(said, start, language)
        if not any(said[place].form in ruled for place in range(first, found.first)):
            return turn
        if not start:
            return len(named)
    return len(named)


def unknown(text: str, language: Language) -> tuple[Addressee, ...]:
    """An addressee that no table knows, as printed; nothing where the stretch is no name."""
    said = unhedged(text, language)
    first = _past_particles(said, 0, language)
    last = _tail(said, first, len(said), language)
    if not first < last <= LONGEST_UNKNOWN or not any(said[place].form[0].isalpha() for place in range(first, last)):
        return ()
    printed = text[said[first].start : said[last - 1].end]
    return (Addressee(printed, "other", printed, "", _late(printed, language)),)


def unhedged(text: str, language: Language) -> Sequence[Word]:
    """The words of a stretch without its hedges: whom somebody is to consult is not asked."""
    said = words(text)
    if len(said) <= NEAR // 3:
        return said
    places = hedge_places(text, language)
    if not places:
        return said
    return [word for word in said if not any(start <= word.start < end for start, end in places)]


def _apart(names: list[_Name], said: Sequence[Word], language: Language) -> list[_Name]:
    """Names joined by a coordination; one inside another's phrase ("Secretariat of the Conference") belongs to it."""
    kept = names[:1]
    for found, entity in names[1:]:
        before, own = kept[-1]
        if _glued(said[found.first], language) or _joined(said, before.last, found.first, language):
            kept.append((found, entity))
        elif language == "zh" and found.first == before.last:
            # the head stands last: 专家组主席
            head = own if _code(own) and entity.kind == own.kind else entity
            kept[-1] = Found(before.first, found.last, (head,)), head
        elif own.general and _code(entity) and own.kind == entity.kind:
            # "the Government of Peru" is Peru
            kept[-1] = before, entity
    return kept


def _code(entity: Entity) -> bool:
    return _CODE.fullmatch(entity.key) is not None


def _joined(said: Sequence[Word], start: int, stop: int, language: Language) -> bool:
    """Whether a name behind `start` and one at `stop` stand side by side, and neither within the other's phrase."""
    joint = _joint(said, start, stop, language)
    if joint is None or (language == "zh" and joint[0] - start > 1):
        return False
    between = [said[place].form for place in range(joint[1], stop)]
    words_around = asking(language)
    apart = any(form in words_around.qualifying or form in words_around.attributive for form in between)
    return not apart and not any(form in words_around.genitive for form in between[1:])


def _borders(names: list[Found[Entity]], said: Sequence[Word], language: Language) -> list[tuple[int, int]]:
    borders, first = [], 0
    for this, after in pairwise(names):
        cut = _joint(said, this.last, after.first, language)
        borders.append((first, after.first if cut is None else cut[0]))
        first = after.first if cut is None else cut[1]
    return [*borders, (first, len(said))]


def _joint(said: Sequence[Word], start: int, stop: int, language: Language) -> tuple[int, int] | None:
    """The last coordination in a stretch of words, as the places before and after it."""
    joints = list(asking(language).coordination.all(said, start, stop))
    return (joints[-1].first, joints[-1].last) if joints else None


def _glued(word: Word, language: Language) -> bool:
    return language == "ar" and word.form.startswith("و") and len(word.form) > 3


def _addressee(
    text: str,
    said: Sequence[Word],
    found: Found[Entity],
    entity: Entity,
    border: tuple[int, int],
    language: Language,
) -> Addressee:
    first, last = border
    past = _past_particles(said, first, language)
    first = past if past <= found.first else min(first, found.first)
    first = next((place for place in range(found.first, first, -1) if said[place - 1].form in _BREAKS), first)
    last = _tail(said, found.last, last, language)
    printed = text[said[first].start : said[last - 1].end] if first < last else ""
    if _glued(said[first], language) and first > 0:
        printed = printed[1:]
    return Addressee(printed, entity.kind, entity.name or printed, entity.key, _late(printed, language))


def _past_particles(said: Sequence[Word], place: int, language: Language) -> int:
    """The place behind adverbs ("also"), then particles ("to the")."""
    return asking(language).particles.past(said, vocabulary(language).around.past(said, place))


def _tail(said: Sequence[Word], start: int, stop: int, language: Language) -> int:
    """Where an addressee ends: before what only qualifies the deed ("…, in this regard,"), and without marks behind it."""
    qualifying = asking(language).qualifying
    for place in range(start, stop - 1):
        if said[place].form in _BREAKS and said[place + 1].form in qualifying:
            stop = place
            break
    while stop > start and not said[stop - 1].form[0].isalnum() and said[stop - 1].form != ")":
        stop -= 1
    return stop


def _late(printed: str, language: Language) -> bool:
    return first_of(asking(language).not_yet, line(printed).form) is not None
