"""The work list of findings: filtered, counted by State, assigned, set aside, taken out as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import day, page_language
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.problems import NotHere, Problem
from entraide.reference.domain import entities

from .. import actions, policies, queries, wording
from ..domain.findings import CODES
from ..queries import FindingRow
from .forms import WorkFilter

PAGE = 50
MOST_STATES = 30


def worklist(request: HttpRequest) -> HttpResponse:
    """What is doubtful, as far as this person looks after it."""
    form, rows = _found(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    chosen = form.chosen()
    context = {
        "form": form, "page": page, "lines": [(row, _problem(row), wording.entity_name(row.entity)) for row in page],
        "counts": [(wording.entity_name(code), code, count) for code, count in queries.counts_by_state(rows)[:MOST_STATES]],
        "query": urlencode(chosen) + "&" if chosen else "", "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "directory/worklist.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same as CSV, in the language of the page."""
    _form, rows = _found(request)
    found = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="findings.csv"'}
    )
    found.write("\ufeff")
    table = csv.writer(found)
    table.writerow(["code", "entity", "state", "authority", "name", "finding", "assigned", "set_aside"])
    for row in rows:
        name, said = row.name.shown_in(page_language()).text, _problem(row).what(page_language())
        table.writerow(map(_safe, [
            row.code, row.entity, wording.entity_name(row.entity), row.authority_id or "", name, said, row.assigned_to_name,
            row.set_aside,
        ]))  # fmt: skip
    return found


def _safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _found(request: HttpRequest) -> tuple[WorkFilter, Sequence[FindingRow]]:
    if not policies.may_see_findings(request.actor):
        raise NotHere
    form = WorkFilter(request.actor, {code: wording.finding_label(code) for code in CODES}, request.GET)
    return form, queries.findings(request.actor, **form.chosen())


def _problem(row: FindingRow) -> Problem:
    """The finding with its words: functions, instruments and days as people read them."""
    said = dict(row.params)
    if "function" in said:
        said["function"] = wording.function_label(said["function"])
    if "instrument" in said:
        said["instrument"] = entities.treaty(said["instrument"]).name(page_language(), short=True)
    if "languages" in said:
        said["languages"] = wording.listed(OWN_NAMES[as_language(code)] for code in said["languages"].split(", "))
    if said.get("day"):
        said["day"] = day(said["day"])
    return Problem(row.code, said)


@require_POST
def mark(request: HttpRequest, what: str) -> HttpResponse:
    """Take a finding on, set it aside, open it again."""
    if not policies.may_publish(request.actor):
        raise NotHere
    actor, key, entity = request.actor, request.POST.get("key", ""), request.POST.get("entity", "")[:12]
    if key.split("/")[0] not in CODES:
        raise NotHere
    if what == "mine" and actor.person_id:
        actions.assign_finding(actor, key, entity, actor.person_id, actor.name)
    elif what == "aside":
        actions.set_finding_aside(actor, key, entity, request.POST.get("reason", ""))
    else:
        actions.reopen_finding(actor, key, entity)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "directory:worklist")
