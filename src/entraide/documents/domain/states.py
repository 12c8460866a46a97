"""Which States a paper names, for finding it: only names that nobody could take for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.reference.domain import entities

from .searching import index_words

_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_GLUED: Final = ("و", "ل", "ب")
_ARTICLES: Final = frozenset({"the", "le", "la", "les", "l", "el", "los", "las"})
_DOUBTFUL: Final = frozenset({"مالي", "عمان"})
"""Also an everyday adjective, also a city."""
_DAYS: Final = (None, date(1995, 1, 1), date(2005, 1, 1), date(2015, 1, 1))


@frozen
class _Named:
    words: tuple[str, ...]
    code: str


def states_named(texts: Iterable[str], language: Language) -> tuple[str, ...]:
    """Codes of the States named in these texts, each as `index_words` writes it, in the order of the codes.

    Known are short and formal names as they are and as they were; in Arabic also behind a conjunction or preposition.
    """
    known = _names(language)
    found: set[str] = set()
    for text in texts:
        words = text.split()
        first = known.keys() & set(words)
        for at, word in enumerate(words) if first else ():
            if word in first:
                named = (one for one in known[word] if tuple(words[at : at + len(one.words)]) == one.words)
                found.update(one.code for one in islice(named, 1))
    return tuple(sorted(found))


@cache
def _names(language: Language) -> Mapping[str, tuple[_Named, ...]]:
    """By their first word, the longest first, so that Guinea-Bissau is not Guinea."""
    known: dict[str, dict[tuple[str, ...], str]] = {}
    for state in entities.entities("state"):
        for name in _forms(state.code, language):
            for form in (name, *(glued + name for glued in _GLUED if language == "ar")):
                words = _words(form, language)
                if words:
                    known.setdefault(words[0], {})[words] = state.code
    return {
        first: tuple(_Named(words, code) for words, code in sorted(forms.items(), key=lambda item: -len(item[0])))
        for first, forms in known.items()
    }


def _words(name: str, language: Language) -> tuple[str, ...]:
    """A Chinese name goes on in the text: its last sign is then in a pair with the next."""
    words = tuple(index_words(name).split())
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return words[:-1] if language == "zh" and len(words) > 1 else words


def _forms(code: str, language: Language) -> set[str]:
    names = {entities.name(code, language, day, formal=formal) for day in _DAYS for formal in (False, True)}
    forms = {form for name in names for form in (name, _BRACKETS.sub("", name)) if len(form) > 1}
    return {form for form in forms if index_words(form) not in _DOUBTFUL}
