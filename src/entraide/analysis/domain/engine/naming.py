"""The values of dimensions as figures stand under them, and the words for those that are not names of States or groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text

from ..cases.fields import choice_label, choices
from ..indicators.populations import Field
from ..linkage.normalising.vocabulary import coded, describe

_BLANK: Final = {"year": "undated", "group": "organisations"}


def namer(one: Field) -> Callable[[Any], str]:
    """How a value of a field is written under a figure: blanks have a word."""
    blank = _BLANK.get(one.of, "unknown")
    if one.shape == "text":
        return lambda value: value or blank
    return lambda value: str(value) if value else blank


def raw(value: str, one: Field) -> str:
    """The way back, for conditions."""
    return ("0" if one.shape == "whole" else "") if value == _BLANK.get(one.of, "unknown") else value


@cache
def _words() -> Mapping[str, Mapping[str, Text]]:
    rows: dict[str, dict[str, Any]] = yaml.safe_load(
        files(__package__).joinpath("names.yml").read_text(encoding="utf-8")
    )
    return {name: {value: Text.of(**text) for value, text in values.items()} for name, values in rows.items()}


_CODED: Final = {"object_type": "type", "material": "material", "culture": "culture"}
"""Dimensions whose values are codes of a vocabulary of `data/vocabularies`, and which."""


@cache
def labels_of(dimension: str) -> Mapping[str, Text]:
    """The words of a dimension: its own under the empty value, and those for its values."""
    words = _words()
    return {**words["blanks"], **_coded(dimension), **words.get(dimension, {})}


def _coded(dimension: str) -> Mapping[str, Text]:
    """The words of a vocabulary, or of the form of case reports, for the codes that stand in case records."""
    if dimension == "offence":
        known = [code for code, _word in choices("offence", LANGUAGES[0])]
        return {code: Text.of(**{one: choice_label("offence", code, one) for one in LANGUAGES}) for code in known}
    kind = _CODED.get(dimension)
    return (
        {code: Text.of(**{one: describe(f"{kind}:{code}", one) for one in LANGUAGES}) for code in coded(kind)}
        if kind
        else {}
    )
