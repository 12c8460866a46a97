"""What a mandate is about: topics of the field, found by their words in any of the six languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from entraide.kernel.languages import LANGUAGES, Language, is_language

from .trie import Trie
from .vocabulary import table
from .words import words

SPEAK_FOR: Final = 3
"""A topic is taken when one language version in three has it: one false friend in six languages makes none."""
_GLUED: Final = ("", "و", "ب", "ل", "ف", "ك", "وب", "ول")


def topics() -> tuple[str, ...]:
    """The codes, in the order of the table."""
    return tuple(table("topics"))


def topic_name(code: str, language: Language) -> str:
    """The name of a topic; a code that the table does not know is its own name."""
    row = table("topics").get(code)
    return str(row["name"][language]) if row else code


def topics_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The topics of one paragraph by its language versions, in the order of the table; others than the six are passed over.

    Words count in any order and place; what a longer phrase of another topic takes in is left to that phrase.
    """
    read = {language: text for language, text in texts.items() if is_language(language) and text.strip()}
    voices = Counter(code for language, text in read.items() for code in _spoken_of(text, language))
    return tuple(code for code in topics() if voices[code] and voices[code] * SPEAK_FOR >= len(read))


def _spoken_of(text: str, language: str) -> set[str]:
    line = words(text)
    found = _phrases(next(code for code in LANGUAGES if code == language)).all(line)
    return {code for one in found for code in one.values}


@cache
def _phrases(language: Language) -> Trie[str]:
    found: Trie[str] = Trie()
    for code, row in table("topics").items():
        for phrase in row[language]:
            for spelling in _with_particles(phrase) if language == "ar" else (phrase,):
                found.add(spelling, code)
    return found


def _with_particles(phrase: str) -> list[str]:
    """An Arabic phrase with the particles that are glued to its first word: `ال` after `ل` loses its alef."""
    if phrase.startswith("ال"):
        return [*(glue + phrase for glue in ("", "و", "ب", "ف", "ك", "وب")), "لل" + phrase[2:], "ولل" + phrase[2:]]
    return [glue + phrase for glue in _GLUED]
