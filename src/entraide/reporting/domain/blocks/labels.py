"""How the values of a dimension read in the language of a report."""

from __future__ import annotations

from entraide.analysis.domain.results import Dimension
from entraide.kernel.languages import as_language
from entraide.reference.domain import entities

from ..frame import Frame, words


def label(dimension: Dimension, code: str, frame: Frame) -> str:
    """One value: a State's name, a group's, a language's, a choice's words; years and currencies stay as they are."""
    language = frame.language
    if dimension.of == "entity":
        return entities.name(code, language)
    if dimension.of == "group":
        return frame.say("organizations") if code in ("", "organisations") else entities.group(code).name(language)
    if dimension.of == "language":
        spoken = str(words()["quote_language"][language][as_language(code)])
        return spoken[:1].upper() + spoken[1:]
    if code in dimension.labels:
        return dimension.labels[code].shown_in(language).text
    return code or _unsaid(dimension, frame)


def _unsaid(dimension: Dimension, frame: Frame) -> str:
    """What stands where nothing was said."""
    return {"year": frame.say("money_undated"), "currency": frame.say("currency_unknown")}.get(dimension.of, "–")
