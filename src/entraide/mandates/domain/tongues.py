"""A paragraph that was left in another language than its document: it is read in its own."""

from __future__ import annotations

import re
from typing import Final

from entraide.documents.domain.reading.language import detect
from entraide.kernel.languages import Language
from entraide.kernel.problems import Refused

TELLING: Final = 60
"""How many characters it takes to tell the language of a paragraph."""
_HEAD: Final = 600


def other_tongue(text: str, language: Language) -> Language | None:
    """The language of a paragraph where it is plainly not `language`; None where it is, or cannot be told."""
    head = text[:_HEAD]
    if len(head) < TELLING and not _other_script(head, language):
        return None
    try:
        spoken = detect(head)
    except Refused:
        return None
    return spoken if spoken != language else None


def _other_script(head: str, language: Language) -> bool:
    return len(_LETTERS.findall(head)) > 5 * len(_SCRIPTS[language].findall(head)) + 4


_LETTERS: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[a-zà-ÿœ]", re.IGNORECASE)
_SCRIPTS: Final[dict[Language, re.Pattern[str]]] = {
    "ar": re.compile("[\u0621-\u064a]"), "ru": re.compile("[а-яё]", re.IGNORECASE), "zh": re.compile("[\u3400-\u9fff]"),
    "en": _LATIN, "es": _LATIN, "fr": _LATIN,
}  # fmt: skip
