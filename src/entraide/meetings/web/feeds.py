"""Sittings as iCalendar, for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language, as_language
from entraide.meetings import policies, queries
from entraide.meetings.domain.agenda import printed_label
from entraide.meetings.domain.calendar import Event, written
from entraide.meetings.domain.sentences import under_items, worded
from entraide.meetings.queries import AgendaRow, MeetingRow, SittingRow


def everything(request: HttpRequest) -> HttpResponse:
    """The sittings of all meetings; `?language=fr` chooses the language."""
    language = _language(request)
    sittings: dict[int, list[SittingRow]] = {}
    for row in queries.sittings():
        sittings.setdefault(row.meeting, []).append(row)
    agendas = queries.agendas()
    events = [
        event
        for one in queries.meetings()
        for event in _events(one, sittings.get(one.id, []), agendas.get(one.id, ()), language)
    ]
    return _answer(events, f"{settings.SITE_NAME}: {worded('calendar', language)}", language, "meetings")


def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The sittings of one meeting."""
    policies.access_meeting(request.actor, meeting_id)
    row, language = queries.meeting(meeting_id), _language(request)
    events = _events(row, queries.sittings(meeting_id), queries.agenda(meeting_id), language)
    return _answer(events, _name(row, language), language, f"meeting-{meeting_id}")


def _language(request: HttpRequest) -> Language:
    return as_language(request.GET.get("language", ""), page_language())


def _answer(events: Iterable[Event], name: str, language: Language, file: str) -> HttpResponse:
    response = HttpResponse(written(events, name, language), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}.{language}.ics"'
    response["Content-Language"] = language
    return response


def _name(row: MeetingRow, language: Language) -> str:
    return (row.title or row.body.name).shown_in(language).text or row.body.code


def _events(
    row: MeetingRow, sittings: Iterable[SittingRow], agenda: tuple[AgendaRow, ...], language: Language
) -> list[Event]:
    """Its sittings, or the whole meeting while its programme is not known."""
    own = [_sitting(row, sitting, agenda, language) for sitting in sittings]
    return own or [
        Event(
            uid=f"meeting-{row.id}@{_host()}", starts=row.starts_on, ends=row.ends_on, summary=_name(row, language),
            changed_at=row.changed_at, sequence=row.sequence, place=row.place.shown_in(language).text, url=_address(row),
        )
    ]  # fmt: skip


def _sitting(row: MeetingRow, sitting: SittingRow, agenda: tuple[AgendaRow, ...], language: Language) -> Event:
    place = (sitting.room, row.place.shown_in(language).text)
    taken = [item for item in agenda if item.label in sitting.agenda_items]
    lines = [f"{printed_label(item.label, language)} {item.title.shown_in(language).text}".strip() for item in taken]
    named = [_name(row, language), worded("sitting", language, str(sitting.number))]
    return Event(
        uid=f"{sitting.uid}@{_host()}", starts=sitting.starts_at, ends=sitting.ends_at,
        summary=", ".join(part for part in (*named, under_items(sitting.agenda_items, language)) if part),
        changed_at=sitting.changed_at, sequence=sitting.sequence, place=", ".join(part for part in place if part),
        description="\n".join(lines), url=_address(row), cancelled=sitting.cancelled,
    )  # fmt: skip


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "entraide"


def _address(row: MeetingRow) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("meetings:detail", args=[row.id])
