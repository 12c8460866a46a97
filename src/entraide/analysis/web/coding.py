"""Pages of a coder: what is next, one passage with its themes, what the coders agree upon."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, is_language
from entraide.kernel.problems import NotHere

from .. import actions, policies, queries
from ..domain.words.codebook import SIDES, Theme, codebook
from ..domain.words.terms import named
from .coding_words import entity_name, side_label


def start(request: HttpRequest, set_id: int) -> HttpResponse:
    """Where the work on a set's words begins; readers are led to the themes."""
    actor = request.actor
    if not queries.has_passages(actor, set_id):
        row = queries.frozen_set(actor, set_id)
        return render(request, "analysis/coding/cut.html", {"set": row})
    whole = queries.passage_set(actor, set_id)
    if not actor.staff:
        return redirect("analysis:themes", set_id)
    filters = _filters(request)
    context = {
        "whole": whole, "progress": queries.progress(actor, whole), "filters": filters, "languages": LANGUAGES,
        "next": queries.next_passage(actor, whole, 0, **filters), "query": urlencode(filters),
    }  # fmt: skip
    return render(request, "analysis/coding/start.html", context)


@require_POST
def cut(request: HttpRequest, set_id: int) -> HttpResponse:
    """Cut the answers of a set into passages."""
    actions.cut_passages(request.actor, set_id, queries.prepared(request.actor, set_id))
    return redirect("analysis:passages", set_id)


def _filters(request: HttpRequest) -> dict[str, str]:
    language = request.GET.get("language", "")
    return {"question": request.GET.get("question", "")[:120], "language": language if is_language(language) else ""}


def coding(request: HttpRequest, set_id: int, passage_id: int) -> HttpResponse:
    """One passage to be coded: its answer around it, themes proposed first, then the whole codebook."""
    actor = request.actor
    policies.may_code(actor).enforce() if actor.staff else _not_here()
    whole = queries.passage_set(actor, set_id)
    filters = _filters(request)
    if request.method == "POST":
        return _written(request, whole, passage_id, filters)
    row = queries.passage(actor, set_id, passage_id)
    said = queries.said_of(actor, row)
    own = next((one.themes for one in said if one.hand == actor.person_id), ())
    context = {
        "whole": whole, "row": row, "entity": entity_name(row.entity), "answer": queries.whole_answer(row),
        "question": whole.question(row.question), "said": said, "own": set(own), "coded": bool(said),
        "proposals": _proposals(row), "sides": sides(row.question), "progress": queries.own_progress(actor, whole),
        "query": urlencode(filters), "before": _beside(whole, row, -1), "after": _beside(whole, row, 1),
    }  # fmt: skip
    return render(request, "analysis/coding/code.html", context)


def _not_here() -> None:
    raise NotHere


def _written(
    request: HttpRequest, whole: queries.PassageSetRow, passage_id: int, filters: dict[str, str]
) -> HttpResponse:
    actor, set_id = request.actor, whole.set_id
    if request.POST.get("undo"):
        actions.uncode(actor, set_id, passage_id)
        messages.success(request, _("Taken back."))
        following: int | None = passage_id
    else:
        actions.code(actor, set_id, passage_id, request.POST.getlist("theme"))
        following = queries.next_passage(actor, whole, passage_id, **filters)
    if following is None:
        messages.success(request, _("You have coded every passage."))
        return redirect("analysis:passages", set_id)
    response = redirect("analysis:coding", set_id, following)
    response["Location"] += "?" + urlencode({**filters, "last": passage_id})
    return response


def _beside(whole: queries.PassageSetRow, row: queries.PassageRow, step: int) -> int | None:
    around = [one.id for one in queries.whole_answer(row)]
    at = around.index(row.id) + step
    return around[at] if 0 <= at < len(around) else None


def _proposals(row: queries.PassageRow) -> list[dict[str, Any]]:
    themes = codebook().themes
    language = page_language()
    return [
        {"theme": themes[one.theme], "because": named(one.because, language), "digit": at}
        for at, one in enumerate(queries.proposals(row), 1)
    ]


def sides(question: str = "") -> list[dict[str, Any]]:
    """The codebook for a page, the side first that the question asks for."""
    book = codebook()
    first = book.side_of(question)
    grouped: dict[str, list[Theme]] = {side: [] for side in sorted(SIDES, key=lambda side: side != first)}
    for theme in book.themes.values():
        if theme.depth:
            grouped[theme.side].append(theme)
    return [
        {"side": side, "label": side_label(side), "open": side == first, "themes": rows}
        for side, rows in grouped.items()
    ]


@require_POST
def agree(request: HttpRequest, set_id: int, passage_id: int) -> HttpResponse:
    """Write down, or take back, what the coders agreed upon."""
    if request.POST.get("undo"):
        actions.disagree(request.actor, set_id, passage_id)
    else:
        actions.agree(request.actor, set_id, passage_id, request.POST.getlist("theme"))
    return redirect("analysis:passage", set_id, passage_id)
