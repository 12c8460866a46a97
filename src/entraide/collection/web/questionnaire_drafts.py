"""Pages about a questionnaire before its publication: what the reviewer reads, the map, its files, publish or put aside."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from entraide.kernel.languages import as_language
from entraide.kernel.problems import Problem, Refused

from .. import actions, policies, queries
from ..domain.form import Form
from ..domain.migration import asked
from ..domain.proposing import changes_from, sources_of
from ..domain.review.missing import media_names
from ..domain.review.picture import anchor
from . import review_words
from .files import shown_file
from .form_review import about, changes_between
from .rounds import secretariat


@require_GET
def review(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Everything that a reviewer wants to know of a draft, in any of the six languages."""
    return _review(request, draft_id)


def _review(request: HttpRequest, draft_id: int, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    actor = secretariat(request)
    row = queries.draft_row(actor, draft_id)
    reading = queries.draft_form(actor, draft_id)
    form = reading.published()
    media = queries.media_of_draft(actor, draft_id)
    absent = [Problem("COL-058", {"name": name}) for name in media_names(form) if name not in {one.name for one in media}]
    with translation.override(_language(request)):
        context = {
            **about(form, (*reading.problems, *absent)),
            "draft": row,
            "state": review_words.draft_state(row.state),
            "media": media,
            "problems": problems,
            "changes": _changes(row, form),
        }
        return render(request, "collection/review.html", context, status=422 if problems else 200)


def _language(request: HttpRequest) -> str:
    return as_language(request.GET.get("language", ""), as_language(translation.get_language()))


def _changes(row: queries.DraftRow, form: Form) -> list[dict[str, Any]]:
    return changes_between(queries.form_of(row.previous_id), form, row.changes) if row.previous_id else []


@require_GET
def review_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """The same of a version that was published."""
    actor = secretariat(request)
    version = policies.access_version(actor, version_id)
    form = queries.form_of(version.pk)
    previous, changes = queries.changes_of(version.pk)
    with translation.override(_language(request)):
        context = {
            **about(form, queries.version_problems(version.pk)),
            "version": version,
            "media": queries.media_of_version(actor, version.pk),
            "changes": changes_between(queries.form_of(previous), form, changes) if previous else [],
        }
        return render(request, "collection/review.html", context)


def mapping(request: HttpRequest, draft_id: int) -> HttpResponse:
    """For each question of the draft the one of the version before that it comes from."""
    actor = secretariat(request)
    draft = policies.access_draft(actor, draft_id)
    row = queries.draft_row(actor, draft_id)
    if row.previous_id is None:
        return redirect("collection:draft", draft_id)
    before, after = queries.form_of(row.previous_id), queries.draft_form(actor, draft_id).published()
    sources = sources_of(before, after, row.changes)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        known = set(asked(before))
        sources = {path: tuple(one for one in dict.fromkeys(request.POST.getlist(path)) if one in known) for path in sources}
        try:
            actions.map_questions(actor, draft, changes_from(sources, before, after))
            messages.success(request, _("The map is kept. It is frozen when the draft is published."))
            return redirect("collection:draft", draft_id)
        except Refused as refusal:
            problems = refusal.problems
    context = _map(before, after, sources) | {"draft": row, "problems": problems}
    return render(request, "collection/mapping.html", context, status=422 if problems else 200)


def _map(before: Form, after: Form, sources: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    old = asked(before)
    rows = [
        {"id": anchor(path), "question": question, "first": given[0] if given else "", "second": given[1] if len(given) > 1 else ""}
        for path, question in asked(after).items()
        for given in (sources[path],)
    ]
    same = [row for row in rows if row["first"] == row["question"].path and not row["second"]]
    return {"choices": tuple(old.values()), "rows": [row for row in rows if row not in same], "same": same}


@require_POST
def publish(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Publish it as it stands."""
    actor = secretariat(request)
    draft = policies.access_draft(actor, draft_id)
    try:
        policies.must_be_open(draft)
        made = actions.publish_draft(actor, draft.questionnaire)
    except Refused as refusal:
        return _review(request, draft_id, refusal.problems)
    messages.success(request, _("The questionnaire is published."))
    return redirect("collection:questionnaire", made.pk)


@require_POST
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Put it aside."""
    actor = secretariat(request)
    try:
        actions.discard_draft(actor, policies.access_draft(actor, draft_id))
    except Refused as refusal:
        return _review(request, draft_id, refusal.problems)
    messages.success(request, _("The draft is put aside. It can be restored."))
    return redirect("collection:draft", draft_id)


@require_POST
def restore(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Take it up again."""
    actor = secretariat(request)
    try:
        actions.restore_draft(actor, policies.access_draft(actor, draft_id))
    except Refused as refusal:
        return _review(request, draft_id, refusal.problems)
    messages.success(request, _("The draft is open again."))
    return redirect("collection:draft", draft_id)


@require_POST
def illustrate(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Add the files that the form shows beside its labels."""
    actor = secretariat(request)
    draft = policies.access_draft(actor, draft_id)
    try:
        given = {one.name or "": one.read() for one in request.FILES.getlist("media")}
        actions.add_media(actor, draft, given)
    except Refused as refusal:
        return _review(request, draft_id, tuple(evolve(one, place="") for one in refusal.problems))
    messages.success(request, _("The files are kept with the draft."))
    return redirect("collection:draft", draft_id)


@require_GET
def draft_media(request: HttpRequest, draft_id: int, name: str) -> HttpResponse:
    """A file of a draft."""
    return shown_file(policies.access_draft_media(secretariat(request), draft_id, name))

