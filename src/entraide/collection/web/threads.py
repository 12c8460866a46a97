"""Clarifications: asked from the page of a version or of a section, answered at the place or on a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.problems import Problem, Refused

from .. import actions, policies, queries
from ..domain.answers import Cell
from ..domain.clarifying import KINDS
from . import thread_wording
from .blocks import Field, html_id
from .posted import cells_in, started
from .review_forms import Asking, Speaking
from .showing import actor_in, entity_name, opened


@never_cache
def asking(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Every clarification of a reply that this person sees, and the form to ask about a place named in the address."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    form = queries.form_of(row.version_id)
    path, section = request.GET.get("path", ""), request.GET.get("section", "")
    kinds = _kinds(actor, reply_id, section)
    places = [] if path or not kinds else thread_wording.places(form, _seen(actor, reply_id))
    initial = {"kind": kinds[0][0] if kinds else "", "place": f"section:{section}" if section else ""}
    asked = Asking(request.POST or None, kinds=kinds, places=places, initial=initial)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and asked.is_valid():
        try:
            return _asked(request, reply_id, asked, path, section)
        except Refused as refusal:
            problems = refusal.problems
    context = {
        "row": row, "entity": entity_name(row.entity), "form": asked, "problems": problems, "may_ask": bool(kinds),
        "place": thread_wording.place(form, path, section), "named": bool(path or section or "ask" in request.GET),
        "threads": [thread_wording.shown_thread(form, one) for one in queries.threads(actor, reply_id)],
    }  # fmt: skip
    return render(request, "collection/threads/all.html", context, status=422 if request.method == "POST" else 200)


def _kinds(actor: Actor, reply_id: int, section: str) -> list[tuple[str, str]]:
    reply = policies.access_reply(actor, reply_id)
    allowed = [kind for kind in KINDS if policies.may_open_thread(actor, reply, kind, section)]
    return [(kind, thread_wording.thread_kind(kind)) for kind in allowed]


def _seen(actor: Actor, reply_id: int) -> Callable[[str], bool]:
    """Which sections this person may ask about."""
    reply = policies.access_reply(actor, reply_id)
    return lambda section: actor.staff or policies.sees_section(actor, reply, section)


def _asked(request: HttpRequest, reply_id: int, asked: Asking, path: str, section: str) -> HttpResponse:
    actor, data = actor_in(request), asked.cleaned_data
    given = request.GET.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
    kind, _colon, name = data.get("place", "").partition(":")
    if name:
        path, section = (name, "") if kind == "path" else ("", name)
    reply = policies.access_reply(actor, reply_id)
    thread = actions.open_thread(
        actor, reply, kind=data["kind"], text=data["text"], path=path, section=section, number=number, due=data["due"]
    )
    messages.success(request, _("The question has been asked."))
    if number and actor.staff:
        return redirect(f"{reverse('collection:version', args=[reply_id, number])}#{html_id(path) if path else ''}")
    return redirect("collection:thread", reply_id, thread.pk)


@never_cache
def thread(request: HttpRequest, reply_id: int, thread_id: int) -> HttpResponse:
    """One clarification, all that was said, and what this person may do next."""
    actor = actor_in(request)
    queries.thread_row(actor, reply_id, thread_id)
    problems: tuple[Problem, ...] = ()
    said = Speaking(request.POST or None)
    if request.method == "POST" and said.is_valid():
        try:
            return _moved(request, reply_id, thread_id, said)
        except Refused as refusal:
            problems = refusal.problems
    row = queries.reply_row(actor, reply_id)
    found = queries.thread_row(actor, reply_id, thread_id)
    form = queries.form_of(row.version_id)
    context = {
        "row": row, "entity": entity_name(row.entity), "one": thread_wording.shown_thread(form, found), "form": said,
        "problems": problems, "field": _field(actor, found), "leads": _leads(actor, found),
    }  # fmt: skip
    return render(request, "collection/threads/one.html", context, status=422 if request.method == "POST" else 200)


def _moved(request: HttpRequest, reply_id: int, thread_id: int, said: Speaking) -> HttpResponse:
    actor, words = actor_in(request), said.cleaned_data["text"]
    found = policies.access_thread(actor, reply_id, thread_id)
    verb = request.POST.get("verb", "answer")
    if verb == "again":
        actions.ask_again(actor, found, words, said.cleaned_data["due"])
        messages.success(request, _("The question has been asked again."))
    elif verb == "close":
        actions.close_thread(actor, found, words)
        messages.success(request, _("The question is closed."))
    else:
        actions.answer_thread(actor, found, words, _given(request, reply_id, found.path))
        messages.success(request, _("The answer has been given."))
    return redirect("collection:thread", reply_id, thread_id)


def _given(request: HttpRequest, reply_id: int, path: str) -> Cell | None:
    """The value that the page gave for the answer asked about; None when it was not shown."""
    actor = actor_in(request)
    if actor.staff or path not in request.POST.getlist("shown"):
        return None
    found = opened(actor, reply_id)
    cells, _notes = cells_in(found.form, found.answers, request.POST, page_language())
    return cells[path]


def _field(actor: Actor, row: queries.ThreadRow) -> Field | None:
    """The answer asked about, to be corrected on the spot by whoever may."""
    if actor.staff or not row.may_answer or not row.path:
        return None
    reply = policies.access_reply(actor, row.reply_id)
    if not (policies.may_edit(actor, reply) or policies.may_correct(actor, reply)):
        return None
    found = opened(actor, row.reply_id)
    section = next((one for one in found.form.sections if one.name == row.section), None)
    fields = found.page().fields(section) if section else ()
    return next((one for one in fields if one.path == row.path), None)


def _leads(actor: Actor, row: queries.ThreadRow) -> str:
    """Where the place stands: in the form for the State, in the version asked about for the secretariat."""
    if actor.staff:
        return reverse("collection:version", args=[row.reply_id, row.number]) if row.number else ""
    anchor = f"#{html_id(row.path)}" if row.path else ""
    return reverse("collection:section", args=[row.reply_id, row.section]) + anchor if row.section else ""


@require_POST
def answer_here(request: HttpRequest, reply_id: int, name: str, thread_id: int) -> HttpResponse:
    """Answered at the place: what the section's page holds is saved first, then the words are said."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    asked = found.section(name)
    row = policies.access_thread(actor, reply_id, thread_id)
    cells, _notes = cells_in(found.form, found.answers, request.POST, page_language())
    if cells:
        actions.save_cells(actor, policies.access_reply(actor, reply_id), cells, started(request.POST))
    row = policies.access_thread(actor, reply_id, thread_id)
    try:
        actions.answer_thread(actor, row, request.POST.get(f"thread-{thread_id}", ""))
        messages.success(request, _("The answer has been given."))
    except Refused as refusal:
        # What the section held is kept, whatever becomes of the words.
        for one in refusal.problems:
            messages.warning(request, f"{one.what(page_language())} {one.do(page_language())}")
    anchor = html_id(row.path) if row.path else ""
    return redirect(f"{reverse('collection:section', args=[reply_id, asked.name])}#{anchor}")


def listed(actor: Actor) -> list[dict[str, Any]]:
    """What awaits this person, as lists show it."""
    rows = queries.waiting_threads(actor)
    return [
        {**thread_wording.shown_thread(queries.form_of(one.version_id), one), "entity": entity_name(one.entity)}
        for one in rows
    ]
