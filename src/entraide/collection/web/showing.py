"""What several pages of the room share: the page's language, a reply with its form, links to sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby

from attrs import evolve, field, frozen
from django.http import HttpRequest
from django.urls import reverse

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import policies, queries
from ..domain.answers import Answers, Cell
from ..domain.delegation import EVERYTHING, Reach
from ..domain.evaluation import worked_out
from ..domain.findings import Found, findings
from ..domain.form import Form, Section
from ..domain.judge import Judgement, judgement_of
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
    """A reply opened by one of its own people: the row, its form, the whole draft, and which sections are theirs."""

    row: queries.ReplyRow
    form: Form
    answers: Answers
    reach: Reach = EVERYTHING
    last: Answers = field(factory=Answers)

    def page(self, *, required: bool = False, extra: Mapping[str, int] | None = None) -> Page:
        """Everything that pages show of it, with what is remarkable."""
        page = page_of(self.form, self.answers, required=required, extra=extra)
        found = self._found(self.answers, page.judgement, required)
        if not self.reach.whole:
            # A finding may quote figures of others: only what the person's own sections say by themselves is told.
            own = self._found(self.reach.answers(self.form, self.answers), self._own(page.judgement), required)
            found = tuple(one for one in found if one in own)
        remarks = {path: tuple(rows) for path, rows in groupby(found, key=lambda one: one.path)}
        return evolve(page, reach=self.reach, last=self.last, remarks=remarks)

    def _found(self, answers: Answers, judgement: Judgement, signing: bool) -> tuple[Found, ...]:
        return findings(self.form, answers, judgement, now().date(), self.last, signing=signing)

    def _own(self, judgement: Judgement) -> Judgement:
        relevant = frozenset(path for path in judgement.relevant if self.reach.has(self.form.section_of(path)))
        return evolve(judgement, values=self.reach.values(self.form, judgement.values), relevant=relevant)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are this person's."""
        return self.reach.of(self.form)

    def section(self, name: str) -> Section:
        """A section by its name. NotHere for a name unknown and for a section in others' hands."""
        found = next((section for section in self.sections if section.name == name), None)
        if found is None:
            raise NotHere
        return found


def opened(actor: Actor, reply_id: int) -> Opened:
    """The reply with its draft; NotHere for all but those who answer for its State, the secretariat included."""
    reply = policies.access_reply(actor, reply_id)
    if not policies.may_read_draft(actor, reply):
        raise NotHere
    row = queries.reply_row(actor, reply_id)
    form = queries.form_of(row.version_id)
    return Opened(
        row,
        form,
        queries.whole_draft(actor, reply_id),
        policies.reach_in(actor, reply),
        queries.carried(actor, reply_id),
    )


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
    totals: tuple[tuple[Text, str], ...] = ()
    """What the form itself calculated in this section: its label and how it reads."""
    cleared: datetime | None = None


def read_sections(page: Page, reply_id: int | None = None, *, all_questions: bool = False) -> tuple[Read, ...]:
    """The sections with the questions that apply (or all of them), for pages where nothing is typed."""
    return tuple(
        Read(
            section,
            tuple(one for one in page.fields(section) if all_questions or one.relevant),
            reverse("collection:section", args=[reply_id, section.name]) if reply_id else "",
            tuple(_totals(page, section)),
        )
        for section in page.reach.of(page.form)
    )


def _totals(page: Page, section: Section) -> Iterator[tuple[Text, str]]:
    values = page.reach.values(page.form, page.judgement.values)
    for question in section.questions():
        if question.calculation is not None and question.label and not question.repeat and values.get(question.path):
            yield question.label, wording.answer(question, Cell(values[question.path]), page.language)
