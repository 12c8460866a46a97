"""From an act found in a sentence to a proposal: its addressees, its deed, and what qualifies it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from entraide.kernel.languages import Language

from .addressees import Addressee, addressees
from .asking import asking
from .clauses import Hit, intensified
from .deadlines import due
from .proposals import Proposal
from .qualifiers import asks_report, hedges, references
from .targets import target
from .vocabulary import Act, strength_of
from .words import Word, stretch, western

SURE: Final = 0.97
LIKELY: Final = 0.9
DOUBTFUL: Final = 0.8
_ASKED: Final = frozenset({"authorize"})
"""Acts of decision that have somebody to act all the same."""
_SOMEBODY: Final = frozenset({"request", "invite", "urge", "authorize"})
"""Acts whose object is always somebody: what stands there is an addressee even if no table knows it."""
_OWN: Final = frozenset({"body", "lead", "chapeau-body", "pronoun"})
"""Rules by which an act is surely one of the body's own."""


@frozen
class Place:
    """Where a text stands: paragraph and point, who speaks in it, and how freely its acts may be read.

    `loose`: a point under a body's chapeau, where lead-ins and infinitives are usual. `operative`: the chapter is one
    of recommendations, where "should" asks.
    """

    language: Language
    paragraph: str
    point: str = ""
    issuer: str = ""
    body: str = ""
    loose: bool = False
    operative: bool = False
    quoted: bool = False


@frozen
class Clause:
    """A sentence with an act: its words, its place in the text, and where the act's own clause ends (a character)."""

    text: str
    said: Sequence[Word]
    start: int
    stop: int


def proposal(clause: Clause, hit: Hit, issuer: str, place: Place, rule: str, after: int = 0) -> Proposal:
    """The proposal of one act. `after` is the word where the search for addressees begins (behind the act if 0)."""
    begin = clause.said[(after or hit.last) - 1].end
    rest = clause.text[begin : clause.stop]
    if not hit.asks and hit.sense.verb.act not in _ASKED:
        return _built(clause, hit, issuer, place, rule, (), rest)
    somebody = rule in _OWN and hit.sense.verb.act in _SOMEBODY
    asked, deed = target(rest, place.language, somebody, hit.sense.verb.object)
    within = clause.text[clause.said[hit.first].end : clause.said[hit.last - 1].start]
    # "обращается к донорам с призывом": the phrase holds its addressee
    own = addressees(within, place.language) if hit.last - hit.first > 2 else ()
    return _built(clause, hit, issuer, place, rule, own or asked, rest if own else deed)


def proposal_about(clause: Clause, hit: Hit, issuer: str, place: Place) -> Proposal:
    """The same where the addressee is the subject: "States parties should", "are encouraged to"."""
    behind = clause.text[clause.said[hit.last - 1].end : clause.stop]
    asked = addressees(clause.text[: clause.said[hit.first].start], place.language)
    deed = behind
    if not asked:
        asked, deed = target(behind, place.language)
    return _built(clause, hit, issuer, place, hit.sense.kind, asked, deed)


def inherited(text: str, head: Proposal, place: Place) -> Proposal:
    """A point without an act of its own: what the chapeau asks for."""
    return evolve(
        head,
        point=place.point,
        span=(0, 0),
        deliverable=_trimmed(text),
        references=references(text, place.language),
        due=due(text, place.language) or head.due,
        hedges=(*head.hedges, *hedges(text, place.language)),
        reporting=asks_report(text, place.language),
        rule="chapeau",
        contains=(),
    )


def qualified(made: Proposal, sentence: str, language: Language) -> Proposal:
    """A proposal with what the sentence behind it adds: "In that regard, UNODC could, upon request, …"."""
    return evolve(
        made,
        hedges=(*made.hedges, *hedges(sentence, language)),
        references=tuple(dict.fromkeys((*made.references, *references(sentence, language)))),
        due=made.due or due(sentence, language),
        reporting=made.reporting or asks_report(sentence, language),
    )


def _built(
    clause: Clause, hit: Hit, issuer: str, place: Place, rule: str, asked: tuple[Addressee, ...], deed: str
) -> Proposal:
    verb = hit.sense.verb
    possible: tuple[Act, ...]
    urged = any(word.form in asking(place.language).urging for word in clause.said[hit.first : hit.last])
    possible = ("urge",) if urged and hit.asks else acts_of(hit, rule, asked)
    act = possible[0]
    strength = verb.strength or strength_of(act)
    first, last = clause.said[hit.first], clause.said[hit.last - 1]
    said_first = 0 if rule != "joined" else first.start
    whole = stretch(western(clause.text), said_first, clause.stop)
    behind = stretch(western(clause.text), first.start, clause.stop)
    return Proposal(
        paragraph=place.paragraph,
        point=place.point,
        issuer=issuer,
        act=act,
        lemma=verb.lemma,
        strength=min(5, strength + intensified(clause.said, hit, place.language)),
        span=(clause.start + first.start, clause.start + last.end),
        addressees=asked,
        deliverable=_trimmed(deed),
        references=references(whole, place.language),
        due=due(behind, place.language),
        hedges=hedges(behind, place.language),
        reporting=asks_report(stretch(clause.text, clause.stop - len(deed), clause.stop), place.language),
        quoted=place.quoted,
        rule=rule,
        confidence=_confidence(hit, asked, rule, len(possible) > 1),
        acts_possible=possible if len(possible) > 1 else (),
    )


def acts_of(hit: Hit, rule: str, asked: tuple[Addressee, ...]) -> tuple[Act, ...]:
    """The acts that a verb may render, the likeliest first.

    A body that reports gives some verbs another act than a resolution does, whose paragraphs open with it; there a secretariat
    is requested where States are called upon.
    """
    verb = hit.sense.verb
    if rule != "lead" and verb.in_reports:
        return (verb.in_reports,)
    if rule == "lead" and "request" in verb.also and asked and asked[0].kind == "secretariat":
        return ("request",)
    return (verb.act, *verb.also)


def _confidence(hit: Hit, asked: tuple[Addressee, ...], rule: str, doubtful: bool) -> float:
    base = SURE if rule in ("body", "chapeau-body") else LIKELY
    if hit.sense.kind in ("modal", "passive"):
        base = DOUBTFUL
    doubt = 0.1 if doubtful else 0.0
    nobody = hit.asks and not any(each.key or each.kind != "other" for each in asked)
    return round(base - doubt - (0.1 if nobody else 0.0), 2)


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.،؛。；：，")
