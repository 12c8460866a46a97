"""The register out to a spreadsheet and back: what a file would change is shown before anything is written."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import policies
from ..domain.exchange import Change, Comparison, Conflict, Key, Row, write_csv, write_xlsx
from ..domain.exchange.shape import BY_KEY
from ..domain.exchange.wording import heading, shown
from ..exchange import rows, taking

SHOWN: Final = 300
FORMS: Final = ("xlsx", "csv")


class Upload(forms.Form):
    """The file that comes back."""

    sheet = forms.FileField(
        label=gettext_lazy("Register as .xlsx or .csv"),
        help_text=gettext_lazy("A file that was taken out of the register, with its hidden column."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def _filters(request: HttpRequest) -> dict[str, Any]:
    given: dict[str, Any] = {name: request.GET.get(name, "").strip()[:60] for name in (*rows.FILTERS, "body")}
    number = given["document"]
    given["document"] = int(number) if number.isdecimal() and len(number) < 18 else None
    return given


@never_cache
def download(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """The register, or the part that the filters name, in the language of the page."""
    if form not in FORMS:
        raise NotHere
    actor, language = request.actor, page_language()
    ids = rows.identified(rows.chosen(**_filters(request)))
    found = rows.limited(actor, ids, language)
    if form == "xlsx":
        response = HttpResponse(write_xlsx(found, language, secretariat=actor.staff), content_type=MEDIA_TYPES["xlsx"])
    else:
        lines = write_csv(found, language, len(found), secretariat=actor.staff)
        response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-{language}.{form}"'
    return response


@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the file; the imports of late and their undoing stand below."""
    if not policies.may_register(request.actor):
        raise NotHere
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return redirect("mandates:exchange_preview", _taken(request))
        except Refused as refusal:
            problems = refusal.problems
    context = {"form": Upload(), "problems": problems, "recent": taking.recent(request.actor)}
    return render(request, "mandates/exchange.html", context, status=422 if problems else 200)


def _taken(request: HttpRequest) -> int:
    file = request.FILES.get("sheet")
    if file is None or not file.size:
        raise Refused(Problem("MAN-424"))
    return taking.take(request.actor, file.read(), file.name or "register.xlsx")


@never_cache
def preview(request: HttpRequest, file_id: int) -> HttpResponse:
    """What the file would change, what is in conflict, what is wrong with it."""
    found = taking.preview(request.actor, file_id)
    told = found.found
    context = {
        "preview": found, "found": told, "counts": _counts(told), "groups": _groups(found)[:SHOWN],
        "more": max(0, len({one.key for one in told.free}) - SHOWN), "notes": [_worded(one) for one in told.notes[:20]],
        "conflicts": [_conflict(found, one) for one in told.conflicts[:SHOWN]],
        "problems": [_worded(one) for one in told.problems[:SHOWN]],
    }  # fmt: skip
    return render(request, "mandates/exchange_preview.html", context)


def _row(found: taking.Preview, key: tuple[int, int]) -> dict[str, Any]:
    row = found.rows.get(key) or Row(*key, 0, {})
    return {
        "mandate": key[0],
        "document": row.value("document"),
        "paragraph": row.value("paragraph"),
        "asked": row.value("asked"),
    }


def _value(column: str, value: str) -> str:
    return shown(BY_KEY[column], value, page_language())


def _counts(told: Comparison) -> dict[str, int]:
    """Rows by what becomes of them; every line of the file is in one of the four or in `doubled`."""
    clashing = {_line(one.place) for one in told.conflicts}
    faulty = {_line(one.place) for one in told.problems} - clashing
    changed = told.rows - told.doubled - told.unchanged - len(clashing) - len(faulty)
    return {
        "changed": max(0, changed), "unchanged": told.unchanged, "conflicting": len(clashing), "faulty": len(faulty),
    }  # fmt: skip


def _line(place: str) -> str:
    """`D7` is in line 7."""
    return place.lstrip(ascii_uppercase)


def _groups(found: taking.Preview) -> list[dict[str, Any]]:
    """The changes that can be taken, row by row."""
    groups: dict[Key, list[Change]] = {}
    for one in found.found.free:
        groups.setdefault(one.key, []).append(one)
    return [
        {**_row(found, key), "name": f"{key[0]}-{key[1]}", "place": changes[0].place,
         "cells": [_change(one) for one in changes]}
        for key, changes in groups.items()
    ]  # fmt: skip


def _change(one: Change) -> dict[str, Any]:
    return {
        "column": heading(one.column, page_language()), "before": _value(one.column, one.before),
        "after": _value(one.column, one.after),
    }  # fmt: skip


def _conflict(found: taking.Preview, one: Conflict) -> dict[str, Any]:
    return {
        **_row(found, one.key), "column": heading(one.column, page_language()),
        "register": _value(one.column, one.register), "file": _value(one.column, one.file), "place": one.place,
    }  # fmt: skip


def _worded(problem: Problem) -> Problem:
    """Columns and states by their words, not their codes."""
    params = dict(problem.params)
    if "column" in params:
        params["column"] = heading(str(params["column"]), page_language())
    for name in {"before", "after"} & set(params):
        for kind in ("life", "response", "implementation"):
            params[name] = _value(kind, str(params[name]))
    return Problem(problem.code, params, problem.place, problem.line)


@require_POST
def apply(request: HttpRequest, file_id: int) -> HttpResponse:
    """Do what was shown."""
    given = request.POST
    made = taking.apply(
        request.actor, file_id, given.get("seen", ""), skip=given.get("skip") == "yes", leave=_left(request)
    )
    count = taking.changed(request.actor, made)
    said = ngettext(
        "%(count)s value of the register has been changed.",
        "%(count)s values of the register have been changed.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("mandates:exchange")


def _left(request: HttpRequest) -> frozenset[Key]:
    """The rows that were shown and not ticked. Those past what is shown are taken: the page says so."""
    shown, ticked = set(request.POST.getlist("shown")), set(request.POST.getlist("take"))
    pairs = (name.split("-") for name in shown - ticked)
    return frozenset((int(pair[0]), int(pair[1])) for pair in pairs if len(pair) == 2 and all(map(_short, pair)))


def _short(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


@require_POST
def undo(request: HttpRequest, record_id: int) -> HttpResponse:
    """Take an import back."""
    taking.undo(request.actor, record_id)
    messages.success(request, _("The import has been undone."))
    return redirect("mandates:exchange")
