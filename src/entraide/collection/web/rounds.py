"""Pages of the secretariat about rounds: the list, opening one, the response board, inviting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from entraide.directory import queries as directory
from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.directory.wording import function_label
from entraide.documents import queries as documents
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor, Power
from entraide.kernel.clock import now
from entraide.kernel.problems import NotHere, Problem, Refused
from entraide.reference.domain import entities

from .. import actions, policies, queries
from ..domain.progress import SectionProgress
from . import wording
from .forms import Opening
from .showing import actor_in, entity_name

FUNCTION = "cultural_property"
MARKS = {"complete": "done", "in_progress": "part", "stop": "stop", "not_started": "none"}


def secretariat(request: HttpRequest) -> Actor:
    """The person, when they are of the secretariat; to others there is no such page."""
    actor = actor_in(request)
    if not policies.may_manage_rounds(actor):
        raise NotHere
    return actor


def listing(request: HttpRequest) -> HttpResponse:
    """Every round."""
    rows = [
        {"row": row, "state": wording.round_state(row.state), "late": row.open and row.deadline < now().date()}
        for row in queries.rounds(secretariat(request))
    ]
    return render(request, "collection/rounds.html", {"rows": rows})


def opening(request: HttpRequest) -> HttpResponse:
    """Open a round for the paragraphs named in the address."""
    actor = secretariat(request)
    guids = request.POST.getlist("paragraph") or request.GET.getlist("paragraph")
    paragraphs = [documents.paragraph(actor, guid) for guid in guids]
    rows = queries.questionnaire_versions(actor)
    choices = [(row.version_id, f"{row.title.shown_in(page_language()).text} ({row.version})") for row in rows]
    form = Opening(request.POST or None, versions=choices, language=page_language())
    problems: tuple[Problem, ...] = () if paragraphs else (Problem("COL-318"),)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("collection:invite", _opened(actor, form, guids).pk)
        except Refused as refusal:
            problems = refusal.problems
    context = {"form": form, "paragraphs": paragraphs, "problems": problems, "questionnaires": rows}
    return render(request, "collection/open.html", context, status=422 if request.method == "POST" else 200)


def _opened(actor: Actor, form: Opening, guids: list[str]) -> Any:
    data = form.cleaned_data
    return actions.open_round(
        actor, code=data["code"], version_id=data["version"], paragraph_guids=guids, title=form.title(),
        deadline=data["deadline"], note_verbale=data["note_verbale"],
    )  # fmt: skip


def detail(request: HttpRequest, round_id: int) -> HttpResponse:
    """The response board; those who were asked are led to their own reply."""
    actor = actor_in(request)
    row = queries.round_row(actor, round_id)
    if not actor.staff:
        return redirect("collection:reply", next(one.id for one in queries.replies_of(actor) if one.round_id == row.id))
    form = queries.form_of(row.version_id)
    board = queries.board(actor, round_id, page_language())
    context = {
        "row": row,
        "state": wording.round_state(row.state),
        "counts": [(wording.reply_state(state), count) for state, count in row.counts.items()],
        "sections": form.sections,
        "board": [_board_row(one, [section.name for section in form.sections]) for one in board],
        "paragraphs": documents.paragraphs(actor, row.paragraphs),
    }
    return render(request, "collection/round.html", context)


def _board_row(row: queries.BoardRow, sections: list[str]) -> dict[str, Any]:
    return {
        "row": row,
        "entity": entity_name(row.entity),
        "state": wording.reply_state(row.state),
        "colour": wording.reply_colour(row.state),
        "cells": [_cell(row.progress.section(name)) for name in sections],
    }


def _cell(section: SectionProgress) -> dict[str, Any]:
    return {"section": section, "mark": MARKS[section.state], "label": wording.section_state(section.state)}


def inviting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose among the contact points that the directory holds."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    function = _function(request.GET.get("function", FUNCTION))
    taken = {one.entity for one in queries.invited(actor, round_id)}
    contacts = directory.contacts_for(actor, function)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        chosen = [one for one in contacts if one.key in request.POST.getlist("contact")]
        try:
            made = actions.invite(actor, policies.access_round(actor, round_id), chosen)
            sentence = ngettext(
                "%(count)s invitation has been sent.", "%(count)s invitations have been sent.", len(made)
            )
            messages.success(request, sentence % {"count": len(made)})
            return redirect("collection:round", round_id)
        except Refused as refusal:
            problems = refusal.problems
    choices = [_choice(actor, one) for one in contacts if one.entity not in taken]
    context = {"row": row, "contacts": choices, "problems": problems, "function": function, "taken": len(taken)}
    context["functions"] = _functions()
    return render(request, "collection/invite.html", context, status=422 if problems else 200)


def _function(given: str) -> str:
    """What the directory knows by this name, "" for anything; a name it does not know is passed over."""
    return given if given in FUNCTIONS or not given else FUNCTION


def _functions() -> list[tuple[str, str]]:
    return [("", _("anything")), *((code, function_label(code)) for code in FUNCTIONS)]


def _choice(actor: Actor, contact: directory.ContactRow) -> dict[str, Any]:
    """Persons are named only to whoever may see persons; whom a letter goes to need not be known to send it."""
    shown = not contact.person or actor.wields(Power.RESTRICTED_CONTACTS)
    return {"entity": entities.name(contact.entity, page_language()), "contact": contact, "shown": shown}


@require_POST
def again(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Send the personal link again."""
    actor = secretariat(request)
    reply = policies.access_reply(actor, reply_id)
    actions.send_again(actor, reply)
    messages.success(request, _("The link has been sent again."))
    return redirect("collection:round", reply.round_id)
