"""The papers of a meeting by agenda item, and what its report says of it, made from what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.documents import queries
from entraide.documents.domain import announcing
from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import MEDIA_TYPES, SUFFIXES, write, write_fragment
from entraide.documents.queries import DocumentRow
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import ANONYMOUS
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language, as_language, is_language
from entraide.kernel.problems import NotHere
from entraide.meetings import policies as doors
from entraide.meetings import queries as meetings
from entraide.meetings.domain.agenda import printed_items, printed_label

FORMATS = ("html", "pdf", "docx", "akn")


def papers(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The agenda with the documents under each item; a document under several items stands under each of them."""
    doors.access_meeting(request.actor, meeting_id)
    rows = queries.documents(request.actor, meeting=meeting_id)
    context = {
        "meeting": meetings.meeting(meeting_id),
        "groups": _by_item(meetings.agenda(meeting_id), rows),
        "count": len(rows),
        "languages": LANGUAGES,
        "may_record": bool(doors.may_record(request.actor)),
    }
    return render(request, "documents/meeting_papers.html", context)


def _by_item(agenda: Iterable[meetings.AgendaRow], rows: tuple[DocumentRow, ...]) -> list[dict[str, Any]]:
    """Items in the order of the agenda, those that documents alone name, what the meeting issued, what has no item."""
    language = page_language()
    items = list(agenda)
    named = {item.label for item in items}
    strange = dict.fromkeys(label for row in rows for label in row.agenda_items if label not in named)
    places = [*((item.label, item.title) for item in items), *((label, None) for label in strange)]
    groups = [
        {
            "label": printed_label(label, language),
            "title": title,
            "documents": [_shown(row, language) for row in rows if label in row.agenda_items],
        }
        for label, title in places
    ]
    issued = [row for row in rows if not row.agenda_items and row.kind != "working_paper"]
    without = [row for row in rows if not row.agenda_items and row.kind == "working_paper"]
    rest = [(_("Issued by the meeting"), issued), (_("Under no item"), without)]
    return [
        *groups,
        *({"heading": heading, "documents": [_shown(row, language) for row in some]} for heading, some in rest if some),
    ]


def _shown(row: DocumentRow, language: Language) -> dict[str, Any]:
    return {"row": row, "items": printed_items(row.agenda_items, language)}


def texts(request: HttpRequest, meeting_id: int, language: str) -> HttpResponse:
    """The list of documents, the statements and the attendance as a report in `language` prints them."""
    tree = _tree(request, meeting_id, language)
    hidden = [row for row in queries.documents(request.actor, meeting=meeting_id) if row.audience != Audience.PUBLIC]
    context = {
        "meeting": meetings.meeting(meeting_id),
        "language": language,
        "languages": LANGUAGES,
        "formats": FORMATS,
        "text": _preview(tree) if tree.sections or tree.annexes else "",
        "hidden": len(hidden),
    }
    return render(request, "documents/meeting_texts.html", context)


def _preview(tree: Tree) -> SafeString:
    """Without its masthead: the page has a title of its own."""
    before, _header, after = write_fragment(tree).partition("</header>")
    return mark_safe(before.partition("<header")[0] + after)  # noqa: S308 - escaped by the writer


def download(request: HttpRequest, meeting_id: int, language: str, form: str) -> HttpResponse:
    """The same as a file."""
    tree = _tree(request, meeting_id, language)
    chosen = next((known for known in FORMATS if known == form), None)
    if chosen is None:
        raise NotHere
    response = HttpResponse(write(tree, chosen), content_type=MEDIA_TYPES[chosen])
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting_id}.{language}{SUFFIXES[chosen]}"'
    return response


def _tree(request: HttpRequest, meeting_id: int, language: str) -> Tree:
    doors.access_meeting(request.actor, meeting_id)
    if not is_language(language):
        raise NotHere
    return announcing.paper(_said(meeting_id), as_language(language))


def _said(meeting_id: int) -> announcing.Said:
    """What everybody may know, whoever asks: a report is public, so is what is taken over into it."""
    row = meetings.meeting(meeting_id)
    rows = queries.documents(ANONYMOUS, meeting=meeting_id)
    return announcing.Said(
        on=row.starts_on,
        title=row.title or row.body.name,
        body=row.body.name,
        session=row.session,
        documents=tuple(
            announcing.Announced(one.symbols, one.agenda_items, one.title)
            for one in rows
            if one.symbols and (one.agenda_items or one.kind == "working_paper")
        ),
        spoke=tuple(one.spoke for one in meetings.statements(meeting_id)),
        attended=tuple(one.attended for one in meetings.attendance(ANONYMOUS, meeting_id)),
    )
