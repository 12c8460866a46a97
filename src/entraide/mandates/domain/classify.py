"""The act of an operative paragraph, from the words it opens with."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from entraide.kernel.languages import LANGUAGES, Language

from .addressees import opening_kind
from .vocabulary import Act, Group, Verb, Vocabulary, group_of, vocabulary
from .words import Word, words

LOOK = 60
"""How many words of a paragraph are read: the lead stands at its head."""

_SKIPPED = frozenset("()[]-—*•\"'“”«»0123456789.")


@frozen
class Classification:
    """The lead as printed, the act, its coarse group, whether it asks for action, whether the verb leaves a doubt.

    Where no verb is known the lead is empty, and the paragraph counts as a record in doubt.
    """

    lead: str
    act: Act
    group: Group
    action: bool
    ambiguous: bool


@frozen
class _Lead:
    """The verb that leads, and the words `[first, last)` of its phrase."""

    verb: Verb
    first: int
    last: int


def classify(text: str, language: Language) -> Classification:
    """The act of a paragraph in `language`; a paragraph that turns out to be in another one is read in that one."""
    line = words(text[: LOOK * 12])[:LOOK]
    for spoken in (language, *(other for other in LANGUAGES if other != language)):
        found = _lead(line, vocabulary(spoken))
        if found is not None:
            return _classified(text, line, found, spoken)
    return Classification("", "note", "record", action=False, ambiguous=True)


def _classified(text: str, line: Sequence[Word], found: _Lead, language: Language) -> Classification:
    act = _resolved(found, text[line[found.last - 1].end :], language)
    group = group_of(act)
    lead = text[line[found.first].start : line[found.last - 1].end]
    doubt = bool(found.verb.also) and act == found.verb.act
    return Classification(lead, act, group, action=group != "record", ambiguous=doubt)


def _resolved(found: _Lead, rest: str, language: Language) -> Act:
    """One verb may request from a secretariat and call upon States: who is asked decides."""
    if "request" in found.verb.also and opening_kind(rest, language) == "secretariat":
        return "request"
    return found.verb.act


def _lead(line: Sequence[Word], book: Vocabulary) -> _Lead | None:
    first = 0
    while first < len(line) and line[first].form[0] in _SKIPPED:
        first += 1
    lead = _verb_at(line, first, book)
    if lead is None or group_of(lead.verb.act) != "record":
        return lead
    return _joined(line, lead, book)


def _verb_at(line: Sequence[Word], first: int, book: Vocabulary) -> _Lead | None:
    leads = []
    for place in dict.fromkeys((first, book.around.past(line, first))):
        found = book.verbs.at(line, place)
        senses = [sense for sense in found.values if sense.kind == "finite"] if found else []
        if found and senses:
            leads.append(_Lead(senses[0].verb, first, book.around.past(line, found.last)))
    return max(leads, key=lambda lead: lead.last, default=None)


def _joined(line: Sequence[Word], lead: _Lead, book: Vocabulary) -> _Lead:
    """The verb that asks for something gives the act: "welcomes and encourages"."""
    after = book.conjunctions.at(line, lead.last)
    second = _verb_at(line, after.last, book) if after else None
    if second is None or group_of(second.verb.act) == "record":
        return lead
    return _Lead(second.verb, lead.first, second.last)
