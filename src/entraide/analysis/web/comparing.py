"""The sets of a round, what changed between them, what is wrong in one, and how complete its replies are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.reference.domain import entities

from .. import actions, queries
from ..domain.figures import Figure
from ..domain.results import Result
from . import naming, wording

OFFERED = (Audience.SECRETARIAT, Audience.PARTIES, Audience.MEMBERS, Audience.PUBLIC)


def of_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Every set of a round, and a new one with what was let in since."""
    sets = queries.sets_of(request.actor, round_id)
    if not sets:
        raise NotHere
    pairs = [{"set": one, "before": before} for before, one in zip((None, *sets), sets, strict=False)]
    context = {"sets": pairs, "round": round_id, "title": sets[-1].title, "staff": request.actor.staff}
    return render(request, "analysis/sets.html", context)


@require_POST
def freeze_again(request: HttpRequest, round_id: int) -> HttpResponse:
    """Freeze what was let in, accepted or withdrawn since the last set."""
    try:
        made = actions.freeze_late(request.actor, round_id)
    except Refused as refusal:
        if not request.actor.staff:
            raise NotHere from None
        messages.error(request, " ".join(one.what(page_language()) for one in refusal.problems))
        return redirect("analysis:sets", round_id)
    messages.success(request, _("A new set is frozen; the sets before it stay as they are."))
    return redirect("analysis:detail", made.pk)


def difference(request: HttpRequest, before_id: int, after_id: int) -> HttpResponse:
    """Which replies and which figures differ between two sets of a round."""
    found = queries.difference(request.actor, before_id, after_id)
    language = page_language()
    changed = {one.entity: one for one in found.replies}
    context = {
        "before": queries.frozen_set(request.actor, before_id),
        "after": queries.frozen_set(request.actor, after_id),
        "replies": [
            {"name": entities.name(code, language), "change": changed[code], "how": wording.how(changed[code].how)}
            for code in entities.ordered(changed, language)
        ],
        "figures": [
            {"key": one.key, "indicator": one.indicator, "was": _told(one.was), "now": _told(one.now)} for one in found.figures
        ],
    }  # fmt: skip
    return render(request, "analysis/difference.html", context)


def _told(figure: Figure | None) -> str:
    return wording.value(figure) if figure else ""


def findings(request: HttpRequest, set_id: int) -> HttpResponse:
    """What is wrong with the figures of a set, and what was withdrawn since."""
    language = page_language()
    rows = [
        {"said": one, "name": entities.name(one.entity, language) if one.entity else ""}
        for one in queries.findings_of(request.actor, set_id)
    ]
    context = {"set": queries.frozen_set(request.actor, set_id), "rows": rows}
    return render(request, "analysis/findings.html", context)


def completeness(request: HttpRequest, set_id: int) -> HttpResponse:
    """How many of each section's questions each reply answers: State × section."""
    row = queries.results_row(request.actor, set_id)
    result = queries.result(request.actor, set_id, "completeness.section")
    context = {"set": row, "result": result, **_crossed(result)}
    return render(request, "analysis/completeness.html", context)


def _crossed(result: Result) -> Mapping[str, Any]:
    """A result of two dimensions as a table: the second across."""
    across = list(dict.fromkeys(row.under[1] for row in result.rows))
    cells = {row.under: row.figure for row in result.rows}
    down = entities.ordered({row.under[0] for row in result.rows}, page_language())
    first, second = result.dimensions
    return {
        "across": [naming.named(second, value) for value in across],
        "lines": [
            {"name": naming.named(first, one), "cells": [_cell(cells.get((one, value))) for value in across]} for one in down
        ],
    }  # fmt: skip


def _cell(figure: Figure | None) -> dict[str, Any]:
    if figure is None or figure.held or not figure.base:
        return {"text": "", "step": "none"}
    share = figure.share or 0
    return {"figure": figure, "step": str(min(4, int(share // 20)))}


@require_POST
def open_figures(request: HttpRequest, set_id: int) -> HttpResponse:
    """Open the figures of a set to an audience, or take them back."""
    wanted = request.POST.get("audience", "")
    if wanted not in {one.value for one in OFFERED}:
        raise NotHere
    if wanted == Audience.SECRETARIAT:
        actions.shut_set(request.actor, set_id)
    else:
        actions.open_set(request.actor, set_id, Audience(wanted))
    messages.success(request, _("The figures of this set are for: %(whom)s.") % {"whom": wording.audience(wanted)})
    return redirect("analysis:detail", set_id)


def tables(request: HttpRequest, set_id: int) -> HttpResponse:
    """The set as a folder of Parquet files with its manifest, for other programs; the secretariat's alone."""
    row = queries.frozen_set(request.actor, set_id)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in queries.files_of(request.actor, set_id):
            archive.writestr(name, content)
    response = HttpResponse(held.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{row.round_code}-set-{row.number}.zip"'
    return response
