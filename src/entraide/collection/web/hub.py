"""The hub of a reply: each section with its owner, its state, how far it is and when it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import clock, moment, page_language
from entraide.kernel import clock as time
from entraide.kernel.actor import Actor

from .. import policies, queries
from ..domain.form import Form, Section
from ..domain.progress import SectionProgress
from ..queries import DelegationRow, MarkRow
from . import wording
from .signing import place_names


def sections(actor: Actor, row: queries.ReplyRow, form: Form, *, linked: bool) -> dict[str, Any]:
    """The sections as rows of a task list, the delegations of an expert, and a signature that a change has voided."""
    marks, rows = queries.marks(actor, row.id), queries.delegations(actor, row.id)
    progress = row.progress if row.progress.sections else queries.progress(actor, row.id)
    reach = policies.reach_in(actor, policies.access_reply(actor, row.id))
    owners = {one.section: one for one in rows}
    signed = queries.signatures(actor, row.id)
    newest = signed[-1] if signed else None
    return {
        "progress": progress,
        "tasks": [
            _task(row.id, one, progress.section(one.name), marks.get(one.name, MarkRow()), owners.get(one.name), linked)
            for one in reach.of(form)
        ],
        "mine": [] if reach.whole else [_held(form, one) for one in rows],
        "signature": newest if newest and newest.stands else None,
        "voided": place_names(form, newest),
    }


def _held(form: Form, row: DelegationRow) -> Mapping[str, Any]:
    return {"row": row, "section": next((one for one in form.sections if one.name == row.section), None)}


def _task(
    reply_id: int, section: Section, done: SectionProgress, mark: MarkRow, owner: DelegationRow | None, linked: bool
) -> dict[str, Any]:
    counts = {"answered": done.answered, "asked": done.asked}
    saved = _("saved %(time)s") % {"time": _when(mark.saved_at)} if mark.saved_at else ""
    hint = _("%(answered)s of %(asked)s questions answered") % counts
    state = section_state(done, mark)
    return {
        "number": section.number,
        "label": section.label.shown_in(page_language()).text,
        "url": reverse("collection:section", args=[reply_id, section.name]) if linked else "",
        "hint": " · ".join(part for part in (hint, saved) if part) + (" · " if owner else ""),
        "owner": _owner(owner),
        "state": state,
        "state_label": wording.section_state(state),
    }


def section_state(done: SectionProgress, mark: MarkRow) -> str:
    """As the facts say: a problem before anything else; cleared, completed when somebody said so and nothing is open."""
    if done.wrong:
        return "stop"
    if mark.cleared_at:
        return "cleared"
    if mark.completed_at and not done.open:
        return "complete"
    return "in_progress" if done.answered else "not_started"


def _owner(row: DelegationRow | None) -> str:
    """`Ministry of the Interior (Tarek)`, and what became of it."""
    if row is None or row.state == "taken_back":
        return ""
    who = f"{row.ministry} ({row.name})" if row.ministry else row.name
    return f"{who}: {wording.delegation_state(row.state)}" if row.state in ("handed_back", "offered") else who


def _when(at: datetime) -> str:
    return clock(at) if at.date() == time.now().date() else moment(at)
