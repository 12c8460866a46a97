"""Case reports on pages: the list, one report, a new one, its correction and withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.collection import queries as collection
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import OWN_NAMES
from entraide.kernel.problems import NotHere, Refused
from entraide.reference.domain import entities

from .. import actions, policies, queries
from ..domain.cases.fields import choices, fields, parts
from . import case_labels

SHOWN: Final = 50
FILTERS: Final = ("entity", "offence", "type", "year", "origin", "destination", "round", "q", "mine", "withdrawn")
IN_OTHER_WORDS: Final = ("title", "inscriptions", "description")
"""Fields that may be in another language than the report."""


def chosen(request: HttpRequest) -> dict[str, str]:
    """The filters of the address that say something."""
    return {name: text for name in FILTERS if (text := request.GET.get(name, "").strip()[:80])}


@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """The reports that this person may read, the newest first."""
    actor = request.actor
    if not policies.reads_cases(actor):
        raise NotHere
    given = chosen(request)
    page = Paginator(queries.cases(actor, given), SHOWN).get_page(request.GET.get("page"))
    offered = queries.filter_choices(actor)
    context = {
        "rows": [case_labels.shown(queries.case_row(one)) for one in page], "page": page, "chosen": given,
        "query": f"{urlencode(given)}&" if given else "", "may_report": bool(policies.may_report(actor)),
        "staff": actor.staff, "reporters": _named(offered.entities), "types": _types(offered.types), "years": offered.years,
        "offences": choices("offence", page_language()),
        "own": policies.reads_whole(actor, actor.entity) and not actor.staff,
    }  # fmt: skip
    return render(request, "analysis/cases/list.html", context)


@never_cache
def counts(request: HttpRequest) -> HttpResponse:
    """Reports and distinct cases, by year, type and flow: of what this person may read."""
    found = queries.case_counts(request.actor)
    flows = [
        ([case_labels.entity_name(code) for code in cell.key if code], cell)
        for cell in sorted(found.flows, key=lambda cell: -(cell.cases or 0)) if any(cell.key)
    ]  # fmt: skip
    types = [(case_labels.term_label(cell.key[0]), cell) for cell in found.by_type]
    context = {"counts": found, "flows": flows[:SHOWN], "types": types, "staff": request.actor.staff}
    return render(request, "analysis/cases/counts.html", context)


def _types(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted(((code, case_labels.term_label(code)) for code in codes), key=lambda one: one[1])


def _named(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, case_labels.entity_name(code)) for code in entities.ordered(codes, page_language())]


@never_cache
def one(request: HttpRequest, record_id: int) -> HttpResponse:
    """A report as received beside its codes, its versions, its case, its proposals."""
    actor = request.actor
    row = queries.case(actor, record_id)
    whole = policies.reads_whole(actor, row.entity)
    context = {
        "case": case_labels.shown(row), "fields": case_labels.received(row), "versions": queries.versions(actor, row.report),
        "cluster": queries.cluster_of(actor, record_id) if row.current else None, "whole": whole,
        "links": [link_shown(each) for each in queries.links_of(actor, record_id)] if whole else (),
        "may_change": bool(policies.may_report(actor, row.entity)) and row.current and not row.withdrawn_at,
        "staff": actor.staff,
    }  # fmt: skip
    return render(request, "analysis/cases/one.html", context)


def link_shown(link: Any) -> dict[str, Any]:
    """A proposed pair for a page: both sides, evidence in words."""
    return {
        "link": link, "left": case_labels.shown(link.left) if link.left else None,
        "right": case_labels.shown(link.right) if link.right else None, "probability": link.probability,
        "evidence": evidence_shown(link.evidence, link.left, link.right),
        "judgement": case_labels.verdict_label(link.judgement.verdict) if link.judgement else "",
        "statements": [
            (case_labels.entity_name(said.entity), case_labels.verdict_label(said.verdict), said) for said in link.statements
        ],
    }  # fmt: skip


def evidence_shown(evidence: Any, left: Any = None, right: Any = None, mine: str = "") -> list[dict[str, Any]]:
    """Field by field in words; values as they were reported, which for the left may be what is being typed."""
    amounts = [case_labels.amount(left) if left else mine, case_labels.amount(right) if right else ""]
    return [_line(line, amounts if line.field == "value" else ["", ""]) for line in evidence]


def _line(line: Any, reported: list[str]) -> dict[str, Any]:
    sides = [
        said or case_labels.value_label(line.field, value)
        for said, value in zip(reported, (line.left, line.right), strict=True)
    ]
    return {
        "label": case_labels.field_label(line.field), "left": sides[0], "right": sides[1], "verdict": line.verdict,
        "says": case_labels.agreement(line.verdict), "speaks": case_labels.speaks(line.weight),
    }  # fmt: skip


def _boxes(
    values: Mapping[str, str], langs: Mapping[str, str], actor: Actor, problems: Any
) -> list[tuple[str, list[Any]]]:
    """The form, part by part; a problem stands at its field."""
    language = page_language()
    wrong = {problem.place: problem for problem in problems}
    return [
        (
            heading,
            [
                {
                    "field": each, "label": each.label(language), "value": values.get(each.name, ""),
                    "problem": wrong.get(each.name),
                    "choices": choices(each.name, language) if each.kind == "choice" else (),
                    "langs": OWN_NAMES.items() if each.name in IN_OTHER_WORDS else (), "lang": langs.get(each.name, ""),
                }
                for each in rows
            ],
        )
        for heading, rows in parts(language)
    ]  # fmt: skip


def _posted(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    values = {name: request.POST.get(name, "").strip() for name in fields()}
    langs = {name: code for name in IN_OTHER_WORDS if (code := request.POST.get(f"lang_{name}", "")) in OWN_NAMES}
    return {name: text for name, text in values.items() if text}, langs


def _entity(request: HttpRequest) -> str:
    actor = request.actor
    return request.POST.get("entity", "").strip()[:12] if actor.staff else actor.entity


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Type a report. “Look for the same case” shows likely twins before it is sent; with the script they show by themselves."""
    actor = request.actor
    if not policies.may_report(actor):
        raise NotHere
    problems: Any = ()
    values, langs = _posted(request) if request.method == "POST" else (_beginning(actor), {})
    if request.method == "POST" and "look" not in request.POST:
        try:
            made = actions.report_case(
                actor, _entity(request), values, round=_number(request.POST.get("round", "")), langs=langs
            )
            messages.success(request, _("The report was taken."))
            return redirect("analysis:case", made.pk)
        except Refused as refusal:
            problems = refusal.problems
    return _form(request, values, langs, problems, looked="look" in request.POST)


def _beginning(actor: Actor) -> dict[str, str]:
    kind = entities.entity(actor.entity).kind if actor.entity else ""
    return {"lang": page_language(), "audience": "parties", "role": "io" if kind == "organisation" else ""}


def _form(
    request: HttpRequest,
    values: Mapping[str, str],
    langs: Mapping[str, str],
    problems: Any,
    looked: bool,
    before: Any = None,
) -> HttpResponse:
    actor = request.actor
    entity = before.entity if before else _entity(request) if request.method == "POST" else actor.entity
    context = {
        "parts": _boxes(values, langs, actor, problems), "problems": problems, "looked": looked, "before": before,
        "twins": twins_shown(actor, entity, values, before.report if before else "") if looked and entity else (),
        "entity": entity, "reporters": _named(tuple(one.code for one in entities.entities())) if actor.staff else (),
        "entity_name": case_labels.entity_name(entity), "rounds": collection.rounds(actor),
        "round": request.POST.get("round", ""),
        "currencies": [(one.code, one.name(page_language())) for one in entities.currencies()],
    }  # fmt: skip
    return render(request, "analysis/cases/form.html", context, status=422 if problems else 200)


def twins_shown(actor: Actor, entity: str, values: Mapping[str, str], but: str = "") -> list[dict[str, Any]]:
    """Likely reports of the same case, as far as they may be shown."""
    mine = " ".join(
        part for part in (case_labels.as_number(values.get("value", "")), values.get("currency", "")) if part
    )
    return [
        {
            "probability": twin.probability, "case": case_labels.shown(twin.row) if twin.row else None,
            "evidence": evidence_shown(twin.evidence, None, twin.row, mine),
        }
        for twin in queries.twins(actor, entity, values, but=but)
    ]  # fmt: skip


@require_POST
def twins(request: HttpRequest) -> HttpResponse:
    """The piece of the form that the script puts in while somebody types."""
    if not policies.may_report(request.actor):
        raise NotHere
    values, _langs = _posted(request)
    entity = _entity(request)
    found = twins_shown(request.actor, entity, values, request.POST.get("report", "")) if entity else []
    return render(request, "analysis/cases/twins.html", {"twins": found, "looked": True})


@never_cache
def correct(request: HttpRequest, record_id: int) -> HttpResponse:
    """A new version of a report, begun from what stands."""
    actor = request.actor
    before = policies.access_own_case(actor, record_id)
    row = queries.case(actor, record_id)
    problems: Any = ()
    if request.method == "POST":
        values, langs = _posted(request)
        if "look" not in request.POST:
            try:
                made = actions.correct_case(actor, record_id, values, langs=langs)
                messages.success(request, _("The corrected report was taken; the version before stays."))
                return redirect("analysis:case", made.pk)
            except Refused as refusal:
                problems = refusal.problems
    else:
        more = {
            "role": row.role,
            "offence": row.offence,
            "lang": row.lang,
            "audience": row.audience,
            "suspect": row.suspect,
        }
        values, langs = {**row.received, **more}, dict(row.langs)
    return _form(request, values, langs, problems, "look" in request.POST, before)


@never_cache
def withdraw(request: HttpRequest, record_id: int) -> HttpResponse:
    """Ask once more, and why; then the report counts no more."""
    actor = request.actor
    found = policies.access_own_case(actor, record_id)
    if request.method == "POST":
        actions.withdraw_case(actor, found.pk, request.POST.get("why", ""))
        messages.success(request, _("The report is withdrawn. It stays, marked, and counts no more."))
        return redirect("analysis:case", found.pk)
    return render(request, "analysis/cases/withdraw.html", {"case": case_labels.shown(queries.case(actor, record_id))})
