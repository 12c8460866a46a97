"""Reports: the list, composing, one report in its languages with its files, a figure followed back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.analysis import queries as analysis
from entraide.collection import queries as collection
from entraide.documents.domain.writing import write_fragment
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, is_language
from entraide.kernel.problems import NotHere, Refused
from entraide.reference.domain import entities

from .. import actions, policies, queries
from ..models import Report
from . import labels
from .forms import Compose


def listing(request: HttpRequest) -> HttpResponse:
    """Every report that may be seen, the newest first."""
    rows = [{"row": row, "state": labels.state(row.state)} for row in queries.reports(request.actor)]
    return render(request, "reporting/list.html", {"rows": rows, "staff": bool(policies.may_compose(request.actor))})


def compose(request: HttpRequest) -> HttpResponse:
    """Ask for the symbol, then compose a draft from the frozen set named in the address."""
    given = request.GET.get("set", "")
    if not policies.may_compose(request.actor) or not (given.isdecimal() and len(given) < 10):
        raise NotHere
    of = analysis.frozen_set(request.actor, int(given))
    form = Compose(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.compose(request.actor, of.id, symbol=form.cleaned_data["symbol"])
        except Refused as refusal:
            for problem in refusal.problems:
                form.add_error("symbol", f"{problem.what(page_language())} {problem.do(page_language())}")
        else:
            messages.success(request, _("The draft has been composed in six languages."))
            return redirect("reporting:detail", made.pk)
    status = 422 if form.errors else 200
    drafts = queries.reports_of_set(request.actor, of.id)
    return render(request, "reporting/compose.html", {"set": of, "form": form, "reports": drafts}, status=status)


def detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report: its text in the language chosen, its files, and for the secretariat what can be done with it."""
    row = queries.report(request.actor, report_id)
    asked = request.GET.get("language", "")
    language = asked if is_language(asked) else page_language()
    tree = queries.tree(request.actor, report_id, language)
    report = policies.access_report(request.actor, report_id)
    context = {
        "row": row,
        "state": labels.state(row.state),
        "language": language,
        "text": mark_safe(write_fragment(tree)),  # noqa: S308 - escaped by the writer
        "total": queries.ALL,
        "files": _files(request, report_id),
        "formats": queries.FORMATS,
        "may_work": bool(policies.may_work_on(request.actor, report)),
        "standing": queries.standing(request.actor, report_id),
        "staff": bool(policies.may_compose(request.actor)),
        **_verified(request, report_id),
    }
    return render(request, "reporting/detail.html", context)


def _files(request: HttpRequest, report_id: int) -> list[dict[str, Any]]:
    there = queries.files(request.actor, report_id)
    return [
        {"language": language, "ids": [(form, there.get((language, form))) for form in queries.FORMATS]}
        for language in LANGUAGES
    ]


def _verified(request: HttpRequest, report_id: int) -> dict[str, Any]:
    """Counting again takes a moment: only when it is asked for."""
    if "verify" not in request.GET:
        return {"verified": False}
    found = queries.differences(request.actor, report_id)
    return {"verified": True, "differences": [{"one": one, "of": labels.of(one.of)} for one in found]}


def _workable(request: HttpRequest, report_id: int) -> Report:
    """To those who may read the report and no more, the buttons under it do not exist."""
    if not policies.may_compose(request.actor):
        raise NotHere
    return policies.access_report(request.actor, report_id)


@require_POST
def recompose(request: HttpRequest, report_id: int) -> HttpResponse:
    """The draft anew."""
    actions.recompose(request.actor, _workable(request, report_id))
    messages.success(request, _("The draft has been composed again."))
    return redirect("reporting:detail", report_id)


@require_POST
def write(request: HttpRequest, report_id: int) -> HttpResponse:
    """Queue the files."""
    actions.ask_for_files(request.actor, _workable(request, report_id))
    messages.success(request, _("The files are being written. You may leave this page and come back."))
    return redirect("reporting:detail", report_id)


def figure(request: HttpRequest, report_id: int, key: str) -> HttpResponse:
    """One figure, followed back to the replies counted in it."""
    row = queries.report(request.actor, report_id)
    found = queries.figure(request.actor, report_id, key)
    context = {
        "row": row,
        "figure": found,
        "title": labels.asked(found) if found.key.startswith("explored.") else labels.title(found.meaning),
        "counted": None if found.counted is None else _counted(request, found),
    }
    return render(request, "reporting/figure.html", context)


def _counted(request: HttpRequest, found: queries.FigureRow) -> list[dict[str, Any]]:
    """By name in the order of the language; the secretariat gets to the version that was counted."""
    replies: dict[str, int] = {}
    if policies.may_compose(request.actor):
        replies = {one.entity: one.reply_id for one in collection.board(request.actor, found.round)}
    rows = {one.entity: one for one in found.counted or ()}
    return [
        {"row": rows[code], "name": entities.name(code, page_language()), "reply": replies.get(code)}
        for code in entities.ordered(rows, page_language())
    ]
