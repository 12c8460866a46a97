"""Translation: the source beside the target, block by block, the figures that must all be kept as chips."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import as_language, is_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, queries
from ..domain.blocks import translating
from ..domain.blocks.structure import MADE, Made
from ..domain.blocks.words import forms_missing
from ..models import Report
from . import wording
from .composer import frame_of, workable


def translation(request: HttpRequest, report_id: int, language: str) -> HttpResponse:
    """Every block with words; one form each. What is refused comes back with what was typed."""
    if not is_language(language):
        raise NotHere
    report = workable(request, report_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _take(request, report, language)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Saved."))
            return redirect(f"/reports/{report_id}/translate/{language}/#{request.POST.get('block', '')}")
    context = _page(request, report_id, language, problems)
    return render(request, "reporting/translate.html", context, status=422 if problems else 200)


def _take(request: HttpRequest, report: Report, language: str) -> None:
    target = as_language(language)
    if "title" in request.POST:
        actions.retitle(request.actor, report, target, request.POST["title"])
        return
    kinds: dict[str, Made] = {name: name for name in MADE if name != "cleared"}
    actions.translate(
        request.actor, report, request.POST.get("block", ""), target, words=request.POST.get("words", ""),
        point=request.POST.get("point", ""), made=kinds.get(request.POST.get("made", ""), "revised"),
    )  # fmt: skip


def _page(request: HttpRequest, report_id: int, language: str, problems: tuple[Problem, ...]) -> dict[str, Any]:
    draft = queries.draft(request.actor, report_id)
    target = as_language(language)
    refused = request.POST.get("block", "") if problems else ""
    chips = {row.block.id: translating.chips(row.block, draft.structure.language) for row in draft.rows}
    keys = tuple(dict.fromkeys(place[1:-1] for places in chips.values() for place in places))
    values = queries.values(request.actor, report_id, keys, page_language())
    rows = []
    for row in draft.rows:
        if row.block.words:
            made = _row(draft, row, target, [(place, values.get(place[1:-1], "")) for place in chips[row.block.id]])
            if row.block.id == refused:
                made |= {
                    "words": request.POST.get("words", ""),
                    "point": request.POST.get("point", ""),
                    "problems": problems,
                }
            rows.append(made)
    return {
        **frame_of(request, draft), "language": target, "rows": rows, "title": draft.structure.title.get(target, ""),
        "source_title": draft.structure.title.get(draft.structure.language, ""),
        "tally": wording.tally(draft.tally(target)), "made": [(code, wording.state(code)) for code in MADE[:3]],
        "only_open": "open" in request.GET, "problems": problems if not refused else (),
    }  # fmt: skip


def _row(draft: queries.DraftRow, row: queries.BlockRow, target: Any, chips: list[tuple[str, str]]) -> dict[str, Any]:
    source, block = draft.structure.language, row.block
    state = row.states[target]
    text = f"{block.said(target)} {block.point.get(target, '')}"
    return {
        "block": block, "kind": wording.kind(block.kind), "state": state, "label": wording.state(state),
        "source": block.said(source), "source_point": block.point.get(source, ""), "words": block.said(target),
        "point": block.point.get(target, ""), "chips": chips, "open": state in translating.OPEN,
        "forms": forms_missing(text, target), "version": block.versions[target].made if target in block.versions else "",
    }  # fmt: skip
