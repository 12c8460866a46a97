"""The acts of a text, sentence by sentence: those of the body that speaks, and what they ask in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from attrs import evolve

from entraide.kernel.languages import Language

from . import subjects
from .asking import asking
from .clauses import Hit, begins_clause, goes_on, hits, opens, sentences
from .compose import Clause, Place, proposal, proposal_about, qualified
from .elliptic import reiterated, shared, subjunctive
from .needles import first
from .paradigms import Kind
from .proposals import Proposal
from .vocabulary import vocabulary
from .words import Word, line, words

_FINITE: Final[frozenset[Kind]] = frozenset({"finite"})
_OPENING: Final[frozenset[Kind]] = frozenset({"finite", "infinitive", "gerund", "base"})
_ABOUT: Final[frozenset[Kind]] = frozenset({"modal", "passive"})
CITING_REACH: Final = 600
"""How many characters in front of an act may name the instrument that it is quoted from."""
LONGEST_NAME: Final = 300
"""How many characters an issuer may have."""
_INNER: Final[frozenset[Kind]] = frozenset({"infinitive", "gerund"})


def asks(text: str, place: Place) -> tuple[Proposal, ...]:
    """The acts of a paragraph or point, in order, each with the acts it contains."""
    found: list[Proposal] = []
    antecedent = ""
    for start, sentence in sentences(text):
        clause = Clause(sentence, words(sentence), start, len(sentence))
        more = _sentence(clause, place, antecedent)
        if found and not more and found[-1].addressees and not found[-1].quoted:
            found[-1] = qualified(found[-1], sentence, place.language)
        found += more
        issuer = more[-1].issuer if more else ""
        antecedent = issuer or subjects.last_body(clause.said, sentence, place.language) or antecedent
    if not found and (place.loose or place.operative):
        found += _about(text, place)
    return tuple(found)


def body_of(text: str, language: Language) -> str:
    """The body that a chapeau names before its points; "" when none does, or when somebody only speaks."""
    said = words(text)
    stop = len(said) - (1 if said and said[-1].form == ":" else 0)
    if not said or subjects.speaks(said, stop, language):
        return ""
    found = subjects.before(said, stop, language)
    return _printed(text, Clause(text, said, 0, len(text)), found) if found else ""


def cites(text: str, language: Language) -> bool:
    """Whether what stands before an act cites another instrument: "in its resolution 5/7, the Conference requested"."""
    return first(asking(language).citing, line(text).form) is not None


def _sentence(clause: Clause, place: Place, antecedent: str) -> list[Proposal]:
    heads = list(_heads(clause, place, antecedent))
    found: list[Proposal] = []
    for number, (hit, issuer, rule, after) in enumerate(heads):
        stop = clause.said[heads[number + 1][0].first].start if number + 1 < len(heads) else clause.stop
        own = evolve(clause, stop=stop)
        made = proposal(own, hit, issuer, place, rule, after)
        if after and place.body and not made.addressees and not hit.first:
            # "تدعو اللجنة الخاصة إلى": what stands behind the verb is asked, and the body of the paper asks
            made = proposal(own, hit, place.body, place, "lead")
        if not made.addressees and (number or (rule == "lead" and not place.body)):
            continue
        if place.quoted or hit.sense.verb.act == "approve" or cites(_around(own, hit, made), place.language):
            made = evolve(made, quoted=True)
        found.append(evolve(made, contains=tuple(_contained(own, hit, made, place))))
    return found


def _heads(clause: Clause, place: Place, antecedent: str) -> Iterator[tuple[Hit, str, str, int]]:
    """The acts of the body itself: the verb, the body, the rule that found it, the word behind which to look on."""
    subject: tuple[str, str, int] | None = None
    kinds = _OPENING if place.loose else _FINITE
    again = reiterated(clause.said, place.language)
    if again is not None:
        yield again[0], _printed(clause.text, clause, again[1]), "body", 0
        return
    for hit in hits(clause.said, place.language, kinds):
        if subject is not None:
            if hit.sense.kind == "finite" and hit.asks and goes_on(clause.said, hit.first, place.language):
                yield hit, subject[0], "joined", 0
            continue
        subject = _subject(clause, hit, place, antecedent)
        if subject is not None:
            yield hit, *subject
            for joined in shared(clause.said, hit, place.language):
                yield joined, subject[0], "joined", 0


def _subject(clause: Clause, hit: Hit, place: Place, antecedent: str) -> tuple[str, str, int] | None:
    """Who performs an act, by which rule, and after which word its addressee is looked for; None when nobody may."""
    said, language = clause.said, place.language
    if subjects.speaks(said, hit.first, language) or (language == "zh" and _numbered(said, hit)):
        return None
    behind = subjects.after(said, hit.last, language, hit.sense.verb.object) if language == "ar" else None
    if place.loose and _fits_point(clause, hit, language):
        return place.issuer, "chapeau-body", behind.last if behind else 0
    if hit.sense.kind != "finite":
        return None
    if behind:
        return _printed(clause.text, clause, behind), "body", behind.last
    if (body := subjects.before(said, hit.first, language)) and not _relative(clause, hit, body, language):
        return _printed(clause.text, clause, body), "body", 0
    if antecedent and _refers(said, hit, language):
        return antecedent, "pronoun", 0
    bare = (place.body or place.operative) and not place.loose
    return (place.body, "lead", 0) if bare and clause.start == 0 and opens(said, hit.first, language) else None


def _refers(said: Sequence[Word], hit: Hit, language: Language) -> bool:
    """Whether the subject is the body named before: by a pronoun, or not said at all."""
    if subjects.pronoun(said, hit.first, language):
        return True
    return asking(language).dropping and opens(said, hit.first, language)


def _numbered(said: Sequence[Word], hit: Hit) -> bool:
    """Chinese 决议 and 决定 are nouns behind a number: 第5/7号决议."""
    return hit.first > 0 and said[hit.first - 1].form in "号项该"


def _fits_point(clause: Clause, hit: Hit, language: Language) -> bool:
    if hit.sense.kind == "finite":
        # Russian puts no comma behind a lead-in, and its finite forms are no other words
        led = clause.said[0].form in asking(language).leadins
        return language == "ru" or led or begins_clause(clause.said, hit.first, language)
    return opens(clause.said, hit.first, language)


def _relative(clause: Clause, hit: Hit, body: subjects.Subject, language: Language) -> bool:
    """In Chinese the verb must stand right behind its subject, and none of "should" between; elsewhere a form is long
    enough to be safe.
    """
    if language != "zh":
        return False
    between = clause.said[body.last : hit.first]
    modals = vocabulary(language).verbs.all(clause.said, body.first, hit.first)
    if any(sense.kind == "modal" for found in modals for sense in found.values):
        return True
    return len(between) > len("在这方面又特别") or any(word.form in subjects.BREAKS for word in between[1:])


def _around(clause: Clause, hit: Hit, made: Proposal) -> str:
    """What stands before an act, and between it and its addressee: "ودعت اللجنة، في مقررها 12/4، الأطراف"."""
    stop = clause.said[hit.first].start
    ahead = clause.text[max(0, stop - CITING_REACH) : stop]
    if not made.addressees:
        return ahead
    begin = clause.said[hit.last - 1].end
    behind = clause.text[begin : begin + CITING_REACH]
    return f"{ahead} {behind[: max(0, behind.find(made.addressees[0].text))]}"


def _contained(clause: Clause, head: Hit, outer: Proposal, place: Place) -> Iterator[Proposal]:
    """What the addressee is to ask of others: "requested UNODC to request States"."""
    kinds: frozenset[Kind] = _INNER | ({"finite"} if place.language == "zh" else frozenset())
    issuer = outer.addressees[0].text if outer.addressees else outer.issuer
    own = clause.said[: bisect_right(clause.said, clause.stop, key=lambda word: word.end)]
    for hit in chain(subjunctive(clause, outer, place.language), hits(own, place.language, kinds, head.last)):
        if not hit.asks or hit.last > len(own):
            continue
        inner = proposal(clause, hit, issuer, evolve(place, quoted=outer.quoted), "inner")
        if inner.addressees and _close(clause, hit, inner):
            yield inner


def _close(clause: Clause, hit: Hit, inner: Proposal) -> bool:
    """The addressee must stand right behind an inner verb, or the verb is about something else."""
    behind = clause.text[clause.said[hit.last - 1].end :]
    return behind.find(inner.addressees[0].text) <= len(" tous les ") + 2


def _about(text: str, place: Place) -> Iterator[Proposal]:
    """Recommendations in the form "States parties should consider" or "States are encouraged to"."""
    for start, sentence in sentences(text):
        clause = Clause(sentence, words(sentence), start, len(sentence))
        hit = next(hits(clause.said, place.language, _ABOUT), None)
        if hit is None or subjects.speaks(clause.said, hit.first, place.language):
            continue
        made = proposal_about(clause, hit, place.issuer or place.body, place)
        if made.addressees:
            yield made
            return


def _printed(text: str, clause: Clause, found: subjects.Subject) -> str:
    return " ".join(text[clause.said[found.first].start : clause.said[found.last - 1].end].split())[:LONGEST_NAME]
