"""Workbooks to carry away, whole or for one ministry; and those that were taken, to be undone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from attrs import frozen
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import day
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from .. import policies
from ..domain.answers import Answers
from ..domain.delegation import EVERYTHING, Reach
from ..domain.form import Section
from ..domain.workbook import write_workbook
from ..drafts import draft_of
from ..forms import form_of
from ..models import Reply, TakenWorkbook
from .replies import sent_answers


@frozen
class TakenRow:
    """An upload that was kept: its file, when, how many answers in which sections, and whether it was undone."""

    batch: UUID
    name: str
    language: str
    taken_at: datetime
    undone: bool
    cells: int
    sections: tuple[str, ...]


def open_sections(actor: Actor, reply_id: int) -> tuple[Section, ...]:
    """The sections of the reply that this person works with or reads, in reading order."""
    reply = policies.access_reply(actor, reply_id)
    return _reach(actor, reply).of(form_of(reply.round.version_id))


def workbook_for(actor: Actor, reply_id: int, language: Language, sections: Collection[str] = ()) -> tuple[str, bytes]:
    """Name and content of the offline workbook: with the draft for the State, blank for the secretariat.

    `sections` are the names of those in a part for one ministry; an expert gets no others than their own. NotHere when
    none of them is theirs.
    """
    reply = policies.access_reply(actor, reply_id)
    form = form_of(reply.round.version_id)
    answers = draft_of(reply, form) if policies.may_read_draft(actor, reply) else None
    names = [section.name for section in form.sections]
    only = [section.name for section in _reach(actor, reply).of(form) if not sections or section.name in sections]
    if not only:
        raise NotHere
    part = "" if only == names else f"-{'-'.join(only)}"[:60]
    content = _workbook(reply, answers, language, None if only == names else only)
    return f"{reply.round.code}-{reply.entity}{part}-{language}.xlsx", content


def sent_workbook(actor: Actor, reply_id: int, number: int, language: Language) -> tuple[str, bytes]:
    """Name and content of a workbook that holds one version as it was sent."""
    reply, row = policies.access_reply(actor, reply_id), sent_answers(actor, reply_id, number)
    return f"{reply.round.code}-{reply.entity}-{number}-{language}.xlsx", _workbook(reply, row.answers, language)


def _workbook(
    reply: Reply, answers: Answers | None, language: Language, sections: Collection[str] | None = None
) -> bytes:
    round, form = reply.round, form_of(reply.round.version_id)
    with translation.override(language):
        return write_workbook(
            form, language, answers, round_code=round.code, version=round.version.version,
            reply_code=f"{round.code}/{reply.entity}",
            banner=_("Invented replies for demonstration") if round.invented else "",
            title=Text.from_json(round.title).shown_in(language).text, deadline=day(round.deadline),
            contact=reply.contact_name, sections=sections, today=clock.now().date(),
        )  # fmt: skip


def _reach(actor: Actor, reply: Reply) -> Reach:
    return EVERYTHING if actor.staff else policies.reach_in(actor, reply)


def taken_workbooks(actor: Actor, reply_id: int) -> tuple[TakenRow, ...]:
    """What this person has uploaded into the draft, the newest first."""
    reply = policies.access_reply(actor, reply_id)
    rows = TakenWorkbook.objects.filter(reply=reply, taken_by=actor.person_id or 0)
    batches: dict[UUID, list[TakenWorkbook]] = {}
    for row in rows:
        batches.setdefault(row.batch, []).append(row)
    return tuple(_taken(found) for found in batches.values())


def _taken(rows: list[TakenWorkbook]) -> TakenRow:
    first = rows[0]
    return TakenRow(
        first.batch, first.name, first.language, first.taken_at, all(row.undone_at for row in rows),
        sum(len(row.cells) for row in rows), tuple(row.section for row in rows),
    )  # fmt: skip
