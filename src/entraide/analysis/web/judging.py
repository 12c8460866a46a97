"""Pairs and cases on pages: the queue, the linking, one's own view, a case, people, unknown words."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies, queries
from . import case_labels
from .cases import link_shown

AT_ONCE: Final = 10


@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a judgement, the most useful first; s, n and u judge the one that is chosen."""
    judged = request.GET.get("judged") == "yes"
    start = _number(request.GET.get("from", "0"))
    links, waiting = queries.queue(request.actor, start, AT_ONCE, judged)
    context = {
        "links": [link_shown(one) for one in links], "waiting": waiting, "run": queries.latest_run(request.actor),
        "judged": judged, "next": start + AT_ONCE if start + AT_ONCE < waiting else 0,
        "history": [
            (said, case_labels.verdict_label(said.verdict), case_labels.entity_name(said.entity))
            for said in queries.history(request.actor, 10)
        ],
    }  # fmt: skip
    return render(request, "analysis/cases/queue.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


@require_POST
def judge(request: HttpRequest, link_id: int) -> HttpResponse:
    """A judgement of the secretariat."""
    actor = request.actor
    policies.may_judge(actor).enforce()
    link = policies.access_link(actor, link_id)
    verdict = request.POST.get("verdict", "")
    actions.judge(actor, link.left_id, link.right_id, verdict, request.POST.get("reason", ""), link.probability)
    messages.success(request, _("Kept: %(verdict)s.") % {"verdict": case_labels.verdict_label(verdict)})
    return redirect("analysis:case_queue")


@require_POST
def undo(request: HttpRequest, judgement_id: int) -> HttpResponse:
    """Take a judgement, or one's own statement, back: another row says so."""
    actions.take_back(request.actor, judgement_id, request.POST.get("reason", ""))
    messages.success(request, _("Taken back. What was said stays on record."))
    return redirect("analysis:case_queue" if request.actor.staff else "analysis:our_cases")


@never_cache
def linking(request: HttpRequest) -> HttpResponse:
    """Have all reports linked; how far that is, and what came out."""
    actor = request.actor
    if not policies.may_judge(actor):
        raise NotHere
    if request.method == "POST":
        actions.ask_linking(actor)
        return redirect("analysis:case_linking")
    runs = queries.runs(actor)
    under_way = any(run.state in ("waiting", "running") for run in runs)
    rows = [(run, case_labels.state_label(run.state), case_labels.step_label(run.step)) for run in runs]
    response = render(request, "analysis/cases/linking.html", {"rows": rows, "under_way": under_way})
    if under_way:
        response["Refresh"] = "5"
    return response


@never_cache
def ours(request: HttpRequest) -> HttpResponse:
    """A State's own view of its reports."""
    actor = request.actor
    found = queries.ours(actor)
    context = {
        "ours": found, "partners": [case_labels.entity_name(code) for code in found.partners],
        "links": [link_shown(one) for one in found.pairs], "may_say": bool(policies.may_report(actor)),
    }  # fmt: skip
    return render(request, "analysis/cases/ours.html", context)


@require_POST
def say(request: HttpRequest, link_id: int) -> HttpResponse:
    """A focal point confirms or rejects a pair with a report of its own."""
    actions.state(request.actor, link_id, request.POST.get("verdict", ""), request.POST.get("reason", ""))
    messages.success(request, _("Your statement is kept beside the judgement of the secretariat."))
    return redirect("analysis:our_cases")


@never_cache
def cluster(request: HttpRequest, number: int) -> HttpResponse:
    """Reports held to be one case, side by side."""
    found = queries.cluster(request.actor, number)
    members = [{**case_labels.shown(row), "fields": case_labels.received(row)} for row in found.members]
    return render(
        request, "analysis/cases/cluster.html", {"cluster": found, "members": members, "rows": _beside(members)}
    )


def _beside(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    labels = list(dict.fromkeys(line["label"] for member in members for line in member["fields"]))
    by = [{line["label"]: line for line in member["fields"]} for member in members]
    return [{"label": label, "cells": [lines.get(label) for lines in by]} for label in labels]


@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Names of suspects that may be one person or organisation."""
    rows = queries.people(request.actor, 1 if request.GET.get("all") == "yes" else 2)
    shown = [
        (
            row,
            [case_labels.shown(each) for each in row.reports],
            [case_labels.entity_name(code) for code in row.entities],
        )
        for row in rows
    ]
    return render(request, "analysis/cases/people.html", {"rows": shown})


@never_cache
def unknown(request: HttpRequest) -> HttpResponse:
    """Words without a code, to be added to the vocabularies; then codes can be computed anew."""
    if request.method == "POST":
        count = actions.normalise_again(request.actor)
        messages.success(request, _("Codes were computed anew for %(count)s reports.") % {"count": count})
        return redirect("analysis:unknown_words")
    rows = [(one, case_labels.field_label(one.column)) for one in queries.unknown_words(request.actor)]
    return render(request, "analysis/cases/unknown.html", {"rows": rows})
