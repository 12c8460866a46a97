"""Which of the six languages a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse

from .lexicon import listed

_HEAD: Final = 20_000
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[a-zà-ÿœ]", re.IGNORECASE)
_OTHER: Final = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0900-\u0dff\u0590-\u05ff\u0370-\u03ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN_ONES: Final[tuple[Language, ...]] = ("en", "es", "fr")
_FEWEST: Final = 0.08
"""The least share of commonest words in a text of the language; real reports have 0.2 to 0.4."""


def detect(text: str) -> Language:
    """The language of `text`. Raises Refused (DOC-004) when it is none of the six, or cannot be told."""
    head = text[:_HEAD]
    if len(_OTHER.findall(head)) * 4 > len(_WORD.findall(head)):
        raise refuse("DOC-004")
    shares: dict[Language, int] = {
        "ar": len(_ARABIC.findall(head)),
        "ru": len(_CYRILLIC.findall(head)),
        "zh": 3 * len(_HAN.findall(head)),
    }
    script = max(shares, key=lambda language: shares[language])
    words = Counter(_WORD.findall(head.lower()))
    if shares[script] > len(_LATIN.findall(head)):
        return _checked(script, words)
    likely = max(_LATIN_ONES, key=lambda language: _share(language, words))
    return likely if _share(likely, words) >= _FEWEST else _unknown()


def _checked(language: Language, words: Mapping[str, int]) -> Language:
    """Persian is no Arabic, Bulgarian hardly Russian: the commonest words must be there too."""
    return language if language == "zh" or _share(language, words) >= _FEWEST / 4 else _unknown()


def _share(language: Language, words: Mapping[str, int]) -> float:
    common = _common(language)
    return sum(words.get(word, 0) for word in common) / max(sum(words.values()), 1)


@cache
def _common(language: Language) -> frozenset[str]:
    assert language in LANGUAGES
    return frozenset(listed("common", language))


def _unknown() -> Language:
    raise refuse("DOC-004")
