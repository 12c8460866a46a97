"""Taking replies out: the choices, the file at once or after a while, the same choices again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.serving import disposition
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Refused

from .. import policies
from ..domain.export.filters import Chosen
from ..domain.export.wanted import Wanted
from ..exporting import asking
from ..exporting.choosing import schema_of
from ..exporting.wording import format_label
from ..models import Export, Reply, Round
from . import export_form
from .showing import actor_in

SHOWN = 10


def _round(actor: Actor, round_id: int) -> Round:
    """The round, for who may take replies of it out; to others there is no such page."""
    round = policies.access_round(actor, round_id)
    if not policies.may_export(actor):
        raise NotHere
    return round


@never_cache
def taking(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """Choose; a short export comes at once, a long one has a page of its own."""
    actor = actor_in(request)
    round = _round(actor, round_id)
    asked = list(Reply.objects.filter(round=round).values_list("entity", flat=True)) if actor.staff else []
    initial = export_form.beginning(page_language(), actor.staff) | _again(actor, request)
    form = export_form.Taking(
        request.POST or None, schema=schema_of([round]), asked=asked, staff=actor.staff, initial=initial
    )
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(actor, asking.ask(actor, round.pk, form.wanted(), form.chosen()))
        except Refused as refusal:
            problems = refusal.problems
    filters = [form[name] for name in export_form.FILTERS if name in form.fields]
    context = {
        "round": round, "form": form, "problems": problems, "filters": filters, "main": [form[name] for name in export_form.MAIN],
        "more": [form[name] for name in form.fields if name not in (*export_form.FILTERS, *export_form.MAIN)],
        "recent": [_row(one) for one in _recent(actor, round)], "staff": actor.staff,
    }  # fmt: skip
    return render(request, "collection/taking.html", context, status=422 if request.method == "POST" else 200)


def _again(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """The choices of an earlier export of this person's, to be changed."""
    number = request.GET.get("as", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return {}
    found = policies.access_export(actor, int(number))
    return {**Wanted.from_json(found.wanted).to_json(), **Chosen.from_json(found.chosen).to_json()}


def _recent(actor: Actor, round: Round) -> list[Export]:
    rows = Export.objects.filter(round=round, person=actor.person_id, entity=actor.entity).order_by("-id")
    return list(rows[:SHOWN])


def _row(export: Export) -> dict[str, Any]:
    wanted = Wanted.from_json(export.wanted)
    return {"export": export, "format": format_label(wanted.format).partition(":")[0], "language": wanted.language}


def _answered(actor: Actor, export: Export) -> HttpResponseBase:
    if export.state != "streamed":
        return redirect("collection:export", export.pk)
    return _file(export, asking.stream(actor, export))


def _file(export: Export, parts: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=export.media_type)
    response["Content-Disposition"] = disposition(export.name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
def export(request: HttpRequest, export_id: int) -> HttpResponse:
    """How far an export is; the page looks again by itself and can be left."""
    found = policies.access_export(actor_in(request), export_id)
    response = render(request, "collection/export.html", {**_row(found), "rows": found.rows.items()})
    if found.state == "waiting":
        response["Refresh"] = "5"
    return response


@never_cache
def fetch(request: HttpRequest, export_id: int) -> StreamingHttpResponse:
    """The file, to the person who asked for it and nobody else."""
    actor = actor_in(request)
    found = asking.fetch(actor, export_id)
    response = _file(found, asking.pieces(actor, found))
    response["Content-Length"] = str(found.size)
    return response


@require_POST
def again(request: HttpRequest, export_id: int) -> HttpResponseBase:
    """The same choices, of today's replies."""
    actor = actor_in(request)
    found = policies.access_export(actor, export_id)
    wanted, chosen = Wanted.from_json(found.wanted), Chosen.from_json(found.chosen)
    return _answered(actor, asking.ask(actor, found.round_id, wanted, chosen))
