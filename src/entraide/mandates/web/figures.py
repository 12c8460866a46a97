"""The figures of the register: every one with what it rests on, and with the way to the recommendations it counts."""

from __future__ import annotations

import csv
import io
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere, Problem, Refused
from entraide.meetings import queries as meetings

from .. import figures, wording
from ..domain.bars import FILLS, bar, swatch
from ..domain.exchange.csv_sheet import MARK, guarded
from ..domain.figures import AXES, UNKNOWN_YEAR, Axis, Figure
from ..domain.life import IMPLEMENTATION
from ..domain.topics import topic_name

SHOWN: Final = 50


def _axis(given: str) -> Axis:
    return next((axis for axis in AXES if axis == given), "body")


def axis_label(axis: Axis) -> str:
    """By what the figures are counted."""
    return {"body": _("Body"), "addressee": _("Who is asked"), "topic": _("Topic"), "year": _("Year")}[axis]


def listed(axis: str, key: str, **more: str) -> str:
    """The register with the recommendations that a figure counts."""
    names = {"addressee": "who", "body": "body", "topic": "topic", "year": "year"}
    return f"{reverse('mandates:register')}?{urlencode({**({names[axis]: key} if axis else {}), **more})}"


def label(axis: Axis, key: str) -> str:
    """A key in words."""
    if axis == "addressee":
        kind, _mark, name = key.partition("/")
        return wording.entity_label(name) or wording.entity_label(name.upper()) or name or wording.kind_label(kind)
    if axis == "body":
        named = next((row.name for row in meetings.bodies() if row.code == key), None)
        return (named.shown_in(page_language()).text if named else "") or key
    if axis == "topic":
        return topic_name(key, page_language())
    return _("year not known") if axis == "year" and key == UNKNOWN_YEAR else key


def _line(axis: Axis, one: Figure) -> dict[str, Any]:
    parts = one.states if axis == "addressee" else {"acted": one.acted, "none": one.count - one.acted}
    return {
        "figure": one, "label": label(axis, one.key), "href": listed(axis, one.key),
        "acted_href": listed(axis, one.key, acted="yes"), "bar": _drawn(bar(parts, page_language())),
    }  # fmt: skip


def _drawn(svg: str) -> str:
    return mark_safe(svg)  # noqa: S308 - numbers and colours of our own


def _states(one: Figure) -> list[dict[str, Any]]:
    return [
        {"label": wording.implementation_label(state), "count": one.states.get(state, 0), "swatch": _drawn(swatch(state)),
         "href": listed("", "", implementation=state)}
        for state in FILLS if state in IMPLEMENTATION.states
    ]  # fmt: skip


def page(request: HttpRequest) -> HttpResponse:
    """The register as a whole, and by one of four ways of looking at it."""
    axis = _axis(request.GET.get("by", ""))
    whole, rows = figures.overall(request.actor), figures.by(request.actor, axis)
    context = {
        "whole": whole, "states": _states(whole), "bar": _drawn(bar(whole.states, page_language())), "axis": axis,
        "axis_label": axis_label(axis), "axes": [(one, axis_label(one)) for one in AXES],
        "lines": [_line(axis, one) for one in rows[:SHOWN]], "more": max(0, len(rows) - SHOWN),
    }  # fmt: skip
    return render(request, "mandates/figures.html", context)


def table(request: HttpRequest) -> HttpResponse:
    """The same as a table for programs and spreadsheets."""
    axis = _axis(request.GET.get("by", ""))
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    states = IMPLEMENTATION.states
    heads = (axis, "label", "recommendations", "with_action", "share_per_cent", "median_days", "median_rests_on")
    lines.writerow([*heads, *(states if axis == "addressee" else ())])
    for one in figures.by(request.actor, axis):
        days = "" if one.median is None else one.median
        told = [guarded(one.key), guarded(label(axis, one.key)), one.count, one.acted, one.share, days, one.rests_on]
        lines.writerow([*told, *(one.states.get(state, 0) for state in states if axis == "addressee")])
    response = HttpResponse(MARK + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{axis}.csv"'
    return response


@never_cache
def repeated(request: HttpRequest) -> HttpResponse:
    """What a body asked in three sessions or more without an action."""
    code = request.GET.get("body", "")[:60]
    if not code:
        raise NotHere
    problems: tuple[Problem, ...] = ()
    found: tuple[figures.Repeat, ...] = ()
    try:
        found = figures.repeats(request.actor, code)
    except Refused as refusal:
        problems = refusal.problems
    context = {"code": code, "body": figures.body_name(code), "repeats": found, "problems": problems}
    return render(request, "mandates/repeated.html", context, status=422 if problems else 200)
