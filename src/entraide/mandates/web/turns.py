"""History, taking back what was done in one turn, adding by hand what the reader missed, and what a paper quotes."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from attrs import evolve
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from entraide.documents import queries as documents
from entraide.kernel.problems import NotHere

from .. import actions, policies, queries, wording
from ..queries import cited, history, work
from .forms import NewMandate
from .labels import said_turn

SHOWN: Final = 200


def turn(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    """What was changed in one turn, and the button that takes it back."""
    found = history.turn(request.actor, turn_id)
    shown = evolve(found, lines=found.lines[:SHOWN])
    rows = work.chosen(request.actor, sorted({line.mandate for line in shown.lines}))
    said = said_turn(shown, history.names())
    lines = [(rows[line.mandate], line) for line in said.lines if line.mandate in rows]
    more = len(found.lines) - len(shown.lines)
    return render(request, "mandates/turn_page.html", {"said": said, "lines": lines, "more": more})


@require_POST
def undo(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    """Take it back, and return to where the person was."""
    found = history.turn(request.actor, turn_id)
    count = actions.undo(request.actor, turn_id)
    said = ngettext("%(count)s change has been undone.", "%(count)s changes have been undone.", count)
    messages.success(request, said % {"count": count})
    document = request.POST.get("document", "")
    if document.isascii() and document.isdecimal() and len(document) < 18:
        return redirect("mandates:inbox", int(document))
    first = {line.mandate for line in found.lines}
    return redirect("mandates:detail", first.pop()) if len(first) == 1 else redirect("mandates:turn", turn_id)


def add(request: HttpRequest, guid: UUID) -> HttpResponse:
    """Register what the reader missed in a paragraph."""
    if not policies.may_register(request.actor):
        raise NotHere
    where = documents.paragraph(request.actor, guid)
    form = NewMandate(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_mandate(request.actor, paragraph_guid=where.guid, **form.facts())
        messages.success(request, _("The recommendation is in the register."))
        return redirect("mandates:detail", made.pk)
    standing = queries.for_paragraph(request.actor, where.guid)
    return render(request, "mandates/add.html", {"where": where, "form": form, "standing": standing})


def quoted(request: HttpRequest, document_id: int) -> HttpResponse:
    """What the paper quotes from others: not in the register, but what cites it can be related to it."""
    if not policies.may_register(request.actor):
        raise NotHere
    document = documents.document(request.actor, document_id)
    rows = work.chosen(request.actor, work.numbered(request.actor, document_id))
    found = [
        {
            "row": one,
            "act": wording.act_label(one.act),
            "asked": "; ".join(text or wording.kind_label(kind) for kind, text in one.asked),
        }
        for one in cited.quoted(request.actor, document_id)
    ]
    return render(request, "mandates/quoted.html", {"document": document, "found": found, "mandates": rows.values()})
