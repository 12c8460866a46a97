"""The composer: the outline of a draft beside its preview, one block with its comments, what can be inserted, undoing."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.analysis import queries as analysis
from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import write_fragment
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, Language, as_language, is_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.blocks import translating
from ..domain.blocks.structure import Block
from ..domain.seams import asking
from ..models import Report
from . import wording

PATTERN_NAMES = (
    "@label",
    "@n",
    "@base",
    "@share",
    "@n|words",
    "@n|percent",
    "@n|interval",
    "@year",
    "@currency",
    "@amounts",
)


def workable(request: HttpRequest, report_id: int) -> Report:
    """The draft, for the secretariat: to others these pages do not exist."""
    return policies.access_draft(request.actor, report_id)


def asked_language(request: HttpRequest, fallback: Language) -> Language:
    """The language that the address asks for."""
    asked = request.GET.get("language", "")
    return as_language(asked) if is_language(asked) else fallback


def composer(request: HttpRequest, report_id: int) -> HttpResponse:
    """The outline beside the preview in the language chosen, with the state of every block in it."""
    workable(request, report_id)
    draft = queries.draft(request.actor, report_id)
    language = asked_language(request, page_language())
    tree = queries.tree(request.actor, report_id, language)
    context = {
        **frame_of(request, draft),
        "language": language,
        "rows": [_outlined(one, language, draft) for one in draft.rows],
        "text": embedded(tree),
        "tallies": [(code, wording.tally(draft.tally(code))) for code in LANGUAGES],
        "newer": queries.newer_set(request.actor, report_id),
    }
    return render(request, "reporting/composer.html", context)


def embedded(tree: Tree) -> SafeString:
    """The paper within a page that has a heading of its own."""
    text = write_fragment(tree).replace("<h1", "<p").replace("</h1>", "</p>")
    return mark_safe(text)  # noqa: S308 - escaped by the writer


def frame_of(request: HttpRequest, draft: queries.DraftRow) -> dict[str, Any]:
    """What every page of a draft shows at its head."""
    return {
        "draft": draft, "report_id": draft.report, "symbol": draft.symbol, "saved_at": draft.saved_at,
        "languages": LANGUAGES, "source": draft.structure.language,
        "open_comments": sum(row.open for row in draft.rows),
    }  # fmt: skip


def _outlined(row: queries.BlockRow, language: Language, draft: queries.DraftRow) -> dict[str, Any]:
    state = row.states[language]
    return {
        "block": row.block, "kind": wording.kind(row.block.kind), "said": wording.excerpt(row.block, language, draft),
        "state": state, "label": wording.state(state), "open": row.open, "heading": row.block.kind == "heading",
        "level": row.block.level, "stopped": state in translating.OPEN,
    }  # fmt: skip


def block(request: HttpRequest, report_id: int, block_id: str) -> HttpResponse:
    """One block: its words with their figures, what it is made of, its comments, its changes."""
    report = workable(request, report_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _save(request, report, block_id)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Saved."))
            return redirect("reporting:block", report_id, block_id)
    draft = queries.draft(request.actor, report_id)
    row = draft.row(block_id)
    if row is None:
        raise NotHere
    status = 422 if problems else 200
    return render(request, "reporting/block.html", _block_page(request, draft, row, problems), status=status)


def _save(request: HttpRequest, report: Report, block_id: str) -> None:
    draft = queries.draft(request.actor, report.pk)
    row = draft.row(block_id)
    source = None
    if row is not None and request.POST.get("view") in [code for code, _said in wording.views(row.block)]:
        source = evolve(row.block.source, view=request.POST["view"])
    level = {"1": 1, "2": 2}.get(request.POST.get("level", ""), 0)
    actions.save_block(
        request.actor, report, block_id, words=request.POST.get("words", ""), point=request.POST.get("point"),
        was=request.POST.get("was", ""), source=source, level=level,
    )  # fmt: skip


def _block_page(
    request: HttpRequest, draft: queries.DraftRow, row: queries.BlockRow, problems: tuple[Problem, ...]
) -> dict[str, Any]:
    source, actor, one = draft.structure.language, request.actor, row.block
    language = asked_language(request, source)
    ids = [other.block.id for other in draft.rows]
    at = ids.index(one.id)
    wanted = request.GET.get("figure", "").strip()
    return {
        **frame_of(request, draft), "row": row, "piece": one, "kind": wording.kind(one.kind), "problems": problems,
        "words": request.POST.get("words", one.said(source)), "was": one.fingerprint(source), "language": language,
        "point": request.POST.get("point", one.point.get(source, "")), "views": wording.views(one),
        "chips": chips(request, draft, one), "names": [f"{{{name}}}" for name in PATTERN_NAMES] if one.point else (),
        "preview": embedded(queries.preview(actor, draft.report, one.id, language)),
        "states": [(code, state, wording.state(state)) for code, state in row.states.items()],
        "remarks": [wording.remarked(each) for each in queries.remarks(actor, draft.report, one.id)],
        "changes": [wording.changed(each) for each in queries.changes(actor, draft.report, one.id, 10)],
        "before": ids[at - 1] if at else "", "after": ids[at + 1] if at + 1 < len(ids) else "", "wanted": wanted,
        "figures": queries.named_figures(actor, draft.report, page_language(), wanted) if "figure" in request.GET else (),
        "looked": "figure" in request.GET,
    }  # fmt: skip


def chips(request: HttpRequest, draft: queries.DraftRow, one: Block) -> list[tuple[str, str]]:
    """The placeholders of a block, each with what it prints today."""
    found = translating.chips(one, draft.structure.language)
    keys = tuple(place[1:-1] for place in found)
    values = queries.values(request.actor, draft.report, keys, page_language())
    return [(place, values.get(place[1:-1], "")) for place in found]


@require_POST
def move(request: HttpRequest, report_id: int, block_id: str) -> HttpResponse:
    """One place up or down."""
    actions.move_block(request.actor, workable(request, report_id), block_id, up=request.POST.get("to") == "up")
    return redirect(_composer(report_id, block_id))


def _composer(report_id: int, block_id: str = "") -> str:
    return f"/reports/{report_id}/composer/" + (f"#{block_id}" if block_id else "")


@require_POST
def remove(request: HttpRequest, report_id: int, block_id: str) -> HttpResponse:
    """Out of the report; a heading with its section when that is asked for."""
    whole = request.POST.get("whole") == "1"
    actions.remove_block(request.actor, workable(request, report_id), block_id, whole=whole)
    messages.success(request, _("Taken out. You can take this back."))
    return redirect(_composer(report_id))


def insert(request: HttpRequest, report_id: int) -> HttpResponse:
    """The palette: everything that the set offers."""
    report = workable(request, report_id)
    draft = queries.draft(request.actor, report_id)
    after = request.POST.get("after", request.GET.get("after", ""))
    if request.method == "POST":
        made = actions.add_block(request.actor, report, request.POST.get("offer", ""), after=after)
        return redirect("reporting:block", report_id, made.id)
    groups = wording.grouped(queries.offers(request.actor, report_id))
    return render(request, "reporting/insert.html", {**frame_of(request, draft), "groups": groups, "after": after})


def put(request: HttpRequest) -> HttpResponse:
    """A question of the explorer put into a draft over the same set: which draft, and in which form."""
    given = request.GET.get("set", "")
    if not policies.may_compose(request.actor) or not (given.isdecimal() and len(given) < 10):
        raise NotHere
    of = analysis.frozen_set(request.actor, int(given))
    ask = asking.encoded((name, value) for name, values in request.GET.lists() if name != "set" for value in values)
    drafts = [one for one in queries.reports_of_set(request.actor, of.id) if one.state == "draft"]
    if request.method == "POST":
        number = request.POST.get("report", "")
        chosen = next((one for one in drafts if str(one.id) == number), None)
        if chosen is None:
            raise NotHere
        report = workable(request, chosen.id)
        made = actions.add_block(request.actor, report, request.POST.get("offer", ""), ask=ask)
        messages.success(request, _("It stands at the end of the report. Move it where it belongs."))
        return redirect("reporting:block", chosen.id, made.id)
    found = queries.views_over(request.actor, drafts[0].id, ask) if drafts else ()
    offers = [(one.code, wording.kind(one.kind), wording.view(one.view) if one.view else "") for one in found]
    context = {"set": of, "drafts": drafts, "offers": offers, "label": found[0].label if found else None, "ask": ask}
    return render(request, "reporting/put.html", context)


@require_POST
def undo(request: HttpRequest, report_id: int) -> HttpResponse:
    """The last change taken back, or the one named."""
    given = request.POST.get("revision", "")
    found = actions.undo(request.actor, workable(request, report_id), int(given) if given.isdecimal() else 0)
    messages.success(request, _("The change has been taken back."))
    return redirect(_composer(report_id, found.block))


def history(request: HttpRequest, report_id: int) -> HttpResponse:
    """Every change, the newest first."""
    workable(request, report_id)
    draft = queries.draft(request.actor, report_id)
    rows = [wording.changed(one) for one in queries.changes(request.actor, report_id)]
    return render(request, "reporting/history.html", {**frame_of(request, draft), "changes": rows})
