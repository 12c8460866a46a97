"""Words without their endings, so that forms of one word meet: short rules for five languages, none for Chinese.

They err on the side of too little: terms and texts go through the same rules, and what meets is only ever proposed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LEAST: Final = 3
"""Letters that must remain."""

_RU: Final = tuple(
    # The longest first.
    "иями ием ами ями ого его ому ему ыми ими иях иям ая яя ое ые ие ый ий ой ою ов ев ах ях ам ям ом ем ую юю ых их ия ии ию"  # noqa: SIM905
    " ью ь а я о е ы и у ю й".split()
)
_AR_BEFORE: Final = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_AR_AFTER: Final = ("ها", "ات", "ان", "ون", "ين", "يه", "ه", "ي")


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The stem of a folded word (`documents.domain.searching.fold`)."""
    if word.isascii() and language in ("ar", "ru", "zh"):
        language = "en"
    rule = {"ar": _arabic, "en": _english, "es": _spanish, "fr": _french, "ru": _russian}.get(language)
    return rule(word) if rule else word


def _english(word: str) -> str:
    for ending, instead in (("ies", "i"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""), ("y", "i")):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            if ending in ("ies", "y"):
                return word
            break
    word = word[:-1] if word.endswith("e") and len(word) > LEAST + 1 else word
    word = word[:-1] if len(word) > LEAST + 1 and word[-1] == word[-2] and word[-1] not in "sl" else word
    word = word.replace("isation", "ization")
    return word[:-2] + "iz" if word.endswith("is") and len(word) > 5 else word


def _french(word: str) -> str:
    if word.endswith("aux") and len(word) > 5:
        return word[:-2] + "l"
    for ending in ("s", "x", "e", "e"):
        if word.endswith(ending) and len(word) > LEAST:
            word = word[:-1]
    return word


def _spanish(word: str) -> str:
    if word.endswith("s") and len(word) > LEAST:
        word = word[:-1]
    return word[:-1] if word[-1] in "aoe" and len(word) > LEAST else word


def _russian(word: str) -> str:
    for ending in _RU:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word


def _arabic(word: str) -> str:
    if word.startswith("و") and len(word) > 4 and not word.startswith(("وال", "ولل")):
        word = word[1:]
    for before in _AR_BEFORE:
        if word.startswith(before) and len(word) - len(before) >= LEAST:
            word = word[len(before) :]
            break
    for after in _AR_AFTER:
        if word.endswith(after) and len(word) - len(after) >= LEAST:
            return word[: -len(after)]
    return word
