"""The secretariat issues a paper again: a revision, a corrigendum, a reissue, an addendum."""

from __future__ import annotations

from attrs import frozen
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from entraide.documents import actions, policies, queries
from entraide.documents.domain.correcting import editable
from entraide.documents.domain.filing import shown_label
from entraide.documents.domain.tree import Point, Tree
from entraide.documents.models import Document
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.problems import NotHere, Problem, Refused
from entraide.kernel.text import Text

from .forms import Issue, IssueText, LaterLanguage

WHOLE = ("rev", "reissue", "add")


@frozen
class Words:
    """The text of one paragraph in one language, to be corrected; `name` is its field."""

    name: str
    guid: str
    label: str
    language: Language
    text: str


def _document(request: HttpRequest, document_id: int) -> Document:
    if not policies.may_issue(request.actor):
        raise NotHere
    return policies.access_document(request.actor, document_id)


def choose(request: HttpRequest, document_id: int) -> HttpResponse:
    """What kind of issue it shall be."""
    document = _document(request, document_id)
    kinds = [
        ("corr", _("Corrigendum"), _("Some paragraphs are corrected, in one or more languages.")),
        ("rev", _("Revision"), _("A whole new text. Paragraphs with the same number stay the same ones.")),
        ("reissue", _("Reissue for technical reasons"), _("The text again, with a star after its symbol.")),
        ("add", _("Addendum"), _("A paper of its own that adds to this one.")),
    ]
    rows = [
        {
            "kind": kind,
            "label": label,
            "says": says,
            "symbol": queries.proposed_symbol(request.actor, document.pk, kind),
        }
        for kind, label, says in kinds
    ]
    row = queries.document(request.actor, document_id)
    issues = [one for one in queries.editions(request.actor, document_id) if one.kind in WHOLE]
    return render(request, "documents/issue.html", {"row": row, "rows": rows, "issues": issues})


def language(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """One more language of a revision or reissue, that came later than the others."""
    document = _document(request, document_id)
    issue = next((one for one in queries.editions(request.actor, document_id) if one.number == number), None)
    if issue is None or issue.kind not in WHOLE:
        raise NotHere
    readings = tuple(
        one for one in queries.readings(request.actor, state="read") if one.language not in issue.languages
    )
    form = LaterLanguage(readings, request.POST if request.method == "POST" else None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        reading = policies.access_reading(request.actor, form.cleaned_data["reading"])
        try:
            actions.add_to_edition(request.actor, document, number, reading, form.cleaned_data["status"])
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The language version has been added."))
            return redirect("documents:detail_in", document_id, reading.language)
    context = {
        "row": queries.document(request.actor, document_id), "form": form, "problems": problems, "kind": "language",
        "readings": readings, "issue": issue,
    }  # fmt: skip
    return render(request, "documents/issue_text.html", context, status=422 if request.method == "POST" else 200)


def text(request: HttpRequest, document_id: int, kind: str) -> HttpResponse:
    """A revision, a reissue or an addendum from texts that were read and checked."""
    document = _document(request, document_id)
    if kind not in WHOLE:
        raise NotHere
    readings = queries.readings(request.actor, state="read")
    proposed = {"symbol": queries.proposed_symbol(request.actor, document_id, kind)}
    form = IssueText(readings, request.POST if request.method == "POST" else None, initial=proposed)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            issued = _issued(request, document, kind, form)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("%(symbol)s has been issued.") % {"symbol": issued[1]})
            return redirect("documents:detail", issued[0])
    context = {
        "row": queries.document(request.actor, document_id), "form": form, "problems": problems, "kind": kind,
        "readings": readings,
    }  # fmt: skip
    wrong = request.method == "POST"
    return render(request, "documents/issue_text.html", context, status=422 if wrong else 200)


def _issued(request: HttpRequest, document: Document, kind: str, form: IssueText) -> tuple[int, str]:
    said = form.cleaned_data
    chosen = [policies.access_reading(request.actor, one) for one in said["readings"]]
    original = said["original"]
    statuses = {as_language(row.language): "original" if row.language == original else "official" for row in chosen}
    common = {"symbol": said["symbol"], "dated": said["dated"], "statuses": statuses}
    if kind == "add":
        addendum = actions.issue_addendum(request.actor, document, chosen, **common)
        return addendum.pk, str(addendum)
    edition = actions.issue_readings(
        request.actor, document, chosen, kind=kind, reason=_reason(said["reason"]), **common
    )
    return document.pk, edition.symbol


def _reason(said: str) -> Text:
    return Text().with_version(page_language(), said.strip(), "original") if said.strip() else Text()


def corrigendum(request: HttpRequest, document_id: int) -> HttpResponse:
    """First the paragraphs and languages are picked, then the correct words are typed; the rest stays as it is."""
    document = _document(request, document_id)
    asked = request.POST if request.method == "POST" else request.GET
    trees = _trees(request, document_id)
    languages = [code for code in LANGUAGES if code in trees and code in asked.getlist("language")]
    picked = _picked(trees, languages, set(asked.getlist("paragraph")))
    row = queries.document(request.actor, document_id)
    if not picked:
        context = {
            "row": row,
            "paragraphs": queries.paragraphs_of(request.actor, document_id),
            "asked": bool(languages),
        }
        return render(request, "documents/corrigendum.html", context)
    proposed = {"symbol": queries.proposed_symbol(request.actor, document_id, "corr")}
    form = Issue(request.POST if request.method == "POST" else None, initial=proposed)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        picked = [Words(one.name, one.guid, one.label, one.language, asked.get(one.name, one.text)) for one in picked]
        if form.is_valid():
            try:
                edition = _corrected(request, document, picked, form)
            except Refused as refusal:
                problems = refusal.problems
            else:
                messages.success(request, _("%(symbol)s has been issued.") % {"symbol": edition.symbol})
                return redirect("documents:detail_in", document_id, picked[0].language)
    context = {"row": row, "picked": picked, "form": form, "problems": problems, "languages": languages}
    return render(request, "documents/corrigendum.html", context, status=422 if request.method == "POST" else 200)


def _corrected(request: HttpRequest, document: Document, picked: list[Words], form: Issue) -> object:
    texts: dict[Language, dict[str, str]] = {}
    for one in picked:
        texts.setdefault(one.language, {})[one.guid] = one.text
    said = form.cleaned_data
    return actions.issue_corrigendum(
        request.actor, document, texts=texts, symbol=said["symbol"], reason=_reason(said["reason"]), dated=said["dated"]
    )


def _trees(request: HttpRequest, document_id: int) -> dict[Language, Tree]:
    rows = queries.versions(request.actor, document_id)
    found = {row.language: queries.tree(request.actor, document_id, row.language) for row in rows}
    return {code: tree for code, tree in found.items() if tree is not None}


def _picked(trees: dict[Language, Tree], languages: list[Language], guids: set[str]) -> list[Words]:
    """In the order of the text, its languages together."""
    found = [words for code in languages for words in _words(trees[code]) if words.guid in guids]
    order = list(dict.fromkeys(words.guid for words in found))
    return sorted(found, key=lambda words: order.index(words.guid))


def _words(tree: Tree) -> list[Words]:
    found = []
    for paragraph in tree.paragraphs():
        found.append(_of(tree, paragraph.guid, shown_label(paragraph.number, ""), editable(paragraph.runs)))
        found += _of_points(tree, paragraph.points, paragraph.number, "")
    return found


def _of_points(tree: Tree, points: tuple[Point, ...], number: str, above: str) -> list[Words]:
    found = []
    for point in points:
        path = f"{above}.{point.label}" if above else point.label
        found.append(_of(tree, point.guid, shown_label(number, path), editable(point.runs)))
        found += _of_points(tree, point.points, number, path)
    return found


def _of(tree: Tree, guid: str, label: str, text: str) -> Words:
    return Words(f"text-{tree.language}-{guid}", guid, label, tree.language, text)
