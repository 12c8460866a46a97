"""The values of a dimension as people read them: States by name, groups, languages, questions by their label."""

from __future__ import annotations

from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text
from entraide.foundation.ui.wording import page_language
from entraide.reference.domain import entities

from ..domain.results import Dimension


def named(one: Dimension, value: str) -> Text | str:
    """The words for a value, or the value itself."""
    if value in one.labels:
        return one.labels[value]
    if one.of == "entity":
        return _entity(value)
    if one.of == "group":
        return entities.group(value).name(page_language()) if value in _groups() else value
    if one.of == "language":
        return next((OWN_NAMES[code] for code in LANGUAGES if code == value), value)
    return value


def _groups() -> frozenset[str]:
    return frozenset(one.code for one in entities.groups())


def _entity(code: str) -> str:
    try:
        return entities.name(code, page_language())
    except KeyError:
        return code
