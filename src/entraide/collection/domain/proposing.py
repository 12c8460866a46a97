"""Proposes what became of each question between two versions; a person corrects it before publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from .form import Form, Question
from .migration import Change, ChangeKind, asked

ALIKE = 0.6
"""Share of letter groups that two labels must have in common for one to be the other, renamed."""
_DIGITS = re.compile(r"\d+")
_SAME: Mapping[str, frozenset[str]] = {
    "integer": frozenset({"decimal", "range"}),
    "decimal": frozenset({"integer", "range"}),
    "range": frozenset({"integer", "decimal"}),
    "select_one": frozenset({"select_multiple"}),
    "select_multiple": frozenset({"rank"}),
    "text": frozenset({"barcode"}),
}


def propose(before: Form, after: Form) -> tuple[Change, ...]:
    """Same path: the same question. Then by name elsewhere, by parts, by words; what is left is dropped or added."""
    work = _Work(before, after)
    work.same_paths()
    work.parts()
    work.pairs("moved", _named_alike)
    work.pairs("renamed", _worded_alike)
    return (
        *work.found,
        *(Change("dropped", (path,)) for path in work.old),
        *(Change("added", (), (path,)) for path in work.new),
    )


def compatible(old: Question, new: Question) -> bool:
    """Whether answers to the one are answers to the other, by their types."""
    return old.type == new.type or new.type in _SAME.get(old.type, frozenset())


class _Work:
    """Questions that nothing is said of yet, and what was found."""

    def __init__(self, before: Form, after: Form) -> None:
        self.old, self.new = dict(asked(before)), dict(asked(after))
        self.found: list[Change] = []

    def same_paths(self) -> None:
        for path in [path for path in self.old if path in self.new]:
            old, new = self.old.pop(path), self.new.pop(path)
            if not compatible(old, new):
                self.found.append(Change("retyped", (path,), (path,)))

    def parts(self) -> None:
        """`value` became `value/value_amount`, `value/value_currency`; or the other way round."""
        for kind, whole, pieces in (("split", self.old, self.new), ("merged", self.new, self.old)):
            for path, question in list(whole.items()):
                held = tuple(one for one in pieces if _is_part(one, path, question.name))
                if len(held) > 1:
                    split = kind == "split"
                    self.found.append(Change("split", (path,), held) if split else Change("merged", held, (path,)))
                    del whole[path]
                    for one in held:
                        del pieces[one]

    def pairs(self, kind: str, likeness: Callable[[Question, Question], float]) -> None:
        """The likest first; each question once."""
        scores = (
            (likeness(old, new), old.path, new.path)
            for old in self.old.values()
            for new in self.new.values()
            if compatible(old, new) and old.attributes.get("year") == new.attributes.get("year")
        )
        for _score, old, new in sorted((one for one in scores if one[0]), key=lambda one: (-one[0], one[1], one[2])):
            if old in self.old and new in self.new:
                self.found.append(Change("moved" if kind == "moved" else "renamed", (old,), (new,)))
                del self.old[old], self.new[new]


def _is_part(path: str, whole: str, name: str) -> bool:
    """Below the whole's own path, or beside it with its name in front."""
    return path.startswith((whole + "/", f"{whole}_")) or f"/{name}/{name}_" in path


def _named_alike(old: Question, new: Question) -> float:
    return 1.0 if old.name == new.name else 0.0


def _worded_alike(old: Question, new: Question) -> float:
    """By the labels in one language that both have: it is the words of the question that count, not their number."""
    shared = next((language for language in old.label.versions if language in new.label.versions), None)
    score = _alike(old.label.versions[shared], new.label.versions[shared]) if shared else 0.0
    if score and old.choices and new.choices:
        values = {one.value for one in old.choices}, {one.value for one in new.choices}
        score *= 0.7 + 0.3 * len(values[0] & values[1]) / max(len(values[0] | values[1]), 1)
    return score if score >= ALIKE else 0.0


def _alike(one: str, other: str) -> float:
    first, second = _groups(one), _groups(other)
    total = len(first) + len(second)
    if not total or _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    return 2 * len(first & second) / total


@lru_cache(maxsize=4096)
def _groups(text: str) -> frozenset[str]:
    """Letters two by two, blind to case and spaces: enough for scripts without spaces too."""
    folded = "".join(text.casefold().split())
    return frozenset(folded[at : at + 2] for at in range(max(len(folded) - 1, 1)))


def sources_of(before: Form, after: Form, changes: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """The same map the other way round: for each later question those it comes from, none for one that is new."""
    old, new = asked(before), asked(after)
    found: dict[str, tuple[str, ...]] = {path: ((path,) if path in old else ()) for path in new}
    for change in changes:
        found.update({path: () for path in change.before if path in found})
    for change in changes:
        found.update(dict.fromkeys(change.after, change.before))
    return found


def changes_from(sources: Mapping[str, tuple[str, ...]], before: Form, after: Form) -> tuple[Change, ...]:
    """A map from what a person chose for each later question. What does not go together `check_changes` refuses."""
    old, new = asked(before), asked(after)
    uses: dict[str, list[str]] = {}
    for path, given in sources.items():
        for source in given:
            uses.setdefault(source, []).append(path)
    found: dict[Change, None] = {}
    for path, given in sources.items():
        if not given:
            found[Change("added", (), (path,))] = None
        elif len(given) > 1:
            found[Change("merged", given, (path,))] = None
        elif len(uses[given[0]]) > 1:
            found[Change("split", given, tuple(uses[given[0]]))] = None
        elif given[0] != path or not compatible(old[path], new[path]):
            found[Change(_one_to_one(old.get(given[0]), new[path]), given, (path,))] = None
    dropped = [Change("dropped", (path,)) for path in old if path not in uses]
    return (*found, *dropped)


def _one_to_one(old: Question | None, new: Question) -> ChangeKind:
    if old is None or not compatible(old, new):
        return "retyped"
    return "moved" if old.name == new.name else "renamed"
