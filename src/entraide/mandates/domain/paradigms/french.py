"""French: `regular: pri` for verbs in -er, with a `strong` stem where it changes under the stress (appel-er, appell-e);
`reflexive: félicit`; or the `parts` of another verb: present singular and plural, participle, infinitive, gerund.
"""

from __future__ import annotations

from collections.abc import Iterator

from .forms import Form, Row, each, joined

_AGREEMENT = ("", "e", "s", "es")


def conjugate(verb: Row, book: Row) -> Iterator[Form]:
    """Prie, priait, a prié, prier, que … prie, priant, est prié."""
    participles: list[str] = []
    if "regular" in verb:
        participles = [f"{verb['regular']}é{ending}" for ending in _AGREEMENT]
        yield from _first_group(verb["regular"], verb.get("strong", verb["regular"]))
    if "parts" in verb:
        singular, plural, participle, infinitive, gerund = verb["parts"]
        past = f"{gerund.removesuffix('ant')}ai"
        participles = [participle + ending for ending in _AGREEMENT]
        yield from each("finite", [singular, plural, f"{past}t", f"{past}ent"])
        yield from each("infinitive", [infinitive, f"que ~ {gerund.removesuffix('ant')}e"])
        yield "gerund", gerund
    if "reflexive" in verb:
        yield from _reflexive(verb["reflexive"], verb.get("strong", verb["reflexive"]))
    yield from each("finite", joined(book["auxiliaries"], participles))
    yield from each("passive", joined(book["passives"], participles))


def _first_group(stem: str, strong: str) -> Iterator[Form]:
    soft = _soft(stem)
    yield from each("infinitive", [f"{stem}er", f"que ~ {strong}e", f"que ~ {strong}ent"])
    yield from each("finite", [f"{strong}e", f"{strong}ent", f"{soft}ait", f"{soft}aient", f"{soft}a", f"{stem}èrent"])
    yield "gerund", f"{soft}ant"


def _soft(stem: str) -> str:
    """A stem in -g or -c keeps its sound before a: engageant, annonçant."""
    if stem.endswith("g"):
        return f"{stem}e"
    return f"{stem[:-1]}ç" if stem.endswith("c") else stem


def _reflexive(stem: str, strong: str) -> Iterator[Form]:
    to, soft = ("s'" if stem[0] in "aeéhiou" else "se "), _soft(stem)
    present = [strong + ending for ending in ("e", "ent")]
    past = [soft + ending for ending in ("ait", "aient", "a")]
    yield from each("finite", [to + form for form in (*present, *past, f"{stem}èrent")])
    yield from each("finite", joined(["s'est", "s'était"], [f"{stem}é", f"{stem}ée"]))
    yield from each("finite", joined(["se sont", "s'étaient"], [f"{stem}és", f"{stem}ées"]))
    yield "infinitive", f"{to}{stem}er"
    yield "gerund", f"{to}{soft}ant"
