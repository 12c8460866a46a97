"""The fixed words of files: codes to words in six languages and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final
from unicodedata import normalize

import yaml

from entraide.kernel.languages import LANGUAGES, Language

CODES: Final = ""
"""Instead of a language: codes are written as they are."""


@cache
def words() -> Mapping[str, Any]:
    """words.yml."""
    table: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))
    return table


def said(kind: str, code: str, language: str) -> str:
    """A code in words; the code itself where there are none, or for `CODES`."""
    row = words()[kind].get(code) if language else None
    return str(row[language]) if row else code


def word(name: str, language: Language) -> str:
    """A single word of the table: `sheet`, `lists`, `problems`, `line`."""
    return str(words()[name][language])


def meant(kind: str, text: str) -> str:
    """The code behind any of its six wordings or behind itself; "" where nothing is known by that name."""
    return _known(kind).get(folded(text), "")


@cache
def _known(kind: str) -> Mapping[str, str]:
    table = words()[kind]
    found = {folded(code): str(code) for code in table}
    for code, row in table.items():
        for language in LANGUAGES:
            found.setdefault(folded(row[language]), str(code))
    return found


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A form in which equal words are equal: width, case, underscores, final stops and spaces do not count."""
    plain = normalize("NFKC", text).casefold().replace("_", " ").replace("ʼ", "’").replace("'", "’")
    return " ".join(plain.split()).rstrip(":.*")
