"""What a version changes beside the one before: the map, and within each question that stayed what reads or works otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..form import Form, Question
from ..migration import Change, ChangeKind, asked, followed

Aspect = Literal[
    "label", "hint", "type", "relevant", "required", "constraint", "calculation", "choices", "severity", "audience"
]


@frozen
class Difference:
    """One row: what became of questions (`kind`), or `changed` where a question stayed and is not as it was."""

    kind: ChangeKind | Literal["changed"]
    before: tuple[Question, ...]
    after: tuple[Question, ...]
    aspects: tuple[tuple[Aspect, str, str], ...] = ()
    """For those that stayed: what, as it was, as it is."""


def differences(before: Form, after: Form, changes: Iterable[Change]) -> tuple[Difference, ...]:
    """In the order of the later version; what was dropped at the end."""
    changes = tuple(changes)
    old, new = asked(before), asked(after)
    rows = [
        Difference(
            change.kind, tuple(old[path] for path in change.before if path in old),
            tuple(new[path] for path in change.after if path in new), _pair(change, old, new),
        )
        for change in changes
    ]  # fmt: skip
    told = {path for change in changes for path in change.before}
    for path, targets in followed(old, new, changes).items():
        if path not in told and targets == (path,):
            aspects = tuple(_aspects(old[path], new[path]))
            rows += [Difference("changed", (old[path],), (new[path],), aspects)] if aspects else []
    place = {path: number for number, path in enumerate(new)}
    return tuple(sorted(rows, key=lambda row: place.get(row.after[0].path, 0) if row.after else len(place)))


def _pair(change: Change, old: Mapping[str, Question], new: Mapping[str, Question]) -> tuple[tuple[Aspect, str, str], ...]:
    if len(change.before) != 1 or len(change.after) != 1:
        return ()
    one, other = old.get(change.before[0]), new.get(change.after[0])
    return tuple(_aspects(one, other)) if one and other else ()


def _aspects(old: Question, new: Question) -> Iterator[tuple[Aspect, str, str]]:
    for language in dict.fromkeys((*old.label.versions, *new.label.versions)):
        yield from _differ("label", _said(old.label, language), _said(new.label, language))
    for language in dict.fromkeys((*old.hint.versions, *new.hint.versions)):
        yield from _differ("hint", _said(old.hint, language), _said(new.hint, language))
    yield from _differ("type", old.type, new.type)
    yield from _differ("relevant", str(old.relevant or ""), str(new.relevant or ""))
    yield from _differ("required", str(old.required or ""), str(new.required or ""))
    yield from _differ("constraint", str(old.constraint or ""), str(new.constraint or ""))
    yield from _differ("calculation", str(old.calculation or ""), str(new.calculation or ""))
    gone = [one.value for one in old.choices if new.choice(one.value) is None]
    come = [one.value for one in new.choices if old.choice(one.value) is None]
    yield from _differ("choices", ", ".join(gone[:20]), ", ".join(come[:20]))
    for name in ("severity", "audience"):
        yield from _differ(name, old.attributes.get(name, ""), new.attributes.get(name, ""))


def _differ(aspect: Aspect, old: str, new: str) -> Iterator[tuple[Aspect, str, str]]:
    if " ".join(old.split()) != " ".join(new.split()):
        yield aspect, old, new


def _said(text: Text, language: Language) -> str:
    return text.versions.get(language, "")
