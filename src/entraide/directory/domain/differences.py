"""The difference of two records, part by part, and two changes of one record brought together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from .record import Record

Json = Mapping[str, Any]

LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "functions": ("instrument", "article", "function"),
    "cultural": ("kind", "name"),
    "reaches": ("kind", "value"),
}
"""Parts that are lists, with what tells their members apart."""

SMALL: Final = frozenset({"reaches", "procedure.hours"})
"""What a focal point may publish at once of an entry that is confirmed: opening hours, closed days, telephones and addresses."""


@frozen
class Difference:
    """One part that is other. `part` is `name.fr`, `functions`, `procedure.urgent.en`, …; `key` tells members of a list apart.

    `before` and `after` are in the shape of `Record.to_json`; None where there is nothing.
    """

    part: str
    before: Any
    after: Any
    key: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        """What two differences of one place share."""
        return (self.part, self.key)

    @property
    def root(self) -> str:
        """The part without what is inside of it: `procedure.hours` for `procedure.hours.week`."""
        names = self.part.split(".")
        return ".".join(names[:2]) if names[0] == "procedure" else names[0]


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """What is other in the second record, in the order of the record."""
    one, other = before.to_json(), after.to_json()
    return tuple(found for part in other for found in _of(part, one[part], other[part]))


def _of(part: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if part in LISTS:
        yield from _of_lists(part, before, after)
    elif part == "procedure":
        for name in dict.fromkeys((*before, *after)):
            yield from _of(f"{part}.{name}", before.get(name), after.get(name))
    elif _is_text(part):
        yield from _of_texts(part, before or {}, after or {})
    else:
        yield Difference(part, before or None, after or None)


def _is_text(part: str) -> bool:
    return part in ("name", "procedure.information", "procedure.requirements", "procedure.urgent")


def _of_texts(part: str, before: Json, after: Json) -> Iterator[Difference]:
    for language in dict.fromkeys((*before, *after)):
        one, other = (side.get(language, {}).get("text") for side in (before, after))
        if one != other:
            yield Difference(f"{part}.{language}", one, other)


def _of_lists(part: str, before: list[Json], after: list[Json]) -> Iterator[Difference]:
    one, other = _by_key(part, before), _by_key(part, after)
    found = [key for key in dict.fromkeys((*one, *other)) if one.get(key) != other.get(key)]
    for key in found:
        yield Difference(part, one.get(key), other.get(key), key)
    if not found:
        yield Difference(f"{part}_order", len(before), len(after))


def _by_key(part: str, rows: list[Json]) -> dict[tuple[str, ...], Json]:
    return {tuple(str(row.get(name, "")) for name in LISTS[part]): row for row in rows}


def small(before: Record, after: Record) -> bool:
    """Whether nothing is other but opening hours and ways of reaching the office."""
    return all(one.root in SMALL or one.part == "reaches_order" for one in differences(before, after))


@frozen
class Merged:
    """Two changes of one record. `clashes` are the places that both changed, not alike; there the draft's word stands."""

    record: Record
    meanwhile: tuple[Difference, ...]
    clashes: tuple[Difference, ...]


def merged(base: Record, now: Record, proposed: Record) -> Merged:
    """What a draft becomes when the entry changed after the draft was begun: nothing of either is lost but where they clash.

    `meanwhile` is what changed in the entry; `clashes` tell, place by place, what stands now and what the draft says.
    """
    ours = {one.place: one for one in differences(base, proposed)}
    theirs = differences(base, now)
    clashing = [one for one in theirs if one.place in ours and ours[one.place].after != one.after]
    taken = [one for one in theirs if one.place not in ours]
    clashes = tuple(Difference(one.part, one.after, ours[one.place].after, one.key) for one in clashing)
    return Merged(_with(proposed, taken, now.to_json()), theirs, clashes)


def _with(record: Record, changes: list[Difference], source: Json) -> Record:
    """The record with these places as they are in `source`."""
    rows: dict[str, Any] = record.to_json()
    for one in changes:
        if one.part in LISTS:
            rows[one.part] = _with_member(one, rows[one.part])
        elif not one.part.endswith("_order"):
            _copy(one.part.split("."), source, rows)
    return Record.from_json(rows)


def _with_member(one: Difference, rows: list[Json]) -> list[Json]:
    kept = _by_key(one.part, rows)
    if one.after is None:
        kept.pop(one.key, None)
    else:
        kept[one.key] = one.after
    return list(kept.values())


def _copy(names: list[str], source: Json, target: dict[str, Any]) -> None:
    first, rest = names[0], names[1:]
    if rest:
        target[first] = dict(target.get(first) or {})
        _copy(rest, source.get(first) or {}, target[first])
    elif first in source:
        target[first] = source[first]
    else:
        target.pop(first, None)


def settled(base: Record, now: Record, proposed: Record, taken: Collection[str]) -> Record:
    """The draft brought up to date: at the clashes numbered in `taken` ("0", "1", …) the entry's word, elsewhere the draft's."""
    both = merged(base, now, proposed)
    theirs = [one for number, one in enumerate(both.clashes) if str(number) in taken]
    places = {one.place for one in theirs}
    changes = [one for one in differences(base, now) if one.place in places]
    return _with(both.record, changes, now.to_json())
