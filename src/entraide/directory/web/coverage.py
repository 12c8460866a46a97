"""Who has no authority for what: a map of tiles, a table of States by functions, and both as a file."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from entraide.foundation.kept.marking import for_everybody
from entraide.foundation.ui.wording import page_language, per_language
from entraide.reference.domain import entities

from .. import policies, wording
from ..coverage import covered
from ..domain.coverage import CELLS, Cell, Coverage, Row
from ..domain.vocabulary import FUNCTIONS
from .tiles import SIGNS, key, picture


class Filters(forms.Form):
    """Which part of the table is shown, and what the map shows."""

    function = forms.ChoiceField(label=gettext_lazy("On the map"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Regional group"), required=False)
    instrument = forms.ChoiceField(label=gettext_lazy("Under the instrument"), required=False)
    parties = forms.BooleanField(label=gettext_lazy("Its parties only"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = page_language()
        self.fields["function"].choices = [("", _("each function"))] + [
            (one, wording.function_label(one)) for one in FUNCTIONS
        ]
        self.fields["group"].choices = [("", _("all"))] + [(one.code, one.name(language)) for one in entities.groups()]
        self.fields["instrument"].choices = [("", _("any"))] + [
            (one.code, one.name(language, short=True)) for one in entities.treaties() if one.functions
        ]

    def chosen(self) -> dict[str, Any]:
        """What is set; what is not a choice is passed over."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) or "" for name in ("function", "group", "instrument")}
        return {**given, "parties": bool(self.cleaned_data.get("parties"))}


@per_language
def cell_label(cell: Cell) -> str:
    """What a cell means."""
    return {
        "confirmed": pgettext("coverage", "an authority, confirmed"),
        "not_confirmed": pgettext("coverage", "an authority, not confirmed"),
        "missing": pgettext("coverage", "missing: bound by an instrument, no authority on record"),
        "not_bound": pgettext("coverage", "no authority on record, no instrument in our tables asks for one"),
    }[cell]


@for_everybody
def coverage(request: HttpRequest) -> HttpResponse:
    """The page."""
    form = Filters(request.GET)
    chosen = form.chosen()
    table = covered(request.actor, chosen["group"], chosen["instrument"], chosen["parties"])
    function = chosen["function"] if chosen["function"] in table.functions else next(iter(table.functions), "")
    context = {
        "form": form, "query": request.GET.urlencode(), "states": len(table.rows),
        "heads": [wording.function_label(one) for one in table.functions], "body": _body(table),
        "picture": _picture(table, function) if function else "", "shown_function": wording.function_label(function),
        "totals": [(cell_label(cell), SIGNS[cell], [table.totals[one][cell] for one in table.functions]) for cell in CELLS],
        "keys": [(key(cell), cell_label(cell), sum(row.cells.get(function) == cell for row in table.rows)) for cell in CELLS],
        "groups": _groups(table), "may_record": bool(policies.may_keep(request.actor, request.actor.entity)),
    }  # fmt: skip
    return render(request, "directory/coverage.html", context)


def _picture(table: Coverage, function: str) -> SafeString:
    cells = {row.entity: row.cells[function] for row in table.rows}
    finder = reverse("directory:find")
    return picture(
        cells, lambda code: f"{wording.entity_name(code)}: {cell_label(cells[code])}",
        lambda code: f"{finder}?asked={code}&function={function}", wording.function_label(function),
    )  # fmt: skip


def _body(table: Coverage) -> SafeString:
    """The rows, made as text at once: three thousand cells are too many for templates, and few of them differ."""
    labels = {cell: cell_label(cell) for cell in CELLS}
    still = {cell: format_html('<td><span role="img" aria-label="{}">{}</span></td>', labels[cell], SIGNS[cell]) for cell in CELLS}
    gaps = {one: _gap(one, labels["missing"]) for one in table.functions}
    return format_html_join(
        "\n", '<tr><th scope="row"><bdi>{}</bdi></th>{}<td class="e-num">{}</td></tr>',
        ((wording.entity_name(row.entity), _cells(row, still, gaps), len(row.missing)) for row in table.rows),
    )  # fmt: skip


def _gap(function: str, label: str) -> tuple[SafeString, SafeString]:
    """The cell of what is missing, before and after the code of the State."""
    return (
        format_html('<td class="d-gap"><a href="{}?asked=', reverse("directory:find")),
        format_html('&amp;function={}" aria-label="{}: {}">{}</a></td>', function, wording.function_label(function), label, SIGNS["missing"]),
    )  # fmt: skip


def _cells(row: Row, still: dict[Cell, SafeString], gaps: dict[str, tuple[SafeString, SafeString]]) -> SafeString:
    code = escape(row.entity)
    return SafeString("".join(
        code.join(gaps[function]) if cell == "missing" else still[cell] for function, cell in row.cells.items()
    ))  # fmt: skip


def _groups(table: Coverage) -> list[tuple[str, int, list[str]]]:
    """Each regional group with its States and, by function, how many of them have an authority on record."""
    rows = []
    for group in entities.groups():
        of_group = [row for row in table.rows if row.group == group.code]
        if of_group:
            have = [
                sum(row.cells[one] in ("confirmed", "not_confirmed") for row in of_group) for one in table.functions
            ]
            rows.append((group.name(page_language()), len(of_group), have))
    return rows


def download(request: HttpRequest) -> HttpResponse:
    """The table as CSV, in the language of the page, with codes for programs and words for people."""
    chosen = Filters(request.GET).chosen()
    table = covered(request.actor, chosen["group"], chosen["instrument"], chosen["parties"])
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(
        ["code", _("State"), _("Regional group"), *(wording.function_label(one) for one in table.functions)]
    )
    groups = {one.code: one.name(page_language()) for one in entities.groups()}
    for row in table.rows:
        writer.writerow([row.entity, wording.entity_name(row.entity), groups.get(row.group, ""), *row.cells.values()])
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
    return response
