"""Pages of the secretariat about questionnaires: those published, publishing one, one to read or print."""

from __future__ import annotations

from functools import lru_cache

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from entraide.foundation.files.serving import disposition
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem, Refused, refuse

from .. import actions, policies, queries
from ..domain.paper import paper, write_paper
from ..domain.sheets import MAX_BYTES
from .files import shown_file
from .forms import Publishing
from .rounds import secretariat
from .showing import actor_in


def listing(request: HttpRequest) -> HttpResponse:
    """What was published, and the form to publish more. A file that cannot be published changes nothing."""
    actor = secretariat(request)
    form = Publishing(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            if "draft" in request.POST:
                return _drafted(request, form)
            made = actions.publish_questionnaire(
                actor, code=form.cleaned_data["code"], content=_content(form.cleaned_data["xlsform"])
            )
            messages.success(request, _("The questionnaire is published."))
            return redirect("collection:questionnaire", made.pk)
        except Refused as refusal:
            problems = refusal.problems
    context = {"rows": queries.questionnaire_versions(actor), "drafts": queries.drafts(actor), "form": form, "problems": problems}
    return render(request, "collection/questionnaires.html", context, status=422 if request.method == "POST" else 200)


def _content(file: UploadedFile) -> bytes:
    """What was uploaded; refused with COL-008 before it is read into memory."""
    if (file.size or 0) > MAX_BYTES:
        raise refuse("COL-008", limit=MAX_BYTES)
    content: bytes = file.read()
    return content


def _drafted(request: HttpRequest, form: Publishing) -> HttpResponse:
    media = {one.name or "": one.read() for one in request.FILES.getlist("media")}
    content = _content(form.cleaned_data["xlsform"])
    draft = actions.draft_questionnaire(secretariat(request), code=form.cleaned_data["code"], content=content, media=media)
    return redirect("collection:draft", draft.pk)


@require_GET
def xform(request: HttpRequest, version_id: int) -> HttpResponse:
    """The XForm of a version, as ODK Collect and other clients read it."""
    version = policies.access_version(secretariat(request), version_id)
    response = HttpResponse(queries.xform_of(version.pk), content_type="text/xml; charset=utf-8")
    response["Content-Disposition"] = disposition(f"{version.questionnaire.code}-{version.version}.xml")
    return response


@require_GET
def media(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """A file that a published form shows, for those who may read the form."""
    return shown_file(policies.access_media(actor_in(request), version_id, name))


def printed(request: HttpRequest, version_id: int) -> HttpResponse:
    """The whole questionnaire on one page, in any of its languages."""
    version = policies.access_version(secretariat(request), version_id)
    form = queries.form_of(version.pk)
    with translation.override(_language(request)):
        lines = paper(form, page_language())
        context = {"form": form, "lines": lines, "version": version.version, "version_id": version.pk}
        return render(request, "collection/printed.html", context)


def _language(request: HttpRequest) -> str:
    return as_language(request.GET.get("language", ""), as_language(translation.get_language()))


@require_GET
def pdf(request: HttpRequest, version_id: int) -> HttpResponse:
    """The same as a PDF, for those who may read the form: to gather figures from other agencies before anything is typed."""
    version = policies.access_published_form(actor_in(request), version_id)
    language = as_language(_language(request))
    content = _set(version.pk, language, int(version.published_at.timestamp()))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = disposition(f"{version.questionnaire.code}-{version.version}-{language}.pdf")
    return response


@lru_cache(maxsize=24)
def _set(version_id: int, language: Language, moment: int) -> bytes:
    """Set once: a version never changes."""
    return write_paper(queries.form_of(version_id), language, moment)
