"""Blanks that must not break a line: before : ; ! ? and inside « » in French."""

from __future__ import annotations

import re

from entraide.kernel.languages import Language

_KEPT = "\u00a0"
_FRENCH = re.compile(r"(?<=«) | (?=[:;!?»%])")


def spaced(text: str, language: Language) -> str:
    """The text with its own blanks made fast; none is added where the text has none, nor taken away."""
    return _FRENCH.sub(_KEPT, text) if language == "fr" else text
