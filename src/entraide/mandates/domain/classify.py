"""The act of an operative paragraph, from the words it opens with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from entraide.kernel.languages import LANGUAGES, Language

from .addressees import opening_kind
from .vocabulary import Act, Group, Verb, Vocabulary, group_of, vocabulary
from .words import Word, words

FIRST_LOOK: Final[dict[Language, int]] = {"ar": 36, "en": 40, "es": 48, "fr": 40, "ru": 60, "zh": 14}
"""How many characters are read at first: most leads are shorter."""
LOOK: Final = 720
"""How many characters of a paragraph are read at most: the lead stands at its head."""
NEAR_BY: Final = 100
"""How many characters behind a lead are read for who is asked."""
_MARGIN: Final = 3
"""A lead that ends so near the end of what was read may go on behind it."""
_SKIPPED: Final = frozenset("()[]-—*•\"'“”«»0123456789.")


class Classification(NamedTuple):
    """The lead as printed, the act, its coarse group, whether it asks for action, whether the verb leaves a doubt.

    Where no verb is known the lead is empty, and the paragraph counts as a record in doubt.
    """

    lead: str
    act: Act
    group: Group
    action: bool
    ambiguous: bool


class _Lead(NamedTuple):
    """The verb that leads, and the words `[first, last)` of its phrase."""

    verb: Verb
    first: int
    last: int


UNKNOWN: Final = Classification("", "note", "record", action=False, ambiguous=True)


def classify(text: str, language: Language) -> Classification:
    """The act of a paragraph in `language`; a paragraph that turns out to be in another one is read in that one."""
    found = _classified(text, language)
    if found is not None:
        return found
    others = (_classified(text, other) for other in LANGUAGES if other != language)
    return next(filter(None, others), UNKNOWN)


def _classified(text: str, language: Language) -> Classification | None:
    book, first_look = vocabulary(language), FIRST_LOOK[language]
    line = words(text, 0, first_look)
    lead = _lead(line, book)
    if len(text) > first_look and (lead is None or lead.last > len(line) - _MARGIN):
        line = words(text, 0, LOOK)
        lead = _lead(line, book)
    if lead is None:
        return None
    verb = lead.verb
    act = _resolved(verb, text, line[lead.last - 1].end, language)
    group = group_of(act)
    printed = text[line[lead.first].start : line[lead.last - 1].end]
    return Classification(printed, act, group, group != "record", bool(verb.also) and act == verb.act)


def _resolved(verb: Verb, text: str, end: int, language: Language) -> Act:
    """One verb may request from a secretariat and call upon States: who is asked decides."""
    if "request" in verb.also and opening_kind(text[end : end + NEAR_BY], language) == "secretariat":
        return "request"
    return verb.act


def _lead(line: Sequence[Word], book: Vocabulary) -> _Lead | None:
    first = 0
    while first < len(line) and line[first].form[0] in _SKIPPED:
        first += 1
    lead = _verb_at(line, first, book)
    if lead is None or group_of(lead.verb.act) != "record":
        return lead
    return _joined(line, lead, book)


def _verb_at(line: Sequence[Word], first: int, book: Vocabulary) -> _Lead | None:
    lead = _verb_behind(line, first, first, book)
    place = book.around.past(line, first)
    if place == first:
        return lead
    behind = _verb_behind(line, first, place, book)
    if lead is None or (behind is not None and behind.last > lead.last):
        return behind
    return lead


def _verb_behind(line: Sequence[Word], first: int, place: int, book: Vocabulary) -> _Lead | None:
    """The lead that begins at `first` and whose verb begins at `place`."""
    found = book.verbs.at(line, place)
    sense = next((sense for sense in found.values if sense.kind == "finite"), None) if found else None
    if found is None or sense is None:
        return None
    if sense.verb.silent:
        return _Lead(sense.verb, first, found.last - sense.verb.silent)
    last = book.around.past(line, found.last) if book.trailing else found.last
    if group_of(sense.verb.act) == "record":
        last = _with_manner(line, last, sense.verb, book)
    return _Lead(sense.verb, first, last)


def _with_manner(line: Sequence[Word], last: int, verb: Verb, book: Vocabulary) -> int:
    """The place behind the feeling that is expressed and the manner in which something is recorded."""
    tries = (book.feelings, book.manner) if verb.feeling else (book.manner,)
    for phrases in tries:
        found = phrases.at(line, last)
        if found is not None and found.last > last:
            last = book.around.past(line, found.last) if book.trailing else found.last
    return last


def _joined(line: Sequence[Word], lead: _Lead, book: Vocabulary) -> _Lead:
    """The verb that asks for something gives the act: "welcomes and encourages"."""
    after = book.conjunctions.at(line, lead.last)
    second = _verb_at(line, after.last, book) if after else None
    if second is None or group_of(second.verb.act) == "record":
        return lead
    return _Lead(second.verb, lead.first, second.last)
