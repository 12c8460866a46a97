"""A table comes in: uploaded, its columns named, what it would do shown, taken, and undone if need be."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language, as_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import policies, wording
from ..domain.exchange.mapping import SPOKEN, targets
from ..domain.exchange.planning import KINDS, Step
from ..domain.exchange.words import said, words
from ..exchange import progress, receiving, taking
from ..exchange.taking import Choice

SHOWN: Final = 200
"""Rows of each kind that the page shows; what lies beyond is taken with the others, and the page says so."""


class Upload(forms.Form):
    """The table."""

    sheet = forms.FileField(
        label=gettext_lazy("Table as .xlsx or .csv"),
        help_text=gettext_lazy("Any headings will do: you say on the next page what the columns are."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def _column(target: str, language: Language) -> str:
    """A target in words: `phone#2` is `Telephone 2`."""
    key, _sign, number = target.partition("#")
    base, _bar, code = key.rpartition("_")
    kind = "columns" if key in words()["columns"] else "parts"
    if base in SPOKEN and kind == "parts":
        return f"{said('parts', base, language)} ({OWN_NAMES[as_language(code)]})"
    return f"{said(kind, key, language)} {number}".strip()


class Columns(forms.Form):
    """What each column is."""

    language = forms.ChoiceField(label=gettext_lazy("Language of texts without one"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES])

    def __init__(self, shown: receiving.Columns, data: Any = None, initial: str = "en") -> None:
        super().__init__(data, initial={"language": initial})
        language = page_language()
        known = [(key, _column(key, language)) for key in dict.fromkeys((*targets(), *filter(None, shown.mapping)))]
        choices = [("", _("do not read")), *sorted(known, key=lambda pair: pair[1])]
        for place, heading in enumerate(shown.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading[:80] or str(place + 1), choices=choices, required=False, initial=shown.mapping[place],
                help_text=" · ".join(filter(None, shown.samples[place])),
            )  # fmt: skip

    def mapping(self) -> list[str]:
        """The targets in the order of the columns."""
        return [self.cleaned_data.get(f"column_{place}", "") for place in range(len(self.fields) - 1)]


@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the file; the last imports stand below."""
    if not policies.may_import(request.actor):
        raise NotHere
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return redirect("directory:import_columns", _received(request))
        except Refused as refusal:
            problems = refusal.problems
    context = {"form": Upload(), "problems": problems, "recent": receiving.recent(request.actor)}
    return render(request, "directory/import.html", context, status=422 if problems else 200)


def _received(request: HttpRequest) -> int:
    file = request.FILES.get("sheet")
    if file is None or not file.size:
        raise Refused(Problem("MAN-424"))
    return receiving.receive(request.actor, file.read(), file.name or "table", page_language())


@never_cache
def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Say what the columns are."""
    batch = receiving.access(request.actor, batch_id)
    if batch.state not in ("read", "planned"):
        return redirect("directory:import_preview", batch_id)
    shown = receiving.columns(request.actor, batch_id)
    form = Columns(shown, request.POST or None, batch.language)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            language = as_language(form.cleaned_data["language"])
            receiving.map_columns(request.actor, batch_id, form.mapping(), language)
            return redirect("directory:import_preview", batch_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {"form": form, "batch": batch, "notes": shown.notes, "problems": problems}
    return render(request, "directory/import_columns.html", context, status=422 if problems else 200)


@never_cache
def preview(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What the table would do, how far it is, or what it did."""
    batch = receiving.access(request.actor, batch_id)
    if batch.state == "read":
        return redirect("directory:import_columns", batch_id)
    steps = receiving.steps(batch)
    groups = {kind: [(place, step) for place, step in enumerate(steps) if step.kind == kind] for kind in KINDS}
    context = {
        "batch": batch, "counts": [(_kind(kind), batch.counts.get(kind, 0)) for kind in KINDS],
        "problems": [Problem(code, params, where) for code, params, where in batch.problems],
        "new": _rows(groups["new"]), "changed": _rows(groups["changed"]), "conflict": _rows(groups["conflict"]),
        "doubtful": _rows(groups["doubtful"]), "faulty": _rows(groups["faulty"]),
        "more": sum(max(0, len(groups[kind]) - SHOWN) for kind in ("new", "changed")), "progress": progress.told(batch_id),
        "names": _names(request, groups["doubtful"]),
    }  # fmt: skip
    response = render(request, "directory/import_preview.html", context)
    if batch.state == "taking":
        response["Refresh"] = "3"
    return response


def _kind(kind: str) -> str:
    return {
        "new": _("New"), "changed": _("Changed"), "conflict": _("Changed here and there"), "doubtful": _("Perhaps known already"),
        "faulty": _("Held back by a problem"), "same": _("Unchanged"),
    }[kind]  # fmt: skip


def _rows(group: list[tuple[int, Step]]) -> list[dict[str, Any]]:
    language = page_language()
    return [
        {"place": place, "step": step, "state": wording.entity_name(step.after.entity) if step.after.entity else "",
         "name": step.after.name, "problems": [_worded(one) for one in step.problems],
         "cells": [(said("columns", key, language), before, after) for key, (before, after) in step.cells.items()]}
        for place, step in group[:SHOWN]
    ]  # fmt: skip


def _worded(problem: Problem) -> Problem:
    """Columns by their words, not their keys."""
    params = dict(problem.params)
    if "column" in params:
        params["column"] = _column(str(params["column"]), page_language())
    return Problem(problem.code, params, problem.place, problem.line)


def _names(request: HttpRequest, group: list[tuple[int, Step]]) -> dict[int, str]:
    """The names of the entries that a doubtful row may mean."""
    wanted = {entry for _place, step in group[:SHOWN] for entry in step.near}
    if not wanted:
        return {}
    stands = receiving.standing(request.actor)
    shown = {entry: stands.by_id[entry].record for entry in wanted if entry in stands.by_id}
    return {entry: record.name.shown_in(page_language()).text or record.original_name for entry, record in shown.items()}


@require_POST
def apply(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Do what was chosen, now or as a job."""
    if taking.start(request.actor, batch_id, _choice(request)):
        messages.success(request, _("The import has begun. You can leave this page."))
        return redirect("directory:import_preview", batch_id)
    taking.take(request.actor, batch_id)
    messages.success(request, _("The table is imported."))
    return redirect("directory:import_preview", batch_id)


def _choice(request: HttpRequest) -> Choice:
    given = request.POST
    shown, ticked = (_numbers(given.getlist(name)) for name in ("shown", "take"))
    meant = {int(name[6:]): value for name, value in given.items() if name.startswith("meant-") and name[6:].isdecimal()}
    decided = {place: int(value) for place, value in meant.items() if value.isdecimal() and len(value) < 18}
    return Choice(shown - ticked, _numbers(given.getlist("over")), decided)


def _numbers(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text) for text in texts if text.isdecimal() and len(text) < 9)


@never_cache
def faulty(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The rows that need a hand, to be mended and sent again."""
    language = page_language()
    response = HttpResponse(taking.faulty(request.actor, batch_id, language), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="to-mend-{batch_id}.xlsx"'
    return response


@require_POST
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take an import back."""
    taking.undo(request.actor, batch_id)
    messages.success(request, _("The import has been undone."))
    return redirect("directory:import")


@require_POST
def drop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Throw the table away."""
    receiving.drop(request.actor, batch_id)
    messages.success(request, _("The table has been thrown away."))
    return redirect("directory:import")

