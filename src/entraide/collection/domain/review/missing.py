"""Translations that a form lacks, by language, each with the place where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text

from ..form import Form, Note, Question
from ..xform import texts_of


@frozen
class Lacking:
    """One text that does not exist in a language. `place` is a path, `part` label, hint, guidance, constraint, required, choice."""

    place: str
    part: str
    text: Text


def missing_translations(form: Form) -> Mapping[Language, tuple[Lacking, ...]]:
    """For each of the six languages what is wanting; empty where nothing is."""
    found: dict[Language, list[Lacking]] = {language: [] for language in LANGUAGES}
    for key, text in texts_of(form).items():
        if not text:
            continue
        place, part = _place(key)
        for language in text.missing():
            found[language].append(Lacking(place, part, text))
    return {language: tuple(rows) for language, rows in found.items()}


def _place(key: str) -> tuple[str, str]:
    if "=" in key:
        return key.split("=", 1)[0], "choice"
    place, _, part = key.partition(":")
    return place, part or "label"


def media_names(form: Form) -> tuple[str, ...]:
    """The files that the form shows beside its labels and choices, each once."""
    held = [item.media for item in form.items() if isinstance(item, Question | Note)]
    held += [choice.media for question in form.questions() for choice in question.choices]
    return tuple(dict.fromkeys(name for media in held for text in media.values() for name in text.versions.values()))
