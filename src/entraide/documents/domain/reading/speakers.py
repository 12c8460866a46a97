"""Who made statements: the lists of States and organisations, resolved to codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entraide.documents.domain.tree import Speaker
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem
from entraide.reference.domain.entities import find, split_names

from .lexicon import pattern

_LIST: Final = r"(?:<following_states>)\s*[:：]\s*(?P<names>.{1,6000}?)(?:[.。](?=\s|$)|[.。]$|[;；؛](?=\s)|。|$)"


def speakers(passages: Sequence[tuple[str, str]], language: Language) -> tuple[list[Speaker], list[Problem]]:
    """The speakers named in (paragraph number, text) pairs, each once, and a problem for each name that is unknown."""
    found: dict[str, Speaker] = {}
    problems: list[Problem] = []
    for number, text in passages:
        for name in _names(text, language):
            entity = find(name, language)
            if name not in found and entity is None:
                problems.append(Problem("DOC-022", {"name": name}, number))
            found.setdefault(name, Speaker(name, entity.code if entity else ""))
    return list(found.values()), problems


def _names(text: str, language: Language) -> Iterator[str]:
    if not pattern("<statements>", language).search(text.lower()):
        return
    for listed in pattern(_LIST, language).finditer(text):
        yield from (name.strip() for name in split_names(listed["names"], language) if name.strip())
