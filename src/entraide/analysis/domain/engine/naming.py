"""The values of dimensions as figures stand under them, and the words for those that are not names of States or groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from entraide.kernel.text import Text

from ..indicators.populations import Field

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


@cache
def labels_of(dimension: str) -> Mapping[str, Text]:
    """The words of a dimension: its own under the empty value, and those for its values."""
    words = _words()
    return {**words["blanks"], **words.get(dimension, {})}
