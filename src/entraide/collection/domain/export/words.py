"""The words of exported files in six languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from entraide.kernel.languages import Language


@cache
def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """Every word by its key and language."""
    text = files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: dict[str, dict[Language, str]] = yaml.safe_load(text)
    return words


def word(key: str, language: Language, **values: object) -> str:
    """One word or sentence, `{names}` filled in."""
    text = vocabulary()[key][language]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
