"""How a recommendation stands to another: looked up by symbol and paragraph, chosen, recorded, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, refuse

from .. import actions, policies, queries
from ..domain.relations import KINDS
from ..queries import related
from .labels import relation_label
from .overtaken import edition, tells_who_came_first
from .shown import card

PASSIVE = "passive:"


def number(told: str) -> int:
    """A number that was sent; NotHere for anything else."""
    if not (told.isascii() and told.isdecimal() and len(told) < 18):
        raise NotHere
    return int(told)


def cited_paragraph(actor: Actor, symbol: str, number: str, point: str) -> documents.ParagraphRow | None:
    """The paragraph that a person typed: `23`, `23 (c)` or 23 with its point beside."""
    label = number.strip().replace("(", " ").replace(")", " ").split()
    points = point.strip().strip("()") or ".".join(label[1:])
    return documents.find_paragraph(actor, symbol, label[0], points) if label and symbol.strip() else None


@tells_who_came_first
def relate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Look a paragraph up (a form that is only read), choose what is meant, and record the relation."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    if request.method == "POST":
        _record(request, mandate_id)
        messages.success(request, _("The relation has been recorded."))
        return redirect("mandates:detail", mandate_id)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("symbol", "number", "point")}
    where = cited_paragraph(request.actor, asked["symbol"], asked["number"], asked["point"])
    wrong = [
        Problem("MAN-333", {"symbol": asked["symbol"], "paragraph": f"{asked['number']} {asked['point']}".strip()})
    ]
    row = queries.mandate(request.actor, mandate_id)
    context = {
        "card": card(row), "asked": asked, "where": where, "problems": wrong if asked["symbol"] and where is None else [],
        "choices": [one for one in related.elsewhere(request.actor, where.guid) if one.id != mandate.pk] if where else [],
        "kinds": _kinds(),
    }  # fmt: skip
    return render(request, "mandates/relate.html", context)


def _kinds() -> list[tuple[str, str]]:
    active = [(kind, relation_label(kind)) for kind in KINDS]
    return [*active, *((f"{PASSIVE}{kind}", relation_label(kind, passive=True)) for kind in KINDS)]


def _record(request: HttpRequest, mandate_id: int) -> None:
    """What was chosen: a mandate by its number, or the paragraph itself."""
    actor, kind = request.actor, request.POST.get("kind", "")
    passive, kind = kind.startswith(PASSIVE), kind.removeprefix(PASSIVE)
    mandate = policies.access_mandate_to_keep(actor, mandate_id)
    facts: dict[str, Any] = {"note": request.POST.get("note", "")[:2000], "edition": edition(request)}
    other = request.POST.get("other", "")
    if not other.isdecimal():
        if passive:
            raise refuse("MAN-320", kind=kind)
        actions.relate(actor, mandate, kind, paragraph_guid=_guid(request), **facts)
        return
    found = policies.access_mandate_to_keep(actor, number(other))
    if passive:
        actions.relate(actor, found, kind, other=mandate, note=facts["note"])
    else:
        actions.relate(actor, mandate, kind, other=found, **facts)


def _guid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("guid", ""))
    except ValueError:
        raise refuse("MAN-320", kind="") from None


@require_POST
def relate_from(request: HttpRequest) -> HttpResponse:
    """Record that a recommendation cites a paragraph: the mandate that stands there, when there is just one, else the place."""
    if not policies.may_register(request.actor):
        raise NotHere
    mandate = policies.access_mandate_to_keep(request.actor, number(request.POST.get("mandate", "")))
    guid = _guid(request)
    there = related.elsewhere(request.actor, guid)
    if len(there) == 1:
        other = policies.access_mandate_to_keep(request.actor, there[0].id)
        actions.relate(request.actor, mandate, "cites", other=other)
    else:
        actions.relate(request.actor, mandate, "cites", paragraph_guid=guid)
    messages.success(request, _("The relation has been recorded."))
    return redirect("mandates:detail", mandate.pk)


@require_POST
@tells_who_came_first
def unrelate(request: HttpRequest, relation_id: int) -> HttpResponse:
    """Take a relation back."""
    relation = policies.access_relation_to_keep(request.actor, relation_id)
    back = number(request.POST.get("back", str(relation.mandate_id)))
    actions.unrelate(request.actor, relation)
    messages.success(request, _("The relation has been taken back."))
    return redirect("mandates:detail", back)
