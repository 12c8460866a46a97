"""What subjects, measures and parts of an export are called, in six languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from entraide.kernel.text import Text

from ..engine.naming import labels_of


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    read: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(
        files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    )
    return read


def said(kind: str, name: str) -> Text:
    """The words for a subject, a measure or a column of an export. KeyError for what has none."""
    return Text.of("en", **_words()[kind][name])


def field(name: str) -> Text:
    """What a field is called."""
    return labels_of(name).get("") or said("fields", name)


def values(name: str) -> Mapping[str, Text]:
    """The words of a field's values, where they are not names of States, groups or languages."""
    own = {value: said("kinds", value) for value in _words()["kinds"]} if name == "kind" else {}
    return {**labels_of(name), **own}
