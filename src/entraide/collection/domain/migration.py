"""From one version of a questionnaire to the next: what became of each question, so that its answers follow.

A question that keeps its path is the same question unless a change says otherwise. Every other question of the earlier
version stands in exactly one change as `before`, every other question of the later one in exactly one as `after`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, Literal, cast

from attrs import frozen

from entraide.kernel.problems import Problem, Refused

from .form import Form, Question

ChangeKind = Literal["renamed", "moved", "retyped", "split", "merged", "dropped", "added"]
CHANGE_KINDS: Final[tuple[ChangeKind, ...]] = (
    "renamed", "moved", "retyped", "split", "merged", "dropped", "added",
)  # fmt: skip
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "renamed": ("one", "one"), "moved": ("one", "one"), "retyped": ("one", "one"), "split": ("one", "many"),
    "merged": ("many", "one"), "dropped": ("one", "none"), "added": ("none", "one"),
}  # fmt: skip


@frozen
class Change:
    """What became of some questions; `before` and `after` are paths without positions."""

    kind: ChangeKind
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the version."""
        return {"kind": self.kind, "before": list(self.before), "after": list(self.after)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Change:
        """The reverse of `to_json`."""
        return cls(cast(ChangeKind, row["kind"]), tuple(row.get("before", ())), tuple(row.get("after", ())))


def asked(form: Form) -> Mapping[str, Question]:
    """The questions whose answers are to follow, by path: those that a person answers."""
    return {one.path: one for one in form.questions() if one.answerable}


def followed(
    before: Collection[str], after: Collection[str], changes: Iterable[Change]
) -> Mapping[str, tuple[str, ...]]:
    """For each earlier path the later ones that take its answers; none for a question that was dropped."""
    said: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for change in changes:
        taken.update(change.after)
        said |= dict.fromkeys(change.before, change.after)
    kept = {path: ((path,) if path in after and path not in taken else ()) for path in before if path not in said}
    return {**said, **kept}


def check_changes(before: Form, after: Form, changes: Iterable[Change]) -> None:
    """Refused with COL-061 when a path is unknown, stands twice, is left out, or a kind has the wrong number of them."""
    changes = tuple(changes)
    old, new = asked(before), asked(after)
    wrong = [
        path for change in changes if not _well_shaped(change) for path in (*change.before, *change.after, "?")[:1]
    ]
    for known, given in ((old, [p for c in changes for p in c.before]), (new, [p for c in changes for p in c.after])):
        wrong += [path for path in given if path not in known or given.count(path) > 1]
    told_before = {path for change in changes for path in change.before}
    told_after = {path for change in changes for path in change.after}
    wrong += [path for path in old if path not in told_before and (path not in new or path in told_after)]
    wrong += [path for path in new if path not in told_after and (path not in old or path in told_before)]
    if wrong:
        raise Refused(*(Problem("COL-061", {"path": path}, path) for path in dict.fromkeys(wrong)))


def _well_shaped(change: Change) -> bool:
    def fits(wanted: str, count: int) -> bool:
        return {"one": count == 1, "many": count > 1, "none": count == 0}[wanted]

    shape = _SHAPES.get(change.kind)
    return shape is not None and fits(shape[0], len(change.before)) and fits(shape[1], len(change.after))


def new_identity(path: str, version: str = "") -> str:
    """A name for a question that nothing before had: `seizures-3f0a91c2`."""
    digest = hashlib.sha256(f"{version}\n{path}".encode()).hexdigest()[:8]
    return f"{path.rsplit('/', 1)[-1][:40]}-{digest}"


def first_identities(form: Form) -> dict[str, str]:
    """For a version that follows none, and for one published before identities were kept."""
    return {one.path: new_identity(one.path) for one in (*form.questions(), *form.hidden)}


def next_identities(earlier: Mapping[str, str], form: Form, version: str, changes: Iterable[Change]) -> dict[str, str]:
    """The identities of a version: a question that only moved, was renamed or changed its type keeps the one it had."""
    changes = tuple(changes)
    left = {path for change in changes for path in change.before}
    came = {path for change in changes for path in change.after}
    one_to_one = {one.after[0]: one.before[0] for one in changes if len(one.before) == len(one.after) == 1}
    found: dict[str, str] = {}
    for question in (*form.questions(), *form.hidden):
        path = question.path
        source = one_to_one.get(path, "" if path in came or path in left else path)
        found[path] = earlier.get(source, "") or new_identity(path, version)
    return found
