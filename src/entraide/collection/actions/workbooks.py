"""The offline workbook coming back: looked at first, applied when somebody has seen what would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem, refuse

from .. import policies
from ..domain.answers import Answers, Cell
from ..domain.judge import Finding, judge
from ..domain.workbook import Change, difference, laid_over, read_workbook
from ..drafts import draft_of
from ..forms import form_of
from ..models import Reply
from .replies import Saved, begin_edit, check_cells, check_reach, settle


@frozen
class Preview:
    """What a workbook would change. `base` is the digest of the draft it was compared with."""

    name: str
    language: Language
    base: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The answers as they would be, where they differ."""
        return {change.path: change.after for change in self.changes}

    def to_json(self) -> dict[str, Any]:
        """What is needed to apply it."""
        cells = {path: cell.to_json() for path, cell in self.cells.items()}
        return {"name": self.name, "language": self.language, "base": self.base, "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Preview:
        """The reverse; what stood before is not needed any more."""
        cells = Answers.from_json(data["cells"])
        changes = tuple(Change(path, Cell(), cell, "changed") for path, cell in cells.items())
        return cls(data["name"], as_language(data["language"]), data["base"], changes, ())


def take_workbook(actor: Actor, reply: Reply, content: bytes, name: str) -> Preview:
    """What an uploaded workbook would change; nothing is written. Refused with COL-210 to 218, 302, 305, 320."""
    policies.may_edit(actor, reply).enforce()
    form, round = form_of(reply.round.version_id), reply.round
    workbook = read_workbook(
        form, content, round_code=round.code, version=round.version.version, reply_code=reply_code(reply)
    )
    before = draft_of(reply, form)
    after = laid_over(form, before, workbook)
    reach = policies.reach_in(actor, reply)
    changes = tuple(change for change in difference(before, after) if reach.has(form.section_of(change.path)))
    after = before.merged({change.path: change.after for change in changes})
    touched = {change.path for change in changes}
    findings = tuple(found for found in judge(form, after, now().date()).problems if found.path in touched)
    return Preview(name[:200], workbook.language, before.content_hash(), changes, workbook.problems, findings)


def reply_code(reply: Reply) -> str:
    """What a workbook carries to find its way back: the round and the entity."""
    return f"{reply.round.code}/{reply.entity}"


@action("collection.workbook.applied")
def apply_workbook(act: Act, reply: Reply, preview: Preview) -> Saved:
    """Keep what the preview showed. Refused with COL-317 when the draft has changed since."""
    form = begin_edit(act, reply)
    before = draft_of(reply, form)
    if before.content_hash() != preview.base:
        raise refuse("COL-317")
    check_cells(form, preview.cells)
    check_reach(act.actor, reply, form, preview.cells)
    saved = settle(act, reply, form, before, preview.cells)
    act.about(reply, cells=len(preview.changes), language=preview.language)
    return saved
