"""What several pages of the room share: the page's language, a reply with its form, links to sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from .. import policies, queries
from ..domain.answers import Answers
from ..domain.evaluation import worked_out
from ..domain.form import Form, Section
from ..domain.judge import judgement_of
from ..domain.progress import SectionProgress
from . import wording
from .blocks import Field, Page


def actor_in(request: HttpRequest) -> Actor:
    """Who asks, as the middleware found out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def entity_name(code: str) -> str:
    """The name of a State or organisation in the language of the page."""
    return entities.name(code, page_language())


@frozen
class Opened:
    """A reply opened by one of its own people: the row, its form, the draft."""

    row: queries.ReplyRow
    form: Form
    answers: Answers

    def page(self, *, required: bool = False, extra: Mapping[str, int] | None = None) -> Page:
        """Everything that pages show of it."""
        return page_of(self.form, self.answers, required=required, extra=extra)

    def section(self, name: str) -> Section:
        """A section by its name. NotHere for a name unknown."""
        found = next((section for section in self.form.sections if section.name == name), None)
        if found is None:
            raise NotHere
        return found


def opened(actor: Actor, reply_id: int) -> Opened:
    """The reply with its draft; NotHere for all but those who answer for its State, the secretariat included."""
    reply = policies.access_reply(actor, reply_id)
    if not policies.may_read_draft(actor, reply):
        raise NotHere
    row = queries.reply_row(actor, reply_id)
    return Opened(row, queries.form_of(row.version_id), queries.draft(actor, reply_id))


def page_of(form: Form, answers: Answers, *, required: bool = False, extra: Mapping[str, int] | None = None) -> Page:
    """Answers held against their form today, in the language of the page."""
    language, today = page_language(), now().date()
    evaluation = worked_out(form, answers, today, language)
    return Page(form, answers, judgement_of(evaluation), evaluation, language, required, extra or {})


@frozen
class Read:
    """A section to be read: its fields as they were answered, row by row."""

    section: Section
    fields: tuple[Field, ...]
    url: str = ""


def read_sections(page: Page, reply_id: int | None = None, *, all_questions: bool = False) -> tuple[Read, ...]:
    """The sections with the questions that apply (or all of them), for pages where nothing is typed."""
    return tuple(
        Read(
            section,
            tuple(one for one in page.fields(section) if all_questions or one.relevant),
            reverse("collection:section", args=[reply_id, section.name]) if reply_id else "",
        )
        for section in page.form.sections
    )


def task(reply_id: int, section: Section, progress: SectionProgress, *, linked: bool) -> dict[str, Any]:
    """A section as a row of the task list."""
    counts = {"answered": progress.answered, "asked": progress.asked}
    return {
        "number": section.number,
        "label": section.label.shown_in(page_language()).text,
        "url": reverse("collection:section", args=[reply_id, section.name]) if linked else "",
        "hint": _("%(answered)s of %(asked)s questions answered") % counts,
        "state": progress.state,
        "state_label": wording.section_state(progress.state),
    }
