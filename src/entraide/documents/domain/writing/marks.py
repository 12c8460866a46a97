"""How numbers stand on the page in each language, and the names that parts of a paper are reached by.

The tree keeps numbers bare ("23", "a"); conventions are those of the organisation's papers.
"""

from __future__ import annotations

import re

from entraide.kernel.languages import Language

_ONE_BRACKET = frozenset({"es", "fr", "ru"})


def paragraph_mark(number: str, language: Language) -> str:
    """`23.`; in Arabic `23 -`."""
    return _stopped(number, language)


def section_mark(number: str, language: Language) -> str:
    """`IV.`, `A.`, `一.`; in Arabic `أولا -`."""
    return _stopped(number, language)


def point_mark(label: str, language: Language) -> str:
    """`(a)` in Arabic, Chinese and English, `a)` in the others."""
    return label and (f"{label})" if language in _ONE_BRACKET else f"({label})")


def _stopped(number: str, language: Language) -> str:
    return number and (f"{number} -" if language == "ar" else f"{number}.")


class Names:
    """Gives every part a name that no other part of the same file has."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def take(self, *parts: str, joined: str = "-") -> str:
        """`take("para", "23", "a")` → `para-23-a`; a second one gets `para-23-a-2`. Never holds white space."""
        wanted = joined.join(re.sub(r"[^\w.-]+", "-", part).strip("-") or "nn" for part in parts)
        name, turn = wanted, 1
        while name in self._given:
            turn += 1
            name = f"{wanted}{joined[:1]}{turn}"
        self._given.add(name)
        return name
