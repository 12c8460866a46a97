"""The response board of a round: State by section, narrowed and ordered as asked for, as a page and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entraide.documents import queries as documents
from entraide.foundation.ui.wording import day, number, page_language
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.problems import NotHere

from .. import queries
from ..domain.board import Choice, Line
from ..domain.form import Form
from ..domain.life import REPLY
from ..domain.outstanding import Outstanding
from ..domain.progress import SectionProgress
from . import round_wording, wording
from .round_files import csv_file, xlsx_file
from .round_forms import BoardFilter
from .round_showing import changes_shown
from .rounds import secretariat
from .showing import actor_in

MARKS = {"complete": "done", "in_progress": "part", "stop": "stop", "not_started": "none"}
SIGNS = {"complete": "✓", "in_progress": "…", "stop": "!", "not_started": ""}
"""Read without colour."""


def detail(request: HttpRequest, round_id: int) -> HttpResponse:
    """The response board; those who were asked are led to their own reply."""
    actor = actor_in(request)
    row = queries.round_row(actor, round_id)
    if not actor.staff:
        return redirect("collection:reply", next(one.id for one in queries.replies_of(actor) if one.round_id == row.id))
    form, filters = queries.form_of(row.version_id), _filters(request)
    board = queries.full_board(actor, round_id, page_language())
    chosen = _choice(filters).of(board)
    context = {
        "row": row, "state": wording.round_state(row.state), "window": round_wording.window(row.window),
        "counts": [(wording.reply_state(state), count) for state, count in row.counts.items()],
        "sections": form.sections, "filters": filters, "query": request.GET.urlencode(), "all": len(board),
        "shown": len(chosen), "body": _body(chosen, form, row.state != "closed"), "late": sum(line.late for line in board),
        "paragraphs": documents.paragraphs(actor, row.paragraphs), "changes": changes_shown(queries.round_changes(actor, round_id)),
        "inviting": queries.last_inviting(actor, round_id),
        "terms": {
            "audience": round_wording.audience(row.terms.audience), "reminders": round_wording.reminders(row.terms.reminders)
        },
    }  # fmt: skip
    return render(request, "collection/round.html", context)


def _filters(request: HttpRequest) -> BoardFilter:
    return BoardFilter(request.GET, [(state, wording.reply_state(state)) for state in REPLY.states])


def _choice(form: BoardFilter) -> Choice:
    given = form.chosen()
    return Choice(given["state"], given["group"], given["language"], given["owing"], given["q"], given["sort"] or "name")


def _body(lines: Iterable[Line], form: Form, taking: bool) -> SafeString:
    """The rows, made as text at once: some thousand cells are too many for templates, and few of them differ."""
    made = _Made(tuple(section.name for section in form.sections), _("Send again") if taking else "")
    return SafeString("\n".join(made.row(line) for line in lines))


def _count(value: int) -> str:
    """Small numbers are written alike in all six languages."""
    return str(value) if value < 1000 else number(value)


@define
class _Made:
    """What a row is put together from; pieces that come again are made once."""

    sections: tuple[str, ...]
    again: str
    cells: dict[tuple[str, int, int], str] = field(factory=dict)
    pieces: dict[object, str] = field(factory=dict)
    reply: str = field(factory=lambda: reverse("collection:reply", args=[0]))
    send: str = field(factory=lambda: reverse("collection:send_again", args=[0]))

    def row(self, line: Line) -> str:
        """One State."""
        name, place = escape(line.name), f"/{line.reply_id}/"
        cells = "".join([self.cell(line.progress.section(section)) for section in self.sections])
        counts = "".join([f"<td>{_count(one)}</td>" for one in (line.owed.clarifications, line.delegated, line.reminders)])
        button = (
            f'<button class="e-plain-button" type="submit" formaction="{self.send.replace("/0/", place)}" '
            f'aria-label="{escape(self.again)}: {name}">{escape(self.again)}</button>'
            if self.again
            else ""
        )
        return (
            f'<tr><th scope="row"><a class="govuk-link" href="{self.reply.replace("/0/", place)}"><bdi>{name}</bdi></a><br>'
            f'<small class="e-quiet" lang="{line.language}">{OWN_NAMES[as_language(line.language)]}</small></th>'
            f"<td>{self.once(line.state, _tag)} <small>{escape(' · '.join(marks_of(line)))}</small></td>"
            f'<td><bdi dir="ltr">{escape(line.note_verbale)}</bdi></td>{cells}<td>{self.once(line.owed, _owed)}</td>{counts}'
            f'<td title="{line.last:%Y-%m-%d %H:%M} UTC">{self.once(line.last.date(), day)}</td><td>{button}</td></tr>'
        )

    def once(self, key: Any, make: Callable[[Any], str]) -> str:
        """A piece by what it is made of."""
        if key not in self.pieces:
            self.pieces[key] = conditional_escape(make(key))
        return self.pieces[key]

    def cell(self, section: SectionProgress) -> str:
        """Answered of asked, with a sign that reads without colour."""
        key = (section.state, section.answered, section.asked)
        if key not in self.cells:
            label = wording.section_state(section.state)
            counts = f"{_count(section.answered)}/{_count(section.asked)}"
            self.cells[key] = format_html(
                '<td><span class="e-cell e-cell--{}" role="img" aria-label="{} {}" title="{}">{} {}</span></td>',
                MARKS[section.state], counts, label, label, SIGNS[section.state], counts,
            )  # fmt: skip
        return self.cells[key]


def _tag(state: str) -> SafeString:
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', wording.reply_colour(state), wording.reply_state(state)
    )


def _owed(owed: Outstanding) -> str:
    return round_wording.owed(owed) if owed else "–"


def marks_of(line: Line) -> Iterator[str]:
    """What is to be said of a reply beside its state."""
    if line.versions > 1:
        yield _("version %(number)s") % {"number": number(line.versions)}
    if line.late:
        yield _("late")
    if line.admitted:
        yield _("let in late")
    if line.on_behalf:
        yield _("entered on its behalf")
    if line.snoozed:
        yield _("reminders put off")


def export(request: HttpRequest, round_id: int, form: str) -> HttpResponse:
    """The board as it is shown, as CSV or as a workbook: codes for programs, words for people."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    lines = _choice(_filters(request)).of(queries.full_board(actor, round_id, page_language()))
    rows = list(_table(lines, queries.form_of(row.version_id)))
    write = {"csv": csv_file, "xlsx": xlsx_file}.get(form)
    if write is None:
        raise NotHere
    return write(rows, f"{row.code}-board.{form}")


def _table(lines: Iterable[Line], form: Form) -> Iterator[list[str | int]]:
    yield [
        _("code"), _("State or organization"), _("Regional group"), _("Language"), _("State of the reply"), _("Note verbale"),
        _("Versions"), _("Late"), _("Entered on its behalf"), _("Withdrawn"),
        *(words % {"section": one.number} for one in form.sections for words in (_("%(section)s: answered"), _("%(section)s: asked"))),
        _("Outstanding"), _("Open clarifications"), _("Delegated sections"), _("Reminders sent"), _("Invited"), _("Last activity"),
    ]  # fmt: skip
    for line in lines:
        counted = [line.progress.section(section.name) for section in form.sections]
        yield [
            line.entity, line.name, line.group, line.language, line.state, line.note_verbale, line.versions, int(line.late),
            int(line.on_behalf), int(line.withdrawn), *(count for one in counted for count in (one.answered, one.asked)),
            round_wording.owed(line.owed) if line.owed else "", line.owed.clarifications, line.delegated, line.reminders,
            line.invited_at.isoformat(timespec="minutes"), line.last.isoformat(timespec="minutes"),
        ]  # fmt: skip
