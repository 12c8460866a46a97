"""Case reports in files: the template, an upload with its preview, what one may see as a file."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.collection import queries as collection
from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import number, page_language
from entraide.kernel import clock
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, as_language
from entraide.kernel.problems import NotHere, Refused
from entraide.reference.domain import entities

from .. import actions, policies, queries
from ..casework import uploads
from ..domain.cases import opening, writing
from ..domain.cases.fields import choices
from . import case_labels
from .cases import chosen

SHOWN: Final = 200
FIRST: Final = 20
FORMS: Final = ("xlsx", "csv")


def _file(name: str, form: str, content: Any) -> HttpResponseBase:
    kind = MEDIA_TYPES["xlsx"] if form == "xlsx" else "text/csv; charset=utf-8"
    made = (
        HttpResponse(content, content_type=kind)
        if form == "xlsx"
        else StreamingHttpResponse(content, content_type=kind)
    )
    made["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    made["X-Content-Type-Options"] = "nosniff"
    return made


@never_cache
def template(request: HttpRequest, form: str) -> HttpResponseBase:
    """The empty table, heads in the language asked for."""
    if form not in FORMS or not policies.may_report(request.actor):
        raise NotHere
    asked = request.GET.get("language", page_language())
    language = as_language(asked if asked in LANGUAGES else "en")
    content = writing.xlsx((), language) if form == "xlsx" else list(writing.csv_lines((), language))
    return _file(f"case-reports-{language}", form, content)


@never_cache
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows, as a file: no more than its reader may see."""
    if form not in FORMS or not policies.reads_cases(request.actor):
        raise NotHere
    language = page_language()
    more = (
        ("number", _("Number")), ("entity", _("Reporter")), ("invented", _("Invented")), ("normal_type", _("Type (code)")),
    )  # fmt: skip
    rows = queries.to_export(request.actor, chosen(request))
    # Written while the transaction still knows who asks: a stream would be read after it.
    content = writing.xlsx(rows, language, more) if form == "xlsx" else list(writing.csv_lines(rows, language, more))
    return _file(f"cases-{language}", form, content)


@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is taken before its preview was read."""
    actor = request.actor
    if not policies.may_report(actor):
        raise NotHere
    problems: Any = ()
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            made = actions.upload_cases(actor, file.read() if file else b"", file.name if file else "", _given(request))
            return redirect("analysis:case_upload", made.pk)
        except Refused as refusal:
            problems = refusal.problems
    language = page_language()
    context = {
        "problems": problems, "languages": OWN_NAMES.items(), "language": language,
        "roles": choices("role", language), "offences": choices("offence", language),
        "audiences": choices("audience", language), "rounds": collection.rounds(actor), "limit": opening.ROW_LIMIT,
        "size": opening.SIZE_LIMIT // 2**20, "staff": actor.staff, "posted": request.POST,
        "reporters": _reporters() if actor.staff else (),
    }  # fmt: skip
    return render(request, "analysis/cases/upload.html", context, status=422 if problems else 200)


def _reporters() -> list[tuple[str, str]]:
    codes = entities.ordered([one.code for one in entities.entities()], page_language())
    return [(code, case_labels.entity_name(code)) for code in codes]


def _given(request: HttpRequest) -> uploads.Given:
    posted = {
        name: request.POST.get(name, "").strip() for name in ("entity", "role", "offence", "lang", "audience", "round")
    }
    fits = {name: posted[name] in dict(choices(name, "en")) for name in ("role", "offence", "audience", "lang")}
    kept = {name: posted[name] if fits[name] else "" for name in fits}
    number = (
        int(posted["round"])
        if posted["round"].isascii() and posted["round"].isdecimal() and len(posted["round"]) < 18
        else None
    )
    return uploads.Given(
        posted["entity"] if request.actor.staff else request.actor.entity, kept["role"], kept["offence"],
        kept["lang"] or "en", kept["audience"] or "secretariat", number,
    )  # fmt: skip


@never_cache
def preview(request: HttpRequest, upload_id: int) -> HttpResponse:
    """What a file holds, every problem with its row; then take it whole, or correct it and upload it again."""
    found = policies.access_upload(request.actor, upload_id)
    read = uploads.read(uploads.content_of(found), uploads.given_of(found), clock.now().date())
    language = page_language()
    context = {
        "upload": found, "entity": case_labels.entity_name(found.entity), "count": len(read.rows),
        "stops": [one for one in read.problems if one.severity == "stop"][:SHOWN],
        "notes": [one for one in read.problems if one.severity != "stop"][:SHOWN], "shown": SHOWN,
        "rows": [_first(line, language) for line in read.rows[:FIRST]], "first": FIRST,
    }  # fmt: skip
    return render(request, "analysis/cases/preview.html", context)


def _first(line: opening.Line, language: Any) -> dict[str, Any]:
    values = line.values
    return {
        "number": line.number, "offence": dict(choices("offence", language)).get(values.get("offence", ""), ""),
        "what": values.get("title") or values.get("obj") or values.get("description", ""),
        "when": values.get("theft_date") or values.get("seizure_date", ""),
        "legs": [values.get(name, "") for name in ("origin", "transit", "destination") if values.get(name)],
        "lang": values.get("lang", "en"),
    }  # fmt: skip


@require_POST
def take(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Take the file in one go."""
    count = actions.take_cases(request.actor, upload_id)
    said = ngettext("%(count)s report was taken.", "%(count)s reports were taken.", count)
    messages.success(request, said % {"count": number(count)})
    return redirect("analysis:cases")
