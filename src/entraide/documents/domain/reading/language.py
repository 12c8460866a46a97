"""Which of the six languages a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse

from .lexicon import listed

_HEAD: Final = 40_000
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[a-zà-ÿœ]", re.IGNORECASE)
_OTHER: Final = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0900-\u0dff\u0590-\u05ff\u0370-\u03ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
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
    if shares[script] > len(_LATIN.findall(head)):
        return _checked(script, head)
    return max(("en", "es", "fr"), key=lambda language: _share(language, head)) if _latin(head) else _unknown()


def _latin(text: str) -> bool:
    return max(_share("en", text), _share("es", text), _share("fr", text)) >= _FEWEST


def _checked(language: Language, text: str) -> Language:
    """Persian is no Arabic, Bulgarian hardly Russian: the commonest words must be there too."""
    return language if language == "zh" or _share(language, text) >= _FEWEST / 4 else _unknown()


def _share(language: Language, text: str) -> float:
    words = _WORD.findall(text.lower())
    return sum(word in _common(language) for word in words) / max(len(words), 1)


@cache
def _common(language: Language) -> frozenset[str]:
    assert language in LANGUAGES
    return frozenset(listed("common", language))


def _unknown() -> Language:
    raise refuse("DOC-004")
