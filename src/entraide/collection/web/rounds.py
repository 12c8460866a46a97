"""Pages of the secretariat about rounds: the list, opening one, changing its terms, sending a link again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.documents import queries as documents
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from . import wording
from .round_forms import Changing, Opening, initial_of
from .showing import actor_in


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
    form = Opening(request.POST or None, versions=choices, rounds=_others(actor), language=page_language())
    problems: tuple[Problem, ...] = () if paragraphs else (Problem("COL-318"),)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("collection:invite", _opened(actor, form, guids).pk)
        except Refused as refusal:
            problems = refusal.problems
    context = {"form": form, "paragraphs": paragraphs, "problems": problems, "questionnaires": rows}
    return render(request, "collection/open.html", context, status=422 if request.method == "POST" else 200)


def _others(actor: Actor, own: int = 0) -> Iterable[tuple[int, str]]:
    """The other rounds, to choose the one before among them."""
    for row in queries.rounds(actor):
        if row.id != own:
            yield row.id, f"{row.title.shown_in(page_language()).text} ({row.code})"


def _opened(actor: Actor, form: Opening, guids: list[str]) -> Any:
    data, terms = form.cleaned_data, form.terms()
    return actions.open_round(
        actor, code=data["code"], version_id=data["version"], paragraph_guids=guids, title=terms.title,
        deadline=terms.deadline, terms=terms,
    )  # fmt: skip


def change(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change the terms of a round, with a reason; those who still owe a reply are told of another deadline."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    form = Changing(
        request.POST or None, initial=initial_of(row.terms), prepared=row.state == "prepared", original=row.terms.title,
        rounds=_others(actor, round_id), language=page_language(),
    )  # fmt: skip
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.change_round(
                actor, policies.access_round(actor, round_id), form.terms(), form.cleaned_data["reason"]
            )
            told = made.kind == "extended" and row.state == "open"
            messages.success(request, _("Changed; those who still owe a reply are told.") if told else _("Changed."))
            return redirect("collection:round", round_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {"row": row, "form": form, "problems": problems}
    return render(request, "collection/change_round.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def again(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Send the personal link again."""
    actor = secretariat(request)
    reply = policies.access_reply(actor, reply_id)
    actions.send_again(actor, reply)
    messages.success(request, _("The link has been sent again."))
    return redirect("collection:round", reply.round_id)
