"""Several files at once: what was read of them, which belong together, and filing a set of languages in one act."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from entraide.documents import actions, policies, queries
from entraide.documents.actions.sets import leading_of
from entraide.documents.domain import issuing
from entraide.documents.domain.comparing import AlignedRow, alignment
from entraide.documents.domain.prefill import original_of
from entraide.documents.domain.tree import Tree
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .forms import Filing, Statuses, Uploads

MOST_FILES = 60


@frozen
class Outcome:
    """What became of one file: a reading, or the problems that refused it."""

    name: str
    reading: queries.ReadingRow | None = None
    symbols: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen
class Group:
    """Files of one paper; `url` leads to filing them together where there are several languages."""

    symbols: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    url: str


def upload(request: HttpRequest) -> HttpResponse:
    """Take files and read each; one that is refused loses none of the others. A script posts them one by one."""
    if not policies.may_file(request.actor):
        raise NotHere
    form = Uploads(request.POST or None, request.FILES or None)
    if request.method != "POST":
        asked = [Outcome(row.file_name, row, _symbols(request, row.id)) for row in _readings(request)]
        return render(request, "documents/upload.html", {"form": Uploads(), "groups": grouped(asked)})
    files = form.cleaned_data["file"] if form.is_valid() else []
    if not files or len(files) > MOST_FILES:
        problems = (Problem("DOC-514"),) if not files else (Problem("DOC-517", {"most": MOST_FILES}),)
        if _wants_json(request):
            return _as_json([Outcome("", None, (), problems)])
        return render(request, "documents/upload.html", {"form": form, "problems": problems}, status=422)
    said = form.cleaned_data["language"]
    outcomes = [_received(request, sent, as_language(said) if said else None) for sent in files]
    if _wants_json(request):
        return _as_json(outcomes)
    return _after(request, form, outcomes)


def _after(request: HttpRequest, form: Uploads, outcomes: list[Outcome]) -> HttpResponse:
    refused = [outcome for outcome in outcomes if outcome.problems]
    if len(outcomes) == 1 and not refused:
        return redirect("documents:reading", outcomes[0].reading.id)  # type: ignore[union-attr]
    problems = tuple(problem for outcome in refused for problem in outcome.problems) if len(outcomes) == 1 else ()
    context = {"form": form, "groups": grouped(outcomes) if not problems else (), "problems": problems}
    return render(request, "documents/upload.html", context, status=422 if refused else 200)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _as_json(outcomes: list[Outcome]) -> JsonResponse:
    language = page_language()
    rows = [
        {
            "name": one.name, "reading": one.reading.id if one.reading else None,
            "url": reverse("documents:reading", args=[one.reading.id]) if one.reading else "",
            "language": one.reading.language if one.reading else "", "symbols": list(one.symbols),
            "doubts": one.reading.problems if one.reading else 0,
            "problems": [problem.to_json(language) for problem in one.problems],
        }
        for one in outcomes
    ]  # fmt: skip
    refused = any(outcome.problems for outcome in outcomes)
    return JsonResponse({"files": rows}, status=422 if refused else 200)


def _received(request: HttpRequest, sent: object, language: Language | None) -> Outcome:
    name = str(sent.name)  # type: ignore[attr-defined]
    try:
        reading = actions.receive_file(
            request.actor,
            content=sent.read(),
            name=name,
            language=language,  # type: ignore[attr-defined]
        )
    except Refused as refusal:
        return Outcome(name, problems=refusal.problems)
    row = queries.reading(request.actor, reading.pk)
    return Outcome(row.file_name, row, _symbols(request, row.id))


def _symbols(request: HttpRequest, reading_id: int) -> tuple[str, ...]:
    return queries.reading_tree(request.actor, reading_id).masthead.symbols


def _readings(request: HttpRequest) -> list[queries.ReadingRow]:
    """Those named in the address, each once."""
    said = list(dict.fromkeys(request.GET.getlist("reading")))[:MOST_FILES]
    if any(not (one.isascii() and one.isdecimal() and len(one) < 16) for one in said):
        raise NotHere
    return [queries.reading(request.actor, int(one)) for one in said]


def grouped(outcomes: Iterable[Outcome]) -> tuple[Group, ...]:
    """Files with a symbol in common are one paper; a file without a symbol stands alone."""
    groups: list[list[Outcome]] = []
    for one in outcomes:
        known = next(
            (group for group in groups if {s for each in group for s in each.symbols} & set(one.symbols)), None
        )
        if known is None:
            groups.append([one])
        else:
            known.append(one)
    return tuple(_group(group) for group in groups)


def _group(outcomes: list[Outcome]) -> Group:
    rows = [one.reading for one in outcomes if one.reading]
    several = len(rows) > 1 and len({row.language for row in rows}) == len(rows)
    url = set_url(row.id for row in rows) if several else ""
    return Group(tuple(dict.fromkeys(symbol for one in outcomes for symbol in one.symbols)), tuple(outcomes), url)


def set_url(readings: Iterable[int]) -> str:
    """Where these readings are filed together."""
    return f"{reverse('documents:file_set')}?{urlencode([('reading', one) for one in readings])}"


def file_set(request: HttpRequest) -> HttpResponse:
    """The languages of one paper with their alignment, and one form to file them all."""
    if not policies.may_file(request.actor):
        raise NotHere
    rows = _readings(request)
    trees = {row.language: queries.reading_tree(request.actor, row.id) for row in rows}
    if not rows or any(row.state != "read" for row in rows) or len(trees) < len(rows):
        raise NotHere
    suggested = {code: _suggested(tree) for code, tree in trees.items()}
    first = leading_of(trees, suggested)  # type: ignore[arg-type]
    posted = request.POST if request.method == "POST" else None
    form, statuses = Filing(trees[first], posted, ask_status=False), Statuses(suggested, posted)
    problems: tuple[Problem, ...] = issuing.misaligned(trees, first)
    if posted is not None and form.is_valid() and statuses.is_valid():
        readings = [policies.access_reading(request.actor, row.id) for row in rows]
        try:
            document = actions.file_set(request.actor, readings, statuses=statuses.said(), **form.details())
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The document has been filed in all its languages."))
            return redirect("documents:detail", document.pk)
    context = {
        "rows": rows, "first": first, "form": form, "statuses": statuses, "problems": problems,
        "aligned": _laid_out(alignment(trees), tuple(trees)), "languages": tuple(trees),
    }  # fmt: skip
    return render(request, "documents/file_set.html", context, status=422 if posted is not None else 200)


def _suggested(tree: Tree) -> str:
    return "original" if original_of(tree) == tree.language else "official"


def _laid_out(rows: tuple[AlignedRow, ...], languages: tuple[Language, ...]) -> dict[str, object]:
    """The table: what every language has is only counted, what one lacks is shown."""
    lacking = [(row, tuple(row.labels[code] for code in languages)) for row in rows if row.missing]
    return {"matched": len(rows) - len(lacking), "lacking": lacking}
