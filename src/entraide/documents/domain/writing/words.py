"""The fixed words of the frame (column heads, "Source", the masthead) and dates, in six languages, from `words.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from entraide.kernel.languages import Language

MASTHEAD_LANGUAGE: Mapping[Language, Language] = {
    "ar": "en", "en": "en", "es": "es", "fr": "fr", "ru": "en", "zh": "en",
}  # fmt: skip
"""Arabic, Russian and Chinese papers are issued with the distribution, date and original language in English."""


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    source = files("entraide.documents.domain") / "words.yml"
    words: Mapping[str, Mapping[str, str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return words


def word(key: str, language: Language, words: str = "") -> str:
    """A fixed term, its `{words}` filled. KeyError for a term that is not in the list."""
    return _words()[key][language].replace("{words}", words)


def spelled(iso: str, language: Language) -> str:
    """An ISO date in words: `2012-10-17` → 17 octobre 2012. What is not an ISO date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = word("months", language).split("|")[day.month - 1]
    number = word("first", language) if day.day == 1 else str(day.day)
    pattern = word("date", language)
    return pattern.replace("{day}", number).replace("{month}", month).replace("{year}", str(day.year))


def sourced(source: str, language: Language) -> str:
    """The line under a table or a chart, with the word for "Source" unless it is already there."""
    label = word("source", language).rstrip(" :：")
    return source if not source or source.startswith(label) else word("source", language, source)
