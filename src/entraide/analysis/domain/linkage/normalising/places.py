"""Names of States, organisations and places, as codes."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from entraide.reference.domain.folding import fold
from entraide.reference.domain.names import find

from .letters import plain
from .persons import latin, skeleton
from .vocabulary import compiled

LONGEST = 200


@frozen
class Place:
    """A place's code (`IRQ-mosul`; `~` and consonants for one nobody knows) and its State, empty when not known."""

    code: str
    state: str


@lru_cache(maxsize=50_000)
def state(text: str, language: str) -> str:
    """The alpha-3 code or the organisation so named or coded (`IQ`, `IRQ`, `العراق`); empty when nobody is."""
    text = text[:LONGEST].strip()
    if not text:
        return ""
    codes = compiled("places")["codes"]
    if text.upper() in codes and text.isascii() and len(text) <= 3:
        return str(codes[text.upper()])
    folded = fold(text)
    known = compiled("places")["states"]
    code = known.get(language, {}).get(folded) or known[""].get(folded)
    if code:
        return str(code)
    entity = find(text, language) or find(text)
    return entity.code if entity else ""


@lru_cache(maxsize=100_000)
def place(text: str, language: str) -> Place:
    """The place so named. `Mosul, Iraq` and `Mosul (Nineveh)` are read by their parts."""
    text = text[:LONGEST].strip()
    if not text:
        return Place("", "")
    known = _known(text)
    if known:
        return Place(known, known.split("-")[0])
    parts = [part for part in _parts(text) if part]
    for part in parts:
        known = _known(part)
        if known:
            return Place(known, known.split("-")[0])
    where = next((code for part in reversed(parts) if (code := state(part, language))), "")
    if where and len(parts) == 1:
        return Place("", where)
    name = latin(parts[0] if parts else text)
    key = "".join(skeleton(word) for word in name.split())
    return Place(f"~{key}" if key else "", where)


def _known(text: str) -> str:
    return str(compiled("places")["places"].get(fold(text), ""))


def _parts(text: str) -> list[str]:
    for sign in "()（）،，、;/":
        text = text.replace(sign, ",")
    return [part.strip() for part in text.split(",") if plain(part).strip()]
