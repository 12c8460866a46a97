"""Russian: stems by the ending they take. `et: призыва` (-ет, -ют, -ть), `uet: рекоменд` (-ует, -овать), `it: прос` (-ит, -ить),
`past: призва` for the perfective (-л, -ла, -ли, -ть), the same with `_self` for verbs in -ся, `short: рекомендован`.
"""

from __future__ import annotations

from collections.abc import Iterator

from .forms import Form, Row, each

_GENDERS = ("", "а", "о", "и")
_HELPERS = ("", "было ", "были ", "была ", "был ", "будет ", "будут ")


def conjugate(verb: Row, book: Row) -> Iterator[Form]:
    """Призывает, призывал, призвала, призывать, призывая, призывается, было рекомендовано."""
    for stem in verb.get("et", ()):
        yield from _present(f"{stem}ет", f"{stem}ют", stem, f"{stem}я")
    for stem in verb.get("uet", ()):
        yield from _present(f"{stem}ует", f"{stem}уют", f"{stem}ова", f"{stem}уя")
    for stem in verb.get("it", ()):
        yield from _present(f"{stem}ит", f"{stem}ят", f"{stem}и", f"{stem}я")
    for stem in verb.get("past", ()):
        yield from each("finite", [f"{stem}л{gender}" for gender in _GENDERS])
        yield from each("infinitive", [f"{stem}ть"])
        yield "gerund", f"{stem}в"
    yield from _selves(verb)
    for stem in verb.get("short", ()):
        yield from each("passive", [f"{helper}{stem}{ending}" for helper in _HELPERS for ending in ("", "о", "ы", "а")])


def _present(singular: str, plural: str, stem: str, gerund: str) -> Iterator[Form]:
    yield from each("finite", [singular, plural, *(f"{stem}л{gender}" for gender in _GENDERS)])
    yield "infinitive", f"{stem}ть"
    yield "gerund", gerund
    yield from each("passive", [f"{singular}ся", f"{plural}ся", f"{stem}лось", f"{stem}лись"])


def _selves(verb: Row) -> Iterator[Form]:
    """Verbs in -ся: соглашается, согласилась."""
    for stem in verb.get("et_self", ()):
        yield from each("finite", [f"{stem}ется", f"{stem}ются", *_self_past(stem)])
        yield "infinitive", f"{stem}ться"
        yield "gerund", f"{stem}ясь"
    for stem in verb.get("past_self", ()):
        yield from each("finite", _self_past(stem))
        yield "infinitive", f"{stem}ться"


def _self_past(stem: str) -> list[str]:
    return [f"{stem}лся", f"{stem}лась", f"{stem}лось", f"{stem}лись"]
