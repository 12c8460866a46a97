"""The report on the status of implementation, and the figures of the register: for everybody, what everybody may see."""

from __future__ import annotations

from typing import Any, Final, get_args

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.documents.domain.writing import MEDIA_TYPES, SUFFIXES, Format, write, write_fragment
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language, as_language, is_language
from entraide.kernel.problems import NotHere, Refused

from .. import policies, status
from ..domain.status_report import Grouping, compose

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


class Choice(forms.Form):
    """Whose recommendations, in which order, in which language."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    by = forms.ChoiceField(label=gettext_lazy("Grouped by"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        given = {"by": "document", "language": page_language(), **request.GET.dict()}
        bodies = status.bodies_with(request.actor)
        if not given.get("body") and bodies:
            given["body"] = bodies[0][0]
        super().__init__(given)
        self.fields["body"].choices = [(code, name.shown_in(page_language()).text or code) for code, name in bodies]
        self.fields["by"].choices = [
            ("document", _("document")), ("addressee", _("addressee")), ("theme", _("theme")),
        ]  # fmt: skip
        self.fields["language"].choices = [(code, OWN_NAMES[code]) for code in LANGUAGES]


def _grouping(given: str) -> Grouping:
    return given if given in ("addressee", "theme") else "document"  # type: ignore[return-value]


def _language(given: str) -> Language:
    return as_language(given) if is_language(given) else page_language()


def report(request: HttpRequest) -> HttpResponse:
    """The report as a page, with its files and, for the secretariat, the way to file it."""
    form = Choice(request)
    context: dict[str, Any] = {"form": form, "languages": LANGUAGES, "formats": FORMATS}
    if form.fields["body"].choices:
        if not form.is_valid():
            raise NotHere
        chosen = form.cleaned_data
        by, language = _grouping(chosen["by"]), _language(chosen["language"])
        tree = compose(status.facts(chosen["body"]), language, by)
        context |= {
            "body": chosen["body"], "by": by, "language": language,
            "text": mark_safe(write_fragment(tree)),  # noqa: S308 - escaped by the writer
            "keeps": bool(policies.may_register(request.actor)),
        }  # fmt: skip
    return render(request, "mandates/status.html", context)


def download(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """The report as a file of one of the four formats."""
    if not is_language(language) or form not in FORMATS:
        raise NotHere
    try:
        told = status.facts(request.GET.get("body", "")[:60])
    except Refused as refusal:
        if refusal.problems[0].code == "MAN-430":
            raise NotHere from refusal
        raise
    tree = compose(told, as_language(language), _grouping(request.GET.get("by", "")))
    response = HttpResponse(write(tree, form), content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="status.{language}{SUFFIXES[form]}"'
    return response


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """File the report of today as a document in six languages."""
    if not policies.may_register(request.actor):
        raise NotHere
    given = request.POST
    made = status.file_status(
        request.actor, given.get("body", "")[:60], given.get("symbol", "")[:80], _grouping(given.get("by", ""))
    )
    messages.success(request, _("The report is filed in six languages."))
    return redirect("documents:detail", made)
