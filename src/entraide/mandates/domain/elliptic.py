"""Verbs that say less than their forms in the lexicon: a participle that shares an auxiliary, a subjunctive behind its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entraide.kernel.languages import Language

from .clauses import Hit
from .compose import Clause
from .paradigms import Kind
from .proposals import Proposal
from .subjects import Subject, after
from .vocabulary import group_of, vocabulary
from .words import Word

_AUXILIARIES: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset({"a", "ont", "avait", "avaient"}),
    "es": frozenset({"ha", "han", "había", "habían"}),
}
_MOODS: Final[dict[Language, tuple[Kind, str]]] = {
    "en": ("base", ""),
    "fr": ("finite", ""),
    "es": ("infinitive", "que"),
}
"""Of which kind the form behind a subject is, and what the lexicon has before it."""


def shared(said: Sequence[Word], head: Hit, language: Language) -> Iterator[Hit]:
    """The second participle has its auxiliary from the first: "a invité … et encouragé"."""
    helper = next((word for word in said[head.first : head.last] if word.form in _AUXILIARIES.get(language, ())), None)
    if helper is None:
        return
    book = vocabulary(language)
    for joint in book.conjunctions.all(said, head.last):
        place = book.around.past(said, joint.last)
        found = _read(said, place, language, helper, "finite")
        if found is not None:
            yield found


def subjunctive(clause: Clause, outer: Proposal, language: Language) -> Iterator[Hit]:
    """The verb stands behind the addressee, whose act it is to be: "recommended that the Council request"."""
    if language not in _MOODS or not outer.addressees or outer.act != "recommend":
        return
    asked = outer.addressees[-1].text
    begin = clause.text.find(asked, outer.span[1] - clause.start)
    place = next((turn for turn, word in enumerate(clause.said) if word.start >= begin + len(asked)), len(clause.said))
    kind, before = _MOODS[language]
    found = _read(clause.said, place, language, Word(before, 0, 0) if before else None, kind)
    if begin >= 0 and found is not None:
        yield found


def reiterated(said: Sequence[Word], language: Language) -> tuple[Hit, Subject] | None:
    """A call that is repeated, its subject between the verb and the noun: "كرر المجلس دعوته الحكومات"."""
    subject = after(said, 1, language) if language == "ar" and said else None
    if subject is None:
        return None
    for form in (said[0].form, said[0].form[1:]):
        found = _read(said, subject.last, language, Word(form, 0, 0), "finite")
        if found is not None:
            return found, subject
    return None


def _read(said: Sequence[Word], place: int, language: Language, before: Word | None, kind: Kind) -> Hit | None:
    """The verb at a place, read as if `before` stood in front of it."""
    ahead = [before] if before else []
    found = vocabulary(language).verbs.at([*ahead, *said[place:]], 0)
    sense = next((sense for sense in found.values if sense.kind == kind), None) if found else None
    if found is None or sense is None or group_of(sense.verb.act) == "record" or found.last <= len(ahead):
        return None
    return Hit(sense, place, place + found.last - len(ahead))
