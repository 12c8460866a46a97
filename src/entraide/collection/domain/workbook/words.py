"""The words of the workbook: headings, reasons, instructions, in six languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final
from unicodedata import normalize

import yaml

from entraide.kernel.languages import LANGUAGES, Language

INSTRUCTIONS: Final = ("fill_1", "fill_2", "fill_3", "fill_4", "fill_5", "fill_6")


@cache
def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """Every word by its key and language."""
    text = files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: dict[str, dict[Language, str]] = yaml.safe_load(text)
    return words


def word(key: str, language: Language, **values: str) -> str:
    """One word or sentence, `{names}` filled in."""
    text = vocabulary()[key][language]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def folded(text: str) -> str:
    """A form in which equal answers are equal: width, case and spaces do not count."""
    return " ".join(normalize("NFKC", text).casefold().split())


def known_as(keys: Iterable[str]) -> Mapping[str, str]:
    """From any of the six wordings, or the key itself, to the key."""
    return _known_as(tuple(keys))


@cache
def _known_as(keys: tuple[str, ...]) -> Mapping[str, str]:
    found = {folded(key): key for key in keys}
    for key in list(found.values()):
        for language in LANGUAGES:
            found.setdefault(folded(vocabulary()[key][language]), key)
    return found
