"""The sentences of the ladder: one text in six languages, with the plural forms and numbers of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_decimal

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text

Filling = str | int | Decimal | Mapping[Language, str]
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def words() -> Mapping[str, Any]:
    """words.yml."""
    source = files("entraide.analysis.domain.estimates") / "words.yml"
    table: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


def say(key: str, n: int | None = None, **fill: Filling) -> Text:
    """The sentence in six languages; `n` chooses the form and fills `{n}`. Numbers are written as each language does."""
    filled: dict[str, Filling] = {**fill} if n is None else {**fill, "n": n}
    return Text(
        {language: _said(key, language, n, filled) for language in LANGUAGES}, dict.fromkeys(LANGUAGES, "official")
    )


def joined(first: Text, second: Text) -> Text:
    """Two sentences one after the other, in each language."""
    gap = {language: "" if language == "zh" else " " for language in LANGUAGES}
    return Text(
        {one: f"{first.versions[one]}{gap[one]}{second.versions[one]}" for one in LANGUAGES},
        dict.fromkeys(LANGUAGES, "official"),
    )


def _said(key: str, language: Language, n: int | None, fill: Mapping[str, Filling]) -> str:
    found = words()[key][language]
    if n is not None and not isinstance(found, str):
        found = found.get(_locale(language).plural_form(n)) or found["other"]
    return _SLOT.sub(lambda slot: _written(fill[slot[1]], language) if slot[1] in fill else slot[0], found)


def _written(value: Filling, language: Language) -> str:
    if isinstance(value, Mapping):
        return value[language]
    return value if isinstance(value, str) else number(value, language)


def number(value: int | Decimal, language: Language) -> str:
    """A number as the language writes it; Arabic as the UN's Arabic papers do, in European digits."""
    if language == "ar":
        return format_decimal(value, locale="fr").replace("\u202f", "\u00a0")
    return format_decimal(value, locale=_locale(language))


def between(low: Decimal, high: Decimal) -> Mapping[Language, str]:
    """A range, or the one number when both ends are the same."""
    if low == high:
        return {language: number(low, language) for language in LANGUAGES}
    return {language: _said("range", language, None, {"low": low, "high": high}) for language in LANGUAGES}


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse("zh_Hans" if language == "zh" else language)
