"""Who is asked: the stretch of text behind (or before) an act, cut into addressees, each with its kind.

The words are kept as printed; `kind` and `name` come from the table `lexicon/entities.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.reference.domain.entities import find, name, split_names

from .asking import asking
from .trie import Found, Trie
from .vocabulary import table
from .words import Word, line, words

EntityKind = Literal["states", "secretariat", "organisation", "body", "conference", "donors", "private", "other"]

NEAR = 12
"""How many words may stand before the first known name of an addressee."""


@frozen
class Entity:
    """An entry of the table: its key, its kind, its name in the language of the text."""

    key: str
    kind: EntityKind
    name: str


@frozen
class Addressee:
    """Who is asked. `text` as printed; `key` of the table; `not_yet` for those "that have not yet done so"."""

    text: str
    kind: EntityKind
    name: str
    key: str = ""
    not_yet: bool = False


@cache
def entities(language: Language) -> Trie[Entity]:
    """The table of one language, in a form to be looked up."""
    found: Trie[Entity] = Trie()
    for key, row in table("entities").items():
        entity = Entity(key, cast(EntityKind, row["kind"]), row[language][0].replace("*", ""))
        for printed in row[language]:
            for spelling in _arabic(printed) if language == "ar" else (printed,):
                found.add(spelling, entity)
    return found


def _arabic(name: str) -> list[str]:
    """A name with the particles that Arabic glues to its first word."""
    if name.startswith("ال"):
        return [name, *(glue + name for glue in "وبك"), *(glue + name[2:] for glue in ("لل", "ولل")), "وب" + name]
    return [glue + name for glue in ("", "و", "ب", "ل", "ول", "وب")]


def opening_kind(text: str, language: Language) -> EntityKind | None:
    """The kind of the first entity near the head of a text; None when there is none."""
    head = words(text[:200])[:NEAR]
    first = next(entities(language).all(head), None)
    return first.values[0].kind if first else None


def deed_begins(text: str, language: Language) -> tuple[int, int] | None:
    """Where the addressee ends and where the deed begins in what follows a verb; None when no word links them."""
    folded = line(text)
    found = [match for regex in asking(language).deed if (match := regex.search(folded.form, 1))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return folded.places[first.start()], folded.places[first.end()]


def addressees(text: str, language: Language) -> tuple[Addressee, ...]:
    """The addressees in a stretch that holds nothing else, cut at the coordination between known names."""
    said = words(text)
    known = _apart(list(entities(language).all(said)), said, language)
    if not known:
        return ()
    pairs = zip(known, _borders(known, said, language), strict=True)
    return tuple(_addressee(text, said, entity, border, language) for entity, border in pairs if border[0] < border[1])


def _apart(known: list[Found[Entity]], said: Sequence[Word], language: Language) -> list[Found[Entity]]:
    """Names joined by a coordination; one inside another's phrase ("Secretariat of the Conference") belongs to it."""
    kept = known[:1]
    for found in known[1:]:
        if _glued(said[found.first], language) or _joint(said, kept[-1].last, found.first, language) is not None:
            kept.append(found)
    return kept


def _borders(known: list[Found[Entity]], said: Sequence[Word], language: Language) -> list[tuple[int, int]]:
    borders, first = [], 0
    for this, after in pairwise(known):
        cut = _joint(said, this.last, after.first, language)
        borders.append((first, after.first if cut is None else cut[0]))
        first = after.first if cut is None else cut[1]
    return [*borders, (first, len(said))]


def _joint(said: Sequence[Word], start: int, stop: int, language: Language) -> tuple[int, int] | None:
    """The last coordination in a stretch of words, as the places before and after it."""
    joints = list(asking(language).coordination.all(said, start, stop))
    return (joints[-1].first, joints[-1].last) if joints else None


def _glued(word: Word, language: Language) -> bool:
    return language == "ar" and word.form.startswith(("وال", "ولل", "وم"))


def _addressee(
    text: str, said: Sequence[Word], known: Found[Entity], border: tuple[int, int], language: Language
) -> Addressee:
    first, last = border
    past = asking(language).particles.past(said, first)
    if past < known.last:
        first = past
    while last > first and not said[last - 1].form[0].isalnum() and said[last - 1].form != ")":
        last -= 1
    printed = text[said[first].start : said[last - 1].end] if first < last else ""
    if _glued(said[first], language) and first > 0:
        printed = printed[1:]
    entity = known.values[0]
    late = asking(language).not_yet.search(line(printed).form) is not None
    return Addressee(printed, entity.kind, entity.name, entity.key, late)


def named_states(text: str, language: Language) -> tuple[Addressee, ...]:
    """States and organisations called by their names, which the reference tables know."""
    said = words(text)
    first = asking(language).particles.past(said, 0)
    if first >= len(said):
        return ()
    found = []
    for printed in split_names(text[said[first].start : said[-1].end], language):
        known = find(printed, language)
        if known is not None:
            kind: EntityKind = "organisation" if known.kind == "organisation" else "states"
            found.append(Addressee(printed, kind, name(known.code, language), known.code))
    return tuple(found)
