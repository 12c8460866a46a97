"""Exploring: the sets one may explore, one set asked and drawn, its answer as a file, views kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language
from entraide.kernel.problems import NotHere, Refused

from ... import actions, policies, queries
from ...domain.exploring import Ask, read, written
from ...domain.exploring.exporting import FORMATS, SUFFIXES, TYPES, export
from ...domain.exploring.exporting.flat import About
from ...domain.exploring.grid import grid
from ...domain.results import Result
from .choosing import choices, filters
from .drawing import drawn, pictures_for

MOST_LINES = 500


def listing(request: HttpRequest) -> HttpResponse:
    """The sets that may be explored and one's own views."""
    context = {
        "sets": queries.explorable(request.actor),
        "views": [_view(row) for row in queries.views(request.actor)],
        "removed": [_view(row) for row in queries.views(request.actor, removed=True) if row.own][:5],
    }
    return render(request, "analysis/explorable.html", context)


def _view(row: queries.ViewRow) -> dict[str, Any]:
    return {"row": row, "url": f"{reverse('analysis:explore', args=[row.set_id])}?{urlencode(row.asked)}"}


def explore(request: HttpRequest, set_id: int) -> HttpResponse:
    """One set: the question, its table, its picture. A question that cannot be read is said, and a plain one shown instead."""
    of = queries.explored_set(request.actor, set_id)
    ask, problems = _asked(request, set_id)
    language = page_language()
    result = queries.explored(request.actor, set_id, ask)
    offer = queries.offer(request.actor, set_id, ask)
    kinds = pictures_for(result)
    context = {
        "set": of,
        "ask": ask,
        "problems": problems,
        "result": result,
        "grid": _shortened(result, language),
        "choices": choices(request.actor, ask, offer, language),
        "filters": filters(ask, offer, result, language),
        "kinds": kinds,
        "picture": drawn(ask.picture or (kinds[0][0] if kinds else ""), result, language, of),
        "address": urlencode(written(ask)),
        "pairs": written(ask),
        "formats": FORMATS,
        "may_keep": bool(policies.may_keep_views(request.actor)),
        "views": [_view(row) for row in queries.views(request.actor, set_id)],
    }
    return render(request, "analysis/explore.html", context, status=422 if problems else 200)


def _asked(request: HttpRequest, set_id: int) -> tuple[Ask, tuple[Any, ...]]:
    try:
        return queries.sound(request.actor, set_id, read(dict(request.GET.lists()))), ()
    except Refused as refusal:
        return queries.sound(request.actor, set_id, read({})), refusal.problems


def _shortened(result: Result, language: Language) -> dict[str, Any]:
    table = grid(result, language)
    shares = any(row.figure.largest is not None for row in result.rows)
    return {"table": table, "lines": table.lines[:MOST_LINES], "more": max(0, len(table.lines) - MOST_LINES), "shares": shares}


def download(request: HttpRequest, set_id: int, fmt: str) -> HttpResponse:
    """What is shown, as a file; an address that asks for what is not offered is not there."""
    of = queries.explored_set(request.actor, set_id)
    known = next((one for one in FORMATS if one == fmt), None)
    ask, problems = _asked(request, set_id)
    if known is None or problems:
        raise NotHere
    result = queries.explored(request.actor, set_id, ask)
    content = export(result, About(of.title, of.round_code, of.number, of.invented), known, page_language())
    name = f"{of.round_code}-{of.number}-{ask.name.removeprefix('explored.')}{SUFFIXES[known]}"
    answer = HttpResponse(content, content_type=TYPES[known])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def keep(request: HttpRequest, set_id: int) -> HttpResponse:
    """Keep what is asked under a name."""
    ask = queries.sound(request.actor, set_id, read(dict(request.POST.lists())))
    back = f"{reverse('analysis:explore', args=[set_id])}?{urlencode(written(ask))}"
    try:
        actions.keep_view(
            request.actor, set_id, ask, name=request.POST.get("name", ""), shared=bool(request.POST.get("shared"))
        )
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, f"{problem.code} {problem.what(page_language())} {problem.do(page_language())}")
    else:
        messages.success(request, _("The view is kept."))
    return redirect(back)


@require_POST
def remove(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a view out of the list; the page offers to put it back."""
    actions.remove_view(request.actor, view_id)
    messages.success(request, _("The view is taken out. It can be put back below."))
    return redirect("analysis:explorable")


@require_POST
def restore(request: HttpRequest, view_id: int) -> HttpResponse:
    """Put a view back."""
    actions.restore_view(request.actor, view_id)
    messages.success(request, _("The view is back."))
    return redirect("analysis:explorable")
