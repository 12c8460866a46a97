"""The sentences that are made from rows, in six languages: they stand in `sentences.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from entraide.kernel.languages import Language
from entraide.reference.domain.entities import join_names

from .agenda import printed_items


@cache
def _sentences() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    source = files("entraide.meetings.domain") / "sentences.yml"
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return found


def worded(key: str, language: Language, names: str = "", count: int = 3) -> str:
    """A sentence or a word, in the form that `count` things need. KeyError for a key that is not in the file."""
    forms = _sentences()[key][language]
    form = {1: "one", 2: "two"}.get(count, "many")
    return forms.get(form, forms["many"]).replace("{names}", names)


def naming(key: str, names: Sequence[str], language: Language) -> str:
    """`Statements were made by representatives of the following States: A, B and C.` Empty when nobody is named."""
    return worded(key, language, join_names(names, language), len(names)) if names else ""


def under_items(labels: Sequence[str], language: Language) -> str:
    """`agenda items 4 and 5`; empty for none."""
    return worded("items", language, printed_items(labels, language), len(labels)) if labels else ""
