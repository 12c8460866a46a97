"""What an uploaded workbook would change: shown before anything is kept.

Three sides are compared: what the workbook was written with (its footprints), what it says now, what stands online. What
the file left alone stays as it is online; what both changed, differently, is a conflict, for people to decide.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

from ..answers import Answers, Cell, sort_key, without_positions
from ..form import Form
from .footprint import footprint
from .layout import takes_reason
from .reading import Workbook

Kind = Literal["new", "changed", "cleared"]


@frozen
class Change:
    """One answer that differs; `before` or `after` is blank for what is new or cleared.

    `conflict` says that somebody changed it online since the workbook was written.
    """

    path: str
    before: Cell
    after: Cell
    kind: Kind
    conflict: bool = False


def difference(before: Answers, after: Answers) -> tuple[Change, ...]:
    """Every cell that differs, in the order of the paths."""
    changes = []
    for path in sorted({*before, *after}, key=sort_key):
        old, new = before.cell(path), after.cell(path)
        if old != new and not (old.empty and new.empty):
            changes.append(Change(path, old, new, "new" if old.empty else "cleared" if new.empty else "changed"))
    return tuple(changes)


def changes_of(form: Form, before: Answers, workbook: Workbook) -> tuple[Change, ...]:
    """What the file changes in the answers `before`, the conflicts marked.

    Without footprints (the hidden sheet is lost) nothing is known of what changed online: all differences are changes.
    """
    found = difference(before, laid_over(form, before, workbook))
    was = workbook.meta.was
    if was is None:
        return found
    changes = []
    for change in found:
        theirs = footprint(form, change.path, workbook.answers.cell(change.path))
        written, online = was.get(change.path, ""), footprint(form, change.path, change.before)
        if theirs != written:
            changes.append(evolve(change, conflict=online not in (written, theirs)))
    return tuple(changes)


def laid_over(form: Form, before: Answers, workbook: Workbook) -> Answers:
    """The answers after the upload.

    What the file does not show stays as it was: sections that are absent, cells that could not be read, the audience of
    an answer, and where a sheet has no columns for them its states, source and comment.
    """
    kept = {path: cell for path, cell in before.items() if not _replaced(form, path, workbook)}
    new = {path: _with_rest(form, before.cell(path), cell, workbook, path) for path, cell in workbook.answers.items()}
    rest = {
        path: evolve(cell, value=None, missing="", flags=frozenset(), source="", comment="")
        for path, cell in before.items()
        if cell.audience is not None and path not in kept and path not in new and "[" not in path
    }
    return Answers({path: cell for path, cell in {**rest, **kept, **new}.items() if not cell.empty})


def _replaced(form: Form, path: str, workbook: Workbook) -> bool:
    """Whether the file decides about this answer."""
    if path in workbook.unread or any(without_positions(path).startswith(part + "/") for part in workbook.unread):
        return False
    return without_positions(path) in workbook.covered


def _with_rest(form: Form, old: Cell, new: Cell, workbook: Workbook, path: str) -> Cell:
    """The new cell with what the sheet has no column for, as long as the answer itself is the same."""
    new = evolve(new, audience=old.audience)
    if path in workbook.unread and not old.blank:
        new = evolve(new, value=old.value, missing=old.missing)
    same = (old.value or "", old.missing) == (new.value or "", new.missing)
    if not same:
        return new
    if "[" in path:
        return evolve(new, flags=old.flags, source=old.source, comment=old.comment)
    question = form.question(without_positions(path))
    return new if takes_reason(question) else evolve(new, flags=old.flags, source=old.source)
