"""The labels of agenda items, and where a report names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from entraide.kernel.languages import Language

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
LETTERS: Final[Mapping[Language, str]] = {
    "ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "en": _LATIN, "es": _LATIN, "fr": _LATIN, "ru": _LATIN, "zh": _LATIN,
}  # fmt: skip
"""The letters of sub-items, in their order: Arabic counts by its own, the other five by the Latin ones."""
_SHAPES: Final[Mapping[Language, tuple[str, str]]] = {
    "ar": ("{number} {letters}", "({letter})"),
    "en": ("{number} {letters}", "({letter})"),
    "es": ("{number} {letters}", "{letter})"),
    "fr": ("{number} {letters}", "{letter})"),
    "ru": ("{number} {letters}", "{letter})"),
    "zh": ("{number}{letters}", "({letter})"),
}
_JOINTS: Final[Mapping[Language, tuple[str, str]]] = {
    "ar": (" و ", " و "), "en": (", ", " and "), "es": (", ", " y "), "fr": (", ", " et "), "ru": (", ", " и "),
    "zh": ("、", "和"),
}  # fmt: skip
_FOREIGN: Final = {
    letter: latin
    for letters in (LETTERS["ar"], "абвгдежзиклмнопрстуфхцчшщ")
    for letter, latin in zip(letters, _LATIN, strict=False)
}
_KNOWN_LETTERS: Final = "a-zа-я" + LETTERS["ar"]
_LABEL: Final = rf"\d{{1,3}}(?:\s?\(?[{_KNOWN_LETTERS}]\))?"
MOST_SIGNS: Final = 20
_BEFORE: Final[dict[Language, str]] = {
    "ar": r"(?:البند(?:ان|ين)?|البنود|للبند(?:ين)?|بالبند(?:ين)?|للبنود|بالبنود)\s+",
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
    """`1 b)`, `1 (b)` and `1 (ب)` as `1 b`: European digits, Latin letters, no punctuation."""
    return " ".join(_latin(piece) for piece in _PIECES.findall(printed))


def _latin(piece: str) -> str:
    return str(int(piece)) if piece.isdecimal() else _FOREIGN.get(piece.lower(), piece)


def is_label(label: str) -> bool:
    """Whether it is a bare label: a number, then perhaps one or two letters or numerals."""
    return bool(re.fullmatch(r"\d{1,3}(?: [a-z]{1,4}){0,2}", label))


def printed_label(label: str, language: Language) -> str:
    """A label as a paper in `language` prints it: `1 (b)`, `1 b)`, `1(b)`, `1 (ب)`. What is no label stays as it is."""
    number, *below = bare_label(label).split(" ")
    if not number.isdecimal():
        return label
    whole, one = _SHAPES[language]
    letters = " ".join(one.replace("{letter}", _letter(piece, language, deep)) for deep, piece in enumerate(below))
    return whole.replace("{number}", number).replace("{letters}", letters).strip()


def _letter(piece: str, language: Language, deep: int) -> str:
    """The first level below the number has letters; roman numerals under them are the same everywhere."""
    return LETTERS[language][_LATIN.index(piece)] if not deep and len(piece) == 1 and piece in _LATIN else piece


def printed_items(labels: Sequence[str], language: Language) -> str:
    """Several labels as one list: `4 and 5`, `4 et 5`, `4和5`."""
    shown = [printed_label(label, language) for label in labels]
    comma, conjunction = _JOINTS[language]
    return conjunction.join(part for part in (comma.join(shown[:-1]), *shown[-1:]) if part)


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


def inserted(standing: Sequence[str], fresh: Iterable[str]) -> tuple[str, ...]:
    """An agenda with new labels, each after the last standing one that it follows: an order made by hand is kept."""
    found = list(standing)
    for label in ordered_labels(fresh):
        if label not in found:
            before = [place for place, other in enumerate(found, start=1) if label_key(other) < label_key(label)]
            found.insert(max(before, default=0), label)
    return tuple(found)


def moved(standing: Sequence[str], label: str, up: bool) -> tuple[str, ...]:
    """The agenda with one label a place higher or lower; unchanged where it is already first or last."""
    found = list(standing)
    here = found.index(label)
    there = max(0, here - 1) if up else min(len(found) - 1, here + 1)
    found.insert(there, found.pop(here))
    return tuple(found)
