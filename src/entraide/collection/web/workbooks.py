"""The offline workbook: downloaded whole or in parts, filled in, uploaded; what it would change is shown before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, as_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.workbook import SIZE_LIMIT
from ..models import Reply
from . import wording
from .changing import answer_change, by_section, question_number
from .forms import Upload
from .showing import actor_in, entity_name, opened

VALID_SECONDS = 24 * 3600


def _salt(actor: Actor, reply_id: int) -> str:
    """A preview is for the person who saw it, of this reply."""
    return f"collection.preview:{reply_id}:{actor.person_id}"


@never_cache
def download(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The workbook in the language of the page or the one asked for; whole, or the sections asked for."""
    language = as_language(request.GET.get("language", ""), page_language())
    name, content = queries.workbook_for(actor_in(request), reply_id, language, request.GET.getlist("sections"))
    response = HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
def parts(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Choose the sections that go into the workbook of one ministry, and its language."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    context = {
        "row": row, "sections": queries.open_sections(actor, reply_id), "entity": entity_name(row.entity),
        "language": page_language(), "languages": [(code, OWN_NAMES[code]) for code in LANGUAGES],
    }  # fmt: skip
    return render(request, "collection/parts.html", context)


@never_cache
def upload(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Choose the file; then see what is new, changed, cleared, in conflict, and what could not be read."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    form = Upload(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _previewed(request, reply_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {"row": found.row, "form": form, "problems": problems, "entity": entity_name(found.row.entity)}
    return render(request, "collection/upload.html", context, status=422 if problems else 200)


def _content(request: HttpRequest) -> tuple[str, bytes]:
    """The file, not read further than its size allows."""
    file = request.FILES.get("workbook")
    if file is None or not file.size:
        raise Refused(Problem("COL-321"))
    if file.size > SIZE_LIMIT:
        raise Refused(Problem("COL-211", {"size": f"{file.size / 2**20:.1f}", "limit": SIZE_LIMIT // 2**20}))
    return file.name or "workbook.xlsx", file.read()


def _previewed(request: HttpRequest, reply_id: int) -> HttpResponse:
    actor, (name, content) = actor_in(request), _content(request)
    reply = policies.access_reply(actor, reply_id)
    preview = actions.take_workbook(actor, reply, content, name)
    form = queries.form_of(reply.round.version_id)
    conflicts = preview.conflicts
    context = {
        "row": queries.reply_row(actor, reply_id),
        "preview": preview,
        "parts": by_section(form, [change for change in preview.changes if not change.conflict]),
        "conflicts": [{**answer_change(form, one), "name": f"side-{place}"} for place, one in enumerate(conflicts)],
        "findings": [
            {"code": one.problem.code, "severity": one.severity, "message": wording.finding(one, page_language()),
             "place": question_number(form, one.path)}
            for one in preview.findings if one.code != "required"
        ],
        "signed": signing.dumps(preview.to_json(), salt=_salt(actor, reply_id), compress=True),
        "entity": entity_name(reply.entity),
        "counts": _counts(preview),
    }  # fmt: skip
    return render(request, "collection/preview.html", context)


def _counts(preview: actions.Preview) -> list[str]:
    """New, changed, conflicting, to be looked at: in words."""
    kinds = [change.kind for change in preview.changes if not change.conflict]
    new, changed, conflicting = kinds.count("new"), len(kinds) - kinds.count("new"), len(preview.conflicts)
    faulty = sum(problem.severity == "stop" for problem in preview.problems)
    said = (
        (new, ngettext("%(count)s new answer", "%(count)s new answers", new)),
        (changed, ngettext("%(count)s changed answer", "%(count)s changed answers", changed)),
        (
            conflicting,
            ngettext("%(count)s answer changed on both sides", "%(count)s answers changed on both sides", conflicting),
        ),
        (faulty, ngettext("%(count)s cell that could not be read", "%(count)s cells that could not be read", faulty)),
    )
    return [words % {"count": count} for count, words in said if count]


@require_POST
def apply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Keep what the preview showed: the parts that are ticked, and of the conflicts the side that was chosen."""
    actor = actor_in(request)
    reply = policies.access_reply(actor, reply_id)
    try:
        data = signing.loads(request.POST.get("signed", ""), salt=_salt(actor, reply_id), max_age=VALID_SECONDS)
    except signing.BadSignature as stale:
        raise Refused(Problem("COL-317")) from stale
    if not policies.may_read_draft(actor, reply):
        raise NotHere
    preview = actions.Preview.from_json(data)
    actions.apply_workbook(actor, reply, preview, *_choices(request, reply, preview))
    messages.success(
        request, _("The answers of the workbook have been saved. You can undo this under “Workbooks taken”.")
    )
    return redirect("collection:reply", reply_id)


def _choices(
    request: HttpRequest, reply: Reply, preview: actions.Preview
) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The sections ticked (all when the page offered no choice), and the conflicts in which the workbook prevails."""
    theirs = frozenset(
        one.path for place, one in enumerate(preview.conflicts) if request.POST.get(f"side-{place}") == "workbook"
    )
    return (frozenset(request.POST.getlist("part")) if "parts" in request.POST else None), theirs


@never_cache
def taken(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The workbooks that this person has brought, each to be undone."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    titles: Mapping[str, Any] = {section.name: section for section in found.form.sections}
    rows = [
        {"row": row, "sections": [titles[name] for name in row.sections if name in titles]}
        for row in queries.taken_workbooks(actor, reply_id)
    ]
    may_edit = bool(policies.may_edit(actor, policies.access_reply(actor, reply_id)))
    context = {"row": found.row, "rows": rows, "entity": entity_name(found.row.entity), "may_edit": may_edit}
    return render(request, "collection/taken.html", context)


@require_POST
def undo(request: HttpRequest, reply_id: int, batch: UUID) -> HttpResponse:
    """Put back what stood before a workbook was taken."""
    actor = actor_in(request)
    undone = actions.undo_workbook(actor, policies.access_reply(actor, reply_id), batch)
    count = len(undone.paths)
    said = ngettext("%(count)s answer is as it was before.", "%(count)s answers are as they were before.", count)
    messages.success(request, said % {"count": count})
    for note in undone.notes:
        messages.warning(request, f"{note.what(page_language())} {note.do(page_language())}")
    return redirect("collection:taken", reply_id)
