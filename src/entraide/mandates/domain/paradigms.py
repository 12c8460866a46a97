"""From a verb of the lexicon to the forms it takes in a paper.

Forms come in kinds: `finite` (requests, ont prié), `infinitive` (de prier, que solicite, أن يطلب), `gerund`
(requesting), `passive` (are encouraged to), `modal` (should) and `noun` (its request, after "reiterates").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any, Final, Literal

Kind = Literal["finite", "base", "infinitive", "gerund", "passive", "modal", "noun"]
KINDS: Final[tuple[Kind, ...]] = ("finite", "base", "infinitive", "gerund", "passive", "modal", "noun")
Form = tuple[Kind, str]
Row = Mapping[str, Any]


def forms(language: str, verb: Row, book: Row) -> Iterator[Form]:
    """Every form of one verb of the lexicon `book`, each with its kind; a phrase's tail stands behind."""
    for kind, form in _own(language, verb, book):
        if kind == "noun" or "tail" not in verb:
            yield kind, form
            continue
        for tail in verb["tail"]:
            yield kind, _with_tail(form, tail)


def _with_tail(form: str, tail: str) -> str:
    head, particle = (
        (form[:-3], " to") if form.endswith(" to") and form.startswith(("is", "are", "w", "s")) else (form, "")
    )
    return f"{head} ~ {tail}{particle}"


def _own(language: str, verb: Row, book: Row) -> Iterator[Form]:
    for kind in KINDS:
        for form in verb.get(kind, ()):
            yield kind, form
    for form in verb.get("past", ()) if isinstance(verb.get("past"), list) else ():
        yield "finite", form
    if language in _CONJUGATIONS:
        yield from _CONJUGATIONS[language](verb, book)


def _english(verb: Row, book: Row) -> Iterator[Form]:
    if "regular" not in verb:
        return
    stem, e = verb["regular"], verb.get("ending", "")
    plain, past = stem + e, stem + "ed"
    yield from _each("finite", [stem + e + "s", past, f"has ~ {past}", f"have ~ {past}", f"had ~ {past}"])
    yield from _each("infinitive", [f"to ~ {plain}"])
    yield "base", plain
    yield "gerund", stem + "ing"
    beings = ("is", "are", "was", "were", "should be", "has been", "have been")
    yield from _each("passive", [f"{being} ~ {past} to" for being in beings])


def _french(verb: Row, book: Row) -> Iterator[Form]:
    participles = list(verb.get("participle", ()))
    infinitives: list[str] = []
    if "regular" in verb:
        stem = verb["regular"]
        participles += [stem + ending for ending in ("é", "ée", "és", "ées")]
        # a stem in -g keeps its sound before a: engager, engageant
        soft = stem + "e" if stem.endswith("g") else stem
        infinitives = [f"{stem}er", f"que ~ {stem}e"]
        yield from _each("finite", [f"{stem}e", f"{stem}ent"])
        yield "gerund", f"{soft}ant"
    yield from _each("infinitive", infinitives)
    yield from _each("finite", _joined(book["auxiliaries"], participles))
    yield from _each("passive", _joined(book["passives"], participles))


def _spanish(verb: Row, book: Row) -> Iterator[Form]:
    if "regular" not in verb:
        return
    stem, ar = verb["regular"], verb["ending"] == "ar"
    present, past = ("a", ("ó", "aron")) if ar else ("e", ("ió", "ieron"))
    participle = stem + ("ado" if ar else "ido")
    yield from _each("finite", [stem + present, f"{stem}{present}n", stem + past[0], stem + past[1]])
    yield from _each("finite", _joined(book["auxiliaries"], [participle]))
    mood = "e" if ar else "a"
    subjunctives = [f"que ~ {stem}{mood}", f"que ~ {stem}{past[1][:-2]}a", f"que ~ {stem}{mood}n"]
    yield from _each("infinitive", [stem + verb["ending"], *subjunctives])
    yield "gerund", stem + ("ando" if ar else "iendo")
    yield from _each("passive", [f"se ~ {stem}{present}", f"se ~ {stem}{past[0]}"])


def _arabic(verb: Row, book: Row) -> Iterator[Form]:
    if "stem" not in verb:
        return
    stem = verb["stem"]
    singular = [letter + stem for letter in "تي"]
    masculine, feminine = verb["past"], verb.get("past_feminine", verb["past"] + "ت")
    # the dual speaks of two working groups that meet together
    several = [f"ي{stem}ان", f"ت{stem}ان", masculine + "ا", masculine + "وا", feminine + "ا"]
    for prefix, form in product(("", "و"), [*singular, *several, masculine, feminine]):
        yield "finite", prefix + form
    for to, letter in product(("أن", "بأن", "وأن"), "تي"):
        yield "infinitive", f"{to} {letter}{stem}"


def _each(kind: Kind, found: list[str]) -> Iterator[Form]:
    return ((kind, form) for form in found)


def _joined(helpers: list[str], participles: list[str]) -> list[str]:
    return [f"{helper} ~ {participle}" for helper, participle in product(helpers, participles)]


_CONJUGATIONS: Final[Mapping[str, Callable[[Row, Row], Iterator[Form]]]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "ar": _arabic,
}
