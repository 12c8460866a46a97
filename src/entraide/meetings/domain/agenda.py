"""The labels of agenda items, and where a report names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from entraide.kernel.languages import Language

_LABEL: Final = r"\d{1,3}(?:\s?\(?[a-zа-я]\))?"
_BEFORE: Final[dict[Language, str]] = {
    "ar": r"(?:البند|البنود|للبند|بالبند)\s+",
    "en": r"agenda\s+items?\s+",
    "es": r"temas?\s+",
    "fr": r"points?\s+",
    "ru": r"пункт\w{0,3}\s+",
    "zh": r"议程项目\s*",
}
_AFTER: Final[dict[Language, str]] = {
    "ar": r"\s+من\s+جدول\s+الأعمال",
    "en": "",
    "es": r"\s+del\s+programa",
    "fr": r"\s+de\s+l[’']ordre\s+du\s+jour",
    "ru": r"\s+повестки\s+дня",
    "zh": "",
}
_AND: Final = r"\s*(?:,|،|、|\bet\b|\band\b|\by\b|\bи\b|و|和)\s*"
_MENTION: Final = {
    language: re.compile(f"{before}({_LABEL}(?:{_AND}{_LABEL})*){_AFTER[language]}", re.IGNORECASE)
    for language, before in _BEFORE.items()
}
LabelKey = tuple[tuple[int, int, str], ...]
_PIECES: Final = re.compile(r"\d+|[^\W\d_]+")


def bare_label(printed: str) -> str:
    """`1 b)` and `1 (b)` as `1 b`."""
    return " ".join(_PIECES.findall(printed))


def mentioned(text: str, language: Language) -> tuple[str, ...]:
    """The labels of the agenda items that a text names, in order, each once."""
    lists = (match[1] for match in _MENTION[language].finditer(text))
    found = [bare_label(label) for printed in lists for label in re.findall(_LABEL, printed, re.IGNORECASE)]
    return tuple(dict.fromkeys(found))


def label_key(label: str) -> LabelKey:
    """What labels are sorted by."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in _PIECES.findall(label))


def ordered_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels in the order of the agenda: 1, 1 a, 1 b, 2, 10."""
    return tuple(sorted({label for label in labels if label}, key=label_key))
