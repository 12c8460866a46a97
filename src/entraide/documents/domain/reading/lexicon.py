"""The words by which a report is recognised, per language, as compiled patterns. The words stand in `lexicon.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from entraide.kernel.languages import LANGUAGES, Language

Words = Mapping[str, Mapping[str, str]]


@cache
def words() -> Words:
    """The whole lexicon: by kind, then by language."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    source = (files(__package__) / "lexicon.yml").read_text(encoding="utf-8")
    loaded: Words = yaml.load(source, Loader=loader)  # noqa: S506 - a safe loader either way
    return loaded


def word(kind: str, language: Language) -> str:
    """The alternatives of one kind, as the inside of a regular expression."""
    return words()[kind][language]


def listed(kind: str, language: Language) -> tuple[str, ...]:
    """The alternatives of one kind, in their order."""
    return tuple(word(kind, language).split("|"))


@cache
def pattern(template: str, language: Language, flags: int = 0) -> re.Pattern[str]:
    r"""A template whose `<kind>` are replaced by the alternatives of that kind: `<resolution> +(\d+/\d+)`."""
    filled = re.sub(r"(?<!\?P)<([a-z_]+)>", lambda found: f"(?:{word(found[1], language)})", template)
    return re.compile(filled, flags)


@cache
def any_language(kind: str) -> re.Pattern[str]:
    """A line that is one of the words of this kind in whatever language, with or without a number behind it."""
    inside = "|".join(word(kind, language) for language in LANGUAGES)
    return re.compile(
        rf"(?:{inside})(?P<number>\s+[IVXLC]+|\s*\d{{1,2}}|[一二三四五六七八九十]{{1,3}}|\s+[A-Z])?\s*[.:]?"
    )
