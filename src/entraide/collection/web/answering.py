"""Answering a section: with the button, which every browser has, or cell by cell as one types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.templatetags.ui import described
from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.answers import Answers, without_positions
from ..domain.form import Form, Section
from ..domain.progress import Progress, progress_of
from . import wording
from .attachments import files_in
from .blocks import Field, fields_of, html_id
from .live import logic_url
from .posted import cells_in, started
from .showing import Opened, actor_in, entity_name, opened
from .unsaved import not_saved


@never_cache
def section(request: HttpRequest, reply_id: int, name: str) -> HttpResponse:
    """One section, all of its questions on one page."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    asked = found.section(name)
    if request.method == "POST":
        return _save(request, found, asked)
    page = found.page(required="check" in request.GET, extra=extra_rows(found.form, request.GET))
    blocks = page.blocks(asked)
    problems = [one for one in _problems(fields_of(blocks)) if one["severity"] in ("stop", "explain")]
    held = next((one for one in queries.delegations(actor, reply_id) if one.section == name and one.live), None)
    context = {
        "row": found.row,
        "section": asked,
        "blocks": blocks,
        "files": any(one.kind == "file" for one in page.fields(asked)),
        "problems": problems,
        "stops": any(one["severity"] == "stop" for one in problems),
        "progress": found.reach.progress(progress_of(found.form, page.judgement)),
        "mark": queries.marks(actor, reply_id).get(name, queries.MarkRow()),
        "held": held if held and found.reach.whole else None,
        "open_last": sum(one.carried == "open" and one.relevant for one in fields_of(blocks)),
        "may_edit": bool(policies.may_edit(actor, policies.access_reply(actor, reply_id))),
        "entity": entity_name(found.row.entity),
        "logic_url": logic_url(found.form, found.row.version_id, page_language()),
        **_neighbours(found, asked),
    }
    return render(request, "collection/section.html", context)


def _save(request: HttpRequest, found: Opened, asked: Section) -> HttpResponse:
    """Keep what was typed, then go where the button says."""
    actor = actor_in(request)
    reply = policies.access_reply(actor, found.row.id)
    cells, notes = cells_in(found.form, found.answers, request.POST, page_language())
    before = {one.path for one in found.page().fields(asked) if one.relevant}
    try:
        saved = actions.save_cells(actor, reply, cells, started(request.POST))
    except Refused as refusal:
        return not_saved(request, found, asked, cells, refusal)
    overtaken = _overtaken(found, saved)
    refused = files_in(request, found, reply)
    _tell(request, (*notes, *refused, *overtaken.values()))
    here = reverse("collection:section", args=[found.row.id, asked.name])
    if still := request.POST.get("still", ""):
        return _still_true(request, found, asked, still)
    if said := request.POST.get("completed", ""):
        actions.complete_section(actor, reply, asked.name, said == "yes")
    if repeat := request.POST.get("add", ""):
        return redirect(f"{here}?add={repeat}#{html_id(repeat)}")
    if row := request.POST.get("remove", ""):
        repeat, position = row_named(row)
        if moved_on(found.answers, row, request.POST):
            _tell(request, [Problem("COL-030", {"sections": asked.number or asked.name})])
            return redirect(here)
        actions.remove_row(actor, reply, repeat, position)
        return redirect(f"{here}#{html_id(repeat)}")
    if overtaken or refused:
        return redirect(here)
    plain = {question.path for question in asked.questions() if question.answerable}
    if plain & (saved.relevant - before):
        messages.info(request, _("Saved. Your answers bring further questions in this section."))
        return redirect(here)
    messages.success(request, _("Saved."))
    return redirect(_after(request, found, asked))


def moved_on(answers: Answers, row: str, posted: QueryDict) -> bool:
    """Whether what stands in a row is not what the page showed there: rows move up when somebody takes one out."""
    shown = started(posted).items()
    return any(answers.cell(path).fingerprint != was for path, was in shown if path.startswith(f"{row}/"))


def _still_true(request: HttpRequest, found: Opened, asked: Section, still: str) -> HttpResponse:
    """The last round's answer at this place (`*`: at every place of the section) still stands."""
    own = {question.path for question in asked.questions()}
    paths = [path for path in found.last if still in ("*", path) and without_positions(path) in own]
    actor = actor_in(request)
    actions.confirm_last(actor, policies.access_reply(actor, found.row.id), paths)
    messages.success(request, _("Saved."))
    here = reverse("collection:section", args=[found.row.id, asked.name])
    return redirect(here if still == "*" else f"{here}#{html_id(still)}")


def _after(request: HttpRequest, found: Opened, asked: Section) -> str:
    following = _neighbours(found, asked)["following"]
    if following is not None and request.POST.get("next") != "hub":
        return reverse("collection:section", args=[found.row.id, following.name])
    return reverse("collection:reply", args=[found.row.id])


def _tell(request: HttpRequest, notes: Iterable[Problem]) -> None:
    for note in notes:
        tell = messages.warning if note.severity == "stop" else messages.info
        tell(request, f"{note.place} {note.what(page_language())} {note.do(page_language())}".strip())


@never_cache
@require_POST
def autosave(request: HttpRequest, reply_id: int, name: str) -> JsonResponse:
    """Keep one cell; tell what applies now, what is wrong in this section, how far the reply is.

    Whoever is not signed in, or no longer, is told so whatever the address: the page keeps what was typed until they are.
    """
    actor = actor_in(request)
    if not actor.known:
        return JsonResponse({}, status=401)
    found = opened(actor, reply_id)
    asked = found.section(name)
    cells, notes = cells_in(found.form, found.answers, request.POST, page_language())
    if named := request.POST.get("cell"):
        cells = {path: cell for path, cell in cells.items() if path == named}
    saved = actions.save_cells(actor, policies.access_reply(actor, reply_id), cells, started(request.POST))
    fields = list(opened(actor, reply_id).page(extra=extra_rows(found.form, request.GET)).fields(asked))
    problems = {one.path: [described(problem) for problem in one.problems] for one in fields}
    for note in notes:
        for path in cells:
            problems.setdefault(path, []).append({**described(note), "place": ""})
    return JsonResponse(
        {
            "saved_at": saved.saved_at.isoformat(),
            "relevant": {one.path: one.relevant for one in fields},
            "problems": problems,
            "progress": _progress(saved.progress),
            "was": {one.path: one.was for one in fields if one.path in cells},
            "overtaken": {path: [described(one)] for path, one in _overtaken(found, saved).items()},
        }
    )


def _overtaken(found: Opened, saved: actions.Saved) -> dict[str, Problem]:
    """What both changed, by path: what stands now, and what was not kept."""
    language = page_language()
    told = {}
    for one in saved.overtaken:
        question = found.form.question(without_positions(one.path))
        words = {"stands": one.stands, "ours": one.ours}
        given = {name: wording.answer(question, cell, language) or "–" for name, cell in words.items()}
        told[one.path] = Problem("COL-328", given, question.number)
    return told


def row_named(row: str) -> tuple[str, int]:
    """The repeat and the position that `/data/figures/cases[2]` names; NotHere for what names no row."""
    match = re.fullmatch(r"(.{1,400})\[([1-9][0-9]{0,3})\]", row)
    if match is None:
        raise NotHere
    return match[1], int(match[2])


def _progress(progress: Progress) -> dict[str, Any]:
    counts = {"done": progress.answered, "total": progress.asked}
    return {**counts, "text": _("%(done)s of %(total)s") % counts}


def _problems(fields: Iterable[Field]) -> list[dict[str, Any]]:
    return [
        {**problem, "message": f"{one.question.number} {problem['message']}".strip()}
        for one in fields
        for problem in one.problems
    ]


def extra_rows(form: Form, query: QueryDict) -> dict[str, int]:
    """A row asked for by its button, which holds nothing yet."""
    repeats = {repeat.path for repeat in form.repeats()}
    return {path: 1 for path in query.getlist("add")[:1] if without_positions(path) in repeats}


def _neighbours(found: Opened, asked: Section) -> dict[str, Section | None]:
    own = found.sections
    at = own.index(asked)
    after = own[at + 1 :]
    return {"preceding": own[at - 1] if at else None, "following": after[0] if after else None}
