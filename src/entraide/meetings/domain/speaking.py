"""Who spoke and who attended, named and put in the order of a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text
from entraide.reference.domain import entities
from entraide.reference.domain.folding import words

from .vocabulary import Capacity, Speaking

NOBODY = Text()


@frozen
class Spoke:
    """One statement. `entity` is a code, "" for a name that nobody recognised; `printed` the name in the report.

    On behalf of a group: `group` is the code of a regional group, or `on_behalf_of` the name of another one.
    """

    entity: str
    printed: str
    capacity: Speaking = "state"
    group: str = ""
    on_behalf_of: Text = NOBODY


@frozen
class Attended:
    """One delegation."""

    entity: str
    printed: str
    capacity: Capacity


@frozen
class Speakers:
    """The names of those who spoke, each once, as they were called on that day, in the order of a language."""

    states: tuple[str, ...]
    groups: tuple[str, ...]
    organisations: tuple[str, ...]


def speakers(rows: Iterable[Spoke], language: Language, on: date | None) -> Speakers:
    """States, then groups, then organisations. A group is followed by who spoke for it: `Group of … (Egypt)`."""
    said = tuple(rows)
    of = {kind: [row for row in said if row.capacity == kind] for kind in ("state", "group", "organisation")}
    return Speakers(
        named([(row.entity, row.printed) for row in of["state"]], language, on),
        _groups(of["group"], language, on),
        named([(row.entity, row.printed) for row in of["organisation"]], language, on),
    )


def named(rows: Sequence[tuple[str, str]], language: Language, on: date | None) -> tuple[str, ...]:
    """Names of (code, name as printed), each once; names that nobody recognised follow as they were printed."""
    codes = entities.ordered({code for code, _printed in rows if code}, language, on)
    unknown = dict.fromkeys(printed for code, printed in rows if not code)
    return (*(entities.name(code, language, on) for code in codes), *unknown)


def group_name(row: Spoke, language: Language) -> str:
    """The group that somebody spoke for, in `language`, or in the language in which its name is known."""
    return entities.group(row.group).name(language) if row.group else row.on_behalf_of.shown_in(language).text


def _groups(rows: Sequence[Spoke], language: Language, on: date | None) -> tuple[str, ...]:
    """By the words of the group's name; Chinese follows the English order."""
    speaking: dict[str, list[tuple[str, str]]] = {}
    order: dict[str, list[str]] = {}
    for row in rows:
        shown = group_name(row, language)
        speaking.setdefault(shown, []).append((row.entity, row.printed))
        order[shown] = words(group_name(row, "en" if language == "zh" else language))
    left, right = "（）" if language == "zh" else (" (", ")")
    return tuple(
        shown + left + entities.join_names(by, language) + right
        if (by := _by(speaking[shown], language, on))
        else shown
        for shown in sorted(speaking, key=lambda shown: order[shown])
    )


def _by(rows: Sequence[tuple[str, str]], language: Language, on: date | None) -> tuple[str, ...]:
    return tuple(name for name in named(rows, language, on) if name)


def attended(rows: Iterable[Attended], language: Language, on: date | None) -> dict[Capacity, tuple[str, ...]]:
    """The names of those represented, by capacity, in the order of a language; only capacities with somebody in them."""
    found: dict[Capacity, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.capacity, []).append((row.entity, row.printed))
    return {capacity: named(pairs, language, on) for capacity, pairs in found.items()}
