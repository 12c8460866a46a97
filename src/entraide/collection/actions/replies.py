"""Drafting: saving cells, taking out rows, opening once more what was sent. No draft is refused for its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import evolve, frozen

from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, Refused, refuse, stops

from .. import policies
from ..domain.answers import Answers, Cell, positions, without_positions
from ..domain.delegation import Reach
from ..domain.form import Form
from ..domain.judge import Finding, judge
from ..domain.life import REPLY
from ..domain.progress import Progress, progress_of
from ..domain.rows import without_row
from ..drafts import draft_of, hold_round, write_cells
from ..forms import form_of
from ..marks import touched
from ..models import Reply
from .thread_rows import follow_rows

LONGEST = 50_000
"""Characters of one answer or comment."""
MOST_ROWS = 500


@frozen
class Overtaken:
    """A cell that was changed since the page was opened, and differently: what stands there stays, `ours` was not kept."""

    path: str
    stands: Cell
    ours: Cell


@frozen
class Saved:
    """What the page is told after a saving: the time, what applies now, the judge's remarks, how far the reply is."""

    saved_at: datetime
    relevant: frozenset[str]
    problems: tuple[Finding, ...]
    progress: Progress
    overtaken: tuple[Overtaken, ...] = ()


@action("collection.draft.saved")
def save_cells(act: Act, reply: Reply, cells: Mapping[str, Cell], started: Mapping[str, str] | None = None) -> Saved:
    """Keep these answers, by concrete path; an empty cell clears.

    `started` are the fingerprints of what the page showed. A cell that somebody has changed since stays: silently where
    the page left it alone, as `overtaken` where both changed it.
    Refused: COL-302, 305, 320; 314 and 325 for what is no answer to this form; 360 for a section in others' hands.
    """
    form = begin_edit(act, reply)
    check_cells(form, cells)
    check_reach(act.actor, reply, form, cells)
    before = draft_of(reply, form)
    late = {path: cell for path, cell in cells.items() if _is_late(before.cell(path), (started or {}).get(path))}
    changed = {path: cell for path, cell in cells.items() if path not in late and before.cell(path) != cell}
    saved = settle(act, reply, form, before, changed)
    act.about(reply, cells=len(changed))
    overtaken = (
        Overtaken(path, before.cell(path), cell)
        for path, cell in late.items()
        if cell.fingerprint not in {before.cell(path).fingerprint, (started or {}).get(path)}
    )
    return evolve(saved, overtaken=tuple(overtaken))


def _is_late(stands: Cell, started: str | None) -> bool:
    return started is not None and stands.fingerprint != started


@action("collection.row.removed")
def remove_row(act: Act, reply: Reply, repeat: str, position: int) -> Saved:
    """Take a row out of the repeat at this concrete path; the rows below move up. NotHere for no repeat of the form.

    The path goes into the ledger, which holds no words of anybody: it must be one that the form itself could have written.
    """
    form = begin_edit(act, reply)
    is_row(form, repeat, position)
    before = draft_of(reply, form)
    check_reach(act.actor, reply, form, [one for one in before if one.startswith(f"{repeat}[")])
    saved = settle(act, reply, form, before, without_row(before, repeat, position))
    follow_rows(reply, repeat, position)
    act.about(reply, repeat=repeat, position=position)
    return saved


@action("collection.reply.reopened")
def correct(act: Act, reply: Reply) -> None:
    """Open the draft of a reply that was sent; what was sent keeps standing until the next version is submitted."""
    take_hold(reply)
    policies.may_correct(act.actor, reply).enforce()
    was = reply.state
    reply.state = REPLY.after(reply.state, "correct")
    save(reply, "state")
    act.about(reply, was=was)


def take_hold(reply: Reply) -> None:
    """Lock the reply and read its state and its round's anew: two people may be at it, and the round may be closing.

    NotHere for whoever may not write it, an expert whose delegation has ended included.
    """
    hold_round(reply.round_id)
    fresh = Reply.objects.select_for_update(of=("self",)).select_related("round").filter(pk=reply.pk).first()
    if fresh is None:
        raise NotHere
    reply.state, reply.round.state, reply.progress = fresh.state, fresh.round.state, fresh.progress
    reply.late_until, reply.round.opens_on, reply.sharing = fresh.late_until, fresh.round.opens_on, fresh.sharing


def begin_edit(act: Act, reply: Reply) -> Form:
    """The form, once it is sure that this person may write now."""
    take_hold(reply)
    policies.may_edit(act.actor, reply).enforce()
    return form_of(reply.round.version_id)


def settle(act: Act, reply: Reply, form: Form, before: Answers, changed: Mapping[str, Cell]) -> Saved:
    """Write what changed, judge the whole, and keep how far it is."""
    write_cells(reply, form, changed, act.at, act.actor.person_id)
    touched(act.actor, reply, ((path, form.section_of(path)) for path in changed), act.at)
    judgement = judge(form, before.merged(changed), act.at.date())
    progress = progress_of(form, judgement)
    reply.state = REPLY.after(reply.state, "save")
    reply.saved_at, reply.progress, reply.started_at = act.at, progress.to_json(), reply.started_at or act.at
    save(reply, "state", "saved_at", "progress", "started_at")
    return _told(policies.reach_in(act.actor, reply), form, Saved(act.at, judgement.relevant, judgement.problems, progress))


def _told(reach: Reach, form: Form, saved: Saved) -> Saved:
    """What this person is told of it: nothing of sections in others' hands."""
    if reach.whole:
        return saved
    return evolve(
        saved,
        relevant=frozenset(path for path in saved.relevant if reach.has(form.section_of(path))),
        problems=tuple(one for one in saved.problems if reach.has(form.section_of(one.path))),
        progress=reach.progress(saved.progress),
    )


def check_cells(form: Form, cells: Mapping[str, Cell]) -> None:
    """Only answers to questions of this form, of a bearable length."""
    wrong = [problem for path, cell in cells.items() if (problem := _trouble(form, path, cell))]
    if stops(wrong):
        raise Refused(*wrong)


def is_taken(form: Form, path: str, cell: Cell) -> bool:
    """Whether this is an answer to a question of the form."""
    return _trouble(form, path, cell) is None


def check_reach(actor: Actor, reply: Reply, form: Form, paths: Iterable[str]) -> None:
    """Only sections that are this person's to write. Refused: COL-360."""
    reach = policies.reach_in(actor, reply)
    if any(not reach.has(form.section_of(path)) for path in paths):
        raise refuse("COL-360")


def _trouble(form: Form, path: str, cell: Cell) -> Problem | None:
    plain = without_positions(path)
    if not form.has(plain) or not form.question(plain).answerable or not _rows_fit(form, path):
        return Problem("COL-314", {"path": path[:120]}, path[:120])
    if form.question(plain).type == "file" and "/" in (cell.value or ""):
        return Problem("COL-314", {"path": path[:120]}, path[:120])  # no name of a file, and no address leads there
    if max(len(cell.value or ""), len(cell.comment), len(cell.source)) > LONGEST:
        return Problem("COL-325", {"limit": LONGEST}, form.question(plain).number or path)
    return None


def is_row(form: Form, repeat: str, position: int) -> None:
    """NotHere unless the form itself could have written this row of this repeat."""
    known = without_positions(repeat) in {one.path for one in form.repeats()}
    if not (known and _rows_fit(form, repeat) and 1 <= position <= MOST_ROWS):
        raise NotHere


def _rows_fit(form: Form, path: str) -> bool:
    around = sum(without_positions(path).startswith(repeat.path + "/") for repeat in form.repeats())
    rows = positions(path)
    return len(rows) == around and all(1 <= row <= MOST_ROWS for row in rows)
