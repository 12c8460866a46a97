"""The offline workbook coming back: looked at first, kept when somebody has seen what would change, undone if need be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from attrs import evolve, field, frozen

from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem, refuse

from .. import policies
from ..domain.answers import Answers, Cell, sort_key, without_positions
from ..domain.delegation import Reach
from ..domain.form import Form
from ..domain.judge import Finding, judge
from ..domain.workbook import Change, changes_of, read_workbook
from ..drafts import draft_of
from ..forms import form_of
from ..models import Reply, TakenWorkbook
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

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """Answers that somebody changed online since the workbook was written."""
        return tuple(change for change in self.changes if change.conflict)

    def chosen(self, form: Form, sections: Collection[str] | None, theirs: Collection[str]) -> tuple[Change, ...]:
        """The changes of these sections (of all for None), and the conflicts at the paths in `theirs`."""
        return tuple(
            change
            for change in self.changes
            if (
                change.path in theirs
                if change.conflict
                else sections is None or form.section_of(change.path) in sections
            )
        )

    def to_json(self) -> dict[str, Any]:
        """What is needed to apply it: for each path what it becomes, what stood there, whether both changed it."""
        cells = {
            change.path: [change.after.to_json(), change.before.fingerprint, int(change.conflict)]
            for change in self.changes
        }
        return {"name": self.name, "language": self.language, "base": self.base, "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Seen:
        """The reverse; of what stood before, only the fingerprint is needed any more."""
        return Seen(
            data["name"],
            as_language(data["language"]),
            data["base"],
            tuple(
                Change(path, Cell(), Cell.from_json(row), "changed", bool(conflict))
                for path, (row, _, conflict) in data["cells"].items()
            ),
            (),
            stood={path: str(mark) for path, (_, mark, _) in data["cells"].items()},
        )


@frozen
class Seen(Preview):
    """A preview that a page has shown. `stood`: the fingerprints of what was online then."""

    stood: Mapping[str, str] = field(factory=dict)


@frozen
class Undone:
    """What was put back, and what stays because somebody has changed it since."""

    paths: tuple[str, ...]
    notes: tuple[Problem, ...]


def take_workbook(actor: Actor, reply: Reply, content: bytes, name: str) -> Preview:
    """What an uploaded workbook would change; nothing is written. Refused with COL-210 to 218, 240, 241, 302, 305, 320."""
    policies.may_edit(actor, reply).enforce()
    form, round = form_of(reply.round.version_id), reply.round
    workbook = read_workbook(
        form, content, round_code=round.code, version=round.version.version, reply_code=reply_code(reply),
        language=as_language(actor.language),
    )  # fmt: skip
    before = draft_of(reply, form)
    found = changes_of(form, before, workbook)
    changes, left = _within_reach(form, found, policies.reach_in(actor, reply), as_language(actor.language))
    touched = {change.path for change in changes}
    after = before.merged({change.path: change.after for change in changes})
    findings = tuple(one for one in judge(form, after, now().date()).problems if one.path in touched)
    problems = (*workbook.problems, *left)
    return Preview(name[:200], workbook.language, before.content_hash(), changes, problems, findings)


def _within_reach(
    form: Form, changes: tuple[Change, ...], reach: Reach, language: Language
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Only what this person may write; a sheet of somebody else's, copied in, is left out and told."""
    mine = tuple(change for change in changes if reach.has(form.section_of(change.path)))
    touched = {form.section_of(change.path) for change in changes}
    titles = [section.label for section in form.sections if section.name in touched and not reach.has(section.name)]
    return mine, tuple(Problem("COL-247", {"section": title.shown_in(language).text}) for title in titles)


def reply_code(reply: Reply) -> str:
    """What a workbook carries to find its way back: the round and the entity."""
    return f"{reply.round.code}/{reply.entity}"


@action("collection.workbook.applied")
def apply_workbook(
    act: Act,
    reply: Reply,
    preview: Preview,
    sections: Collection[str] | None = None,
    theirs: Collection[str] = (),
) -> Saved:
    """Keep what the preview showed: all of it, or of some sections; conflicts only where the workbook's side was chosen.

    Refused with COL-317 when one of these answers has changed since the preview, COL-256 when nothing is left to keep.
    """
    form = begin_edit(act, reply)
    before = draft_of(reply, form)
    chosen = preview.chosen(form, sections, theirs)
    if preview.changes and not chosen:
        raise refuse("COL-256")
    if any(before.cell(change.path).fingerprint != _stood(preview, change) for change in chosen):
        raise refuse("COL-317")
    cells = {change.path: change.after for change in chosen}
    check_cells(form, cells)
    check_reach(act.actor, reply, form, cells)
    saved = settle(act, reply, form, before, cells)
    _remember(act, reply, form, preview, before, cells)
    act.about(reply, cells=len(cells), language=preview.language)
    return saved


def _stood(preview: Preview, change: Change) -> str:
    return preview.stood.get(change.path, "") if isinstance(preview, Seen) else change.before.fingerprint


def _remember(act: Act, reply: Reply, form: Form, preview: Preview, before: Answers, cells: Mapping[str, Cell]) -> None:
    """What stood before, by section, so that it can be put back by whoever brought the workbook."""
    if act.actor.person_id is None:
        return
    batch = uuid4()
    by_section: dict[str, dict[str, Any]] = {}
    for path, cell in cells.items():
        row = {"before": before.cell(path).to_json(), "after": cell.fingerprint}
        by_section.setdefault(form.section_of(path), {})[path] = row
    TakenWorkbook.objects.bulk_create(
        TakenWorkbook(
            reply=reply, entity=reply.entity, batch=batch, section=section, name=preview.name, language=preview.language,
            cells=rows, taken_at=act.at, taken_by=act.actor.person_id,
        )
        for section, rows in by_section.items()
    )  # fmt: skip


@action("collection.workbook.undone")
def undo_workbook(act: Act, reply: Reply, batch: UUID) -> Undone:
    """Put back what stood before a workbook was taken, except where somebody has changed it since (COL-248).

    Refused: COL-249 when it was undone already, COL-302, 305, 320. NotHere for anybody else's.
    """
    form = begin_edit(act, reply)
    rows = policies.access_taken_workbook(act.actor, reply, batch)
    if all(row.undone_at for row in rows):
        raise refuse("COL-249")
    before = draft_of(reply, form)
    reach = policies.reach_in(act.actor, reply)
    kept = [row for row in rows if not row.undone_at and reach.has(row.section)]
    back, notes = _put_back(form, before, kept)
    settle(act, reply, form, before, back)
    for row in kept:
        row.undone_at = act.at
        save(row, "undone_at")
    act.about(reply, cells=len(back), left=len(notes))
    return Undone(tuple(sorted(back, key=sort_key)), tuple(notes))


def _put_back(form: Form, now_: Answers, rows: list[TakenWorkbook]) -> tuple[dict[str, Cell], list[Problem]]:
    back: dict[str, Cell] = {}
    notes: list[Problem] = []
    for path, row in _cells_of(rows):
        if now_.cell(path).fingerprint == row["after"]:
            back[path] = evolve(Cell.from_json(row["before"]), audience=now_.cell(path).audience)
        else:
            plain = without_positions(path)
            number = form.question(plain).number if form.has(plain) else path
            notes.append(Problem("COL-248", {"number": number}, number))
    return back, notes


def _cells_of(rows: list[TakenWorkbook]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in rows:
        yield from row.cells.items()
