"""The page of a paragraph: its text, who must do what by it, what was asked of States, what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.collection import policies as collecting
from entraide.collection import queries as collection
from entraide.documents import queries as documents
from entraide.mandates import queries as mandates


def paragraph(request: HttpRequest, guid: UUID) -> HttpResponse:
    """Everything that hangs on one paragraph, as far as this person may see it."""
    actor = request.actor
    row = documents.paragraph(actor, guid)
    context = {
        "row": row,
        "mandates": mandates.for_paragraph(actor, guid),
        "rounds": collection.rounds_for_paragraph(actor, guid),
        "may_open_round": bool(collecting.may_manage_rounds(actor)),
        "siblings": [other for other in documents.paragraphs_of(actor, row.document) if other.number == row.number],
    }
    return render(request, "portal/paragraph.html", context)
