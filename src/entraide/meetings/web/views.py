"""Reading what is recorded of meetings. Meetings are public."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.meetings import policies, queries
from entraide.meetings.domain import speaking
from entraide.meetings.domain.agenda import printed_items, printed_label
from entraide.meetings.domain.vocabulary import CAPACITIES, SPEAKING
from entraide.meetings.queries import AttendanceRow, BodyRow, MeetingRow, SittingRow, StatementRow

from .wording import act_label, capacity_label, entity_name, role_label, speaking_label


def listing(request: HttpRequest) -> HttpResponse:
    """Meetings of every body or of one: what is to come first, then what was."""
    bodies, wanted = queries.bodies(), request.GET.get("body", "")
    chosen = next((row for row in bodies if str(row.id) == wanted), None)
    context = {
        **_by_time(queries.meetings(chosen.id if chosen else None)),
        "bodies": bodies,
        "chosen": chosen,
        "may_record": bool(policies.may_record(request.actor)),
    }
    return render(request, "meetings/list.html", context)


def _by_time(rows: tuple[MeetingRow, ...]) -> dict[str, Any]:
    today = clock.now().date()
    coming = [row for row in reversed(rows) if row.ends_on >= today]
    return {"coming": coming, "past": [row for row in rows if row.ends_on < today]}


def body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A body: what it is to do, what it stands under, when it met."""
    policies.access_body(request.actor, body_id)
    row = queries.body(body_id)
    context = {
        "row": row,
        "act": act_label(row.act_kind, row.act_label),
        "parent": queries.body(row.parent) if row.parent else None,
        "children": [other for other in queries.bodies() if other.parent == body_id],
        **_by_time(queries.meetings(body_id)),
        "may_record": bool(policies.may_record(request.actor)),
    }
    return render(request, "meetings/body.html", context)


def detail(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting: when and where, its programme, agenda and officers, who spoke, who was represented."""
    policies.access_meeting(request.actor, meeting_id)
    row = queries.meeting(meeting_id)
    statements = queries.statements(meeting_id)
    context = {
        "row": row,
        "days": days(queries.sittings(meeting_id)),
        "agenda": [(printed_label(item.label, page_language()), item) for item in queries.agenda(meeting_id)],
        "officers": [
            {"role": role_label(one.role), "name": one.name, "entity": entity_name(one.entity)}
            for one in queries.officers(meeting_id)
        ],
        "speakers": spoken(row, statements),
        "statements": len(statements),
        "attendance": represented(row, queries.attendance(request.actor, meeting_id)),
        "may_record": bool(policies.may_record(request.actor)),
    }
    return render(request, "meetings/detail.html", context)


def days(rows: tuple[SittingRow, ...]) -> list[dict[str, Any]]:
    """The programme by day, by the clock of the place."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        items = printed_items(row.agenda_items, page_language())
        shown = {"row": row, "starts": f"{row.local_start:%H:%M}", "ends": f"{row.local_end:%H:%M}", "items": items}
        found.setdefault(row.local_start.date(), []).append(shown)
    return [{"day": day, "sittings": sittings} for day, sittings in found.items()]


def spoken(row: MeetingRow, statements: tuple[StatementRow, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Who spoke, in three lists with their headings, in the order of the language of the page."""
    found = speaking.speakers((one.spoke for one in statements), page_language(), row.starts_on)
    lists = dict(zip(SPEAKING, (found.states, found.groups, found.organisations), strict=True))
    return [(speaking_label(kind), names) for kind, names in lists.items() if names]


def represented(row: MeetingRow, rows: tuple[AttendanceRow, ...]) -> list[dict[str, Any]]:
    """Who was represented, by capacity, in the order of the language of the page."""
    found = speaking.attended((one.attended for one in rows), page_language(), row.starts_on)
    return [
        {
            "label": capacity_label(kind),
            "names": found[kind],
            "delegates": sum(one.delegates or 0 for one in rows if one.attended.capacity == kind),
        }
        for kind in CAPACITIES
        if kind in found
    ]


def title_of(row: MeetingRow | BodyRow) -> str:
    """What a page calls it."""
    name = row.title or row.body.name if isinstance(row, MeetingRow) else row.name
    return name.shown_in(page_language()).text or (row.code if isinstance(row, BodyRow) else row.body.code)
