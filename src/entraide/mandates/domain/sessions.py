"""Which session of a body a text means: its number, out of digits, ordinals or Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

_HAN: Final = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_CHINESE: Final = re.compile(r"第([一二三四五六七八九十]{1,3})[届次]")
_DIGITS: Final = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")


@cache
def _ordinals() -> Mapping[str, list[str]]:
    source = files("entraide.mandates.domain") / "sessions.yml"
    found: Mapping[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return found


def session_number(words: str, language: str) -> int | None:
    """`Sixth session`, `6th session`, `шестая сессия`, `第六届会议`: 6. None when no number is told or more than one is."""
    digits = {int(found) for found in _DIGITS.findall(words)}
    if digits:
        return digits.pop() if len(digits) == 1 else None
    if language == "zh":
        found = _CHINESE.search(words)
        return _chinese(found[1]) if found else None
    folded = words.casefold()
    told = [(len(stem), at) for at, stem in enumerate(_ordinals().get(language, ()), 1) if _says(folded, stem)]
    return max(told)[1] if told else None


def _says(words: str, stem: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(stem)}", words) is not None


def _chinese(numeral: str) -> int:
    tens, sign, ones = numeral.partition("十")
    if not sign:
        return _HAN[numeral] if len(numeral) == 1 else 0
    return (_HAN.get(tens, 1)) * 10 + (_HAN[ones] if ones else 0)
