"""The five parts of a meeting that the secretariat keeps, each with its rows, its form and its actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen
from django import forms
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import day, page_language
from entraide.kernel.actor import Actor
from entraide.meetings import actions, policies, queries
from entraide.meetings.domain import speaking
from entraide.meetings.domain.agenda import printed_label
from entraide.meetings.domain.sentences import under_items

from .people_forms import AttendanceForm, OfficerForm, StatementForm
from .programme_forms import ItemForm, SittingForm
from .wording import capacity_label, entity_name, role_label


@frozen
class Shown:
    """A row as the page lists it: what it is, what more is known of it."""

    id: int
    name: str
    more: str = ""
    cancelled: bool = False


@frozen
class Part:
    """How one part is shown and written. `kind` names the door in `policies.access_row_to_record`."""

    kind: policies.Kind
    heading: Callable[[], str]
    add_heading: Callable[[], str]
    rows: Callable[[Actor, int], list[Shown]]
    form: Callable[[int, Any], forms.Form]
    add: Callable[[Actor, Any, Any], Any]
    remove: Callable[[Actor, Any], None]


def _sittings(actor: Actor, meeting_id: int) -> list[Shown]:
    language = page_language()
    found = []
    for row in queries.sittings(meeting_id):
        hours = f"{day(row.local_start)}, {row.local_start:%H:%M}–{row.local_end:%H:%M} {row.zone}"
        more = _joined(hours, row.room, under_items(row.agenda_items, language))
        found.append(Shown(row.id, _("Sitting %(number)s") % {"number": row.number}, more, row.cancelled))
    return found


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _sitting_form(meeting_id: int, data: Any) -> SittingForm:
    agenda, sittings = queries.agenda(meeting_id), queries.sittings(meeting_id)
    return SittingForm(agenda, sittings, queries.meeting(meeting_id), data=data)


def _agenda(actor: Actor, meeting_id: int) -> list[Shown]:
    language = page_language()
    return [
        Shown(item.id, printed_label(item.label, language), item.title.shown_in(language).text)
        for item in queries.agenda(meeting_id)
    ]


def _officers(actor: Actor, meeting_id: int) -> list[Shown]:
    return [
        Shown(row.id, row.name, _joined(role_label(row.role), entity_name(row.entity)))
        for row in queries.officers(meeting_id)
    ]


def _attendance(actor: Actor, meeting_id: int) -> list[Shown]:
    found = []
    for row in queries.attendance(actor, meeting_id):
        count = _("%(number)s delegates") % {"number": row.delegates} if row.delegates is not None else ""
        who = entity_name(row.attended.entity) or row.attended.printed
        found.append(Shown(row.id, who, _joined(capacity_label(row.attended.capacity), count)))
    return found


def _statements(actor: Actor, meeting_id: int) -> list[Shown]:
    language = page_language()
    found = []
    for row in queries.statements(meeting_id):
        behalf = speaking.group_name(row.spoke, language) if row.spoke.capacity == "group" else ""
        sitting = _("Sitting %(number)s") % {"number": row.sitting} if row.sitting else ""
        more = _joined(behalf, sitting, under_items(row.agenda_items, language))
        found.append(Shown(row.id, entity_name(row.entity) or row.printed or behalf, more))
    return found


def _statement_form(meeting_id: int, data: Any) -> StatementForm:
    return StatementForm(queries.agenda(meeting_id), queries.sittings(meeting_id), data)


def _add_statements(actor: Actor, meeting: Any, form: StatementForm) -> int:
    chosen = form.cleaned_data["sitting"]
    sitting = policies.access_sitting_to_record(actor, meeting.pk, int(chosen)) if chosen else None
    return actions.add_statements(actor, meeting, sitting=sitting, **form.facts())


PARTS: Mapping[str, Part] = {
    "programme": Part(
        "sitting", lambda: _("Programme"), lambda: _("Add a sitting"), _sittings, _sitting_form,
        lambda actor, meeting, form: actions.record_sitting(actor, meeting, **form.facts()), actions.remove_sitting,
    ),
    "agenda": Part(
        "item", lambda: _("Agenda"), lambda: _("Add an item"), _agenda, lambda _id, data: ItemForm(None, data),
        lambda actor, meeting, form: actions.add_item(actor, meeting, **form.facts()), actions.remove_item,
    ),
    "officers": Part(
        "officer", lambda: _("Officers"), lambda: _("Add an officer"), _officers, lambda _id, data: OfficerForm(data),
        lambda actor, meeting, form: actions.add_officer(actor, meeting, **form.cleaned_data), actions.remove_officer,
    ),
    "attendance": Part(
        "attendance", lambda: _("Attendance"), lambda: _("Add delegations"), _attendance,
        lambda _id, data: AttendanceForm(data),
        lambda actor, meeting, form: actions.record_attendance(actor, meeting, **form.facts()), actions.remove_attendance,
    ),
    "statements": Part(
        "statement", lambda: _("Statements"), lambda: _("Add statements"), _statements, _statement_form, _add_statements,
        actions.remove_statement,
    ),
}  # fmt: skip
