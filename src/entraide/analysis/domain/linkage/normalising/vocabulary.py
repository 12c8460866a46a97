"""The vocabularies, compiled from `data/vocabularies` by `tools/build_vocabularies.py`, and looking words up in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from attrs import frozen

from .centuries import century_name, is_century

KINDS: Final = ("type", "material", "culture", "modifier")
"""What a word can say. A modifier (`ancient`, `large`, `fragment of`) says nothing that is compared."""

Codes = tuple[tuple[str, str], ...]
"""Pairs (kind, code), the likelier first."""


@cache
def compiled(concern: str) -> Any:
    """One compiled file: `terms`, `words`, `places`, `money`."""
    source = files("entraide.analysis.domain.linkage.normalising") / "compiled" / f"{concern}.json"
    return json.loads(source.read_text(encoding="utf-8"))


@frozen(eq=False)
class Words:
    """The words of one language: by folded form and by stem, and its single words for the correction of slips."""

    exact: Mapping[str, Codes]
    stems: Mapping[str, Codes]
    longest: int


@cache
def words(language: str) -> Words:
    """The words of `language`; of all six together for an unknown one."""
    table = compiled("words")
    if language not in table:
        language = ""
    rows = table[language]
    exact = {phrase: _codes(codes) for phrase, codes in rows["exact"].items()}
    stems = {phrase: _codes(codes) for phrase, codes in rows["stems"].items()}
    longest = max((len(phrase) if language == "zh" else phrase.count(" ") + 1 for phrase in exact), default=1)
    return Words(exact, stems, longest)


def _codes(packed: str) -> Codes:
    return tuple((kind, code) for kind, _, code in (each.partition(":") for each in packed.split(" ")))


@cache
def slips(language: str) -> Mapping[str, str]:
    """Every known word of five letters or more with one letter left out → the word; empty when two words share it."""
    found: dict[str, str] = {}
    known = {word for phrase in words(language).exact for word in phrase.split(" ") if len(word) >= 5}
    for word in sorted(known):
        for less in {word[:at] + word[at + 1 :] for at in range(len(word))}:
            found[less] = "" if less in found and found[less] != word else word
    return found


def term(code: str) -> Mapping[str, Any]:
    """What is kept of one code `kind:code`: labels in six languages, group, AAT id. Raises KeyError."""
    row: Mapping[str, Any] = compiled("terms")[code]
    return row


def coded(kind: str) -> tuple[str, ...]:
    """The codes of one kind, without it: `coin`, `statue` … for `type`."""
    start = f"{kind}:"
    return tuple(sorted(code.removeprefix(start) for code in compiled("terms") if code.startswith(start)))


def describe(code: str, language: str) -> str:
    """The label of a code in one of the six languages: `type:coin`, `material:bronze`, `culture:c18`, `group:vessel`.

    Raises KeyError for a code of no vocabulary.
    """
    kind, _, own = code.partition(":")
    if kind == "culture" and is_century(own):
        return century_name(own, language)
    return str(term(code)["labels"][language])
