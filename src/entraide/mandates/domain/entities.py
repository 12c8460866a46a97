"""Who may be asked, by name: the table `lexicon/entities.yml`, the nouns that tell a kind, and every State and organisation of the roll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, cast

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.reference.domain import entities as roll

from .declining import cases
from .trie import Trie
from .vocabulary import table

EntityKind = Literal["states", "secretariat", "organisation", "body", "conference", "donors", "private", "other"]

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_INITIALS = re.compile(r"\b[A-ZА-Я]{2,}\b")


@frozen
class Entity:
    """An entry of the table: its key, its kind, its name in the language of the text.

    A noun that only tells the kind ("Programme") has no key and no name; where it is `proper` it counts only with a capital.
    `acts`: it may be the body that asks.
    """

    key: str
    kind: EntityKind
    name: str
    proper: bool = False
    acts: bool = False

    @property
    def general(self) -> bool:
        """Whether it may be anybody of its kind: what stands beside it may be a name."""
        return not self.key or self.key in ("states", "governments")


@cache
def entities(language: Language) -> Trie[Entity]:
    """Everybody with a name in one language, in a form to be looked up. The table counts before the roll."""
    found: Trie[Entity] = Trie()
    for printed, entity in (*_listed(language), *_enrolled(language), *_heads(language)):
        for spelling in _arabic(printed) if language == "ar" else (printed,):
            found.add(spelling, entity)
    return found


def _listed(language: Language) -> Iterator[tuple[str, Entity]]:
    for key, row in table("entities").items():
        acts = row["kind"] in ("body", "conference") and key != "president"
        entity = Entity(key, cast(EntityKind, row["kind"]), row[language][0].replace("*", ""), acts=acts)
        for printed in row[language]:
            yield printed, entity


def _heads(language: Language) -> Iterator[tuple[str, Entity]]:
    for row in cast(Sequence[Mapping[str, Any]], table("heads")):
        entity = Entity("", cast(EntityKind, row["kind"]), "", bool(row.get("proper")), bool(row.get("acts")))
        for printed in row.get(language, ()):
            yield printed, entity


def _enrolled(language: Language) -> Iterator[tuple[str, Entity]]:
    """States, territories and organisations under their short and formal names, in Russian in every case."""
    known = {entity.key for _printed, entity in _listed(language)}
    for each in roll.entities():
        if each.code.lower() in known:
            continue
        kind: EntityKind = "organisation" if each.kind == "organisation" else "states"
        entity = Entity(each.code, kind, roll.name(each.code, language))
        for printed in dict.fromkeys(_spellings(each.code, language)):
            yield from ((form, entity) for form in (cases(printed) if language == "ru" else (printed,)))


def _spellings(code: str, language: Language) -> Iterator[str]:
    """Iran (Islamic Republic of), Iran, Islamic Republic of Iran."""
    for printed in (roll.name(code, language), roll.name(code, language, formal=True), roll.acronym(code, language)):
        yield printed
        within = _BRACKETS.search(printed)
        if within:
            short = _BRACKETS.sub("", printed)
            yield short
            yield f"{within[1]} {short}"


def _arabic(name: str) -> list[str]:
    """A name with the particles that Arabic glues to its first word."""
    if name.startswith("ال"):
        return [name, *(glue + name for glue in "وبك"), *(glue + name[2:] for glue in ("لل", "ولل")), "وب" + name]
    return [glue + name for glue in ("", "و", "ب", "ل", "ول", "وب")]


def entities_printed(language: Language) -> tuple[str, ...]:
    """Every name of the tables as it is printed, without the signs of a pattern."""
    return tuple(printed.replace("*", "") for printed, _entity in (*_listed(language), *_heads(language)))
