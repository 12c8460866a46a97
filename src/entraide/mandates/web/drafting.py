"""While drafting: what a paragraph would ask, and what of it has been asked before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, as_language

from .. import queries, wording
from ..domain.classify import classify
from ..domain.topics import topic_name, topics_of
from ..queries.similar import LONGEST
from .shown import card


class Draft(forms.Form):
    """A paragraph as it is being written. It is read and forgotten: nothing of it is kept."""

    text = forms.CharField(
        label=gettext_lazy("Paragraph"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("A paragraph as it stands in the draft. It is compared and not kept."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )


@never_cache
def similar(request: HttpRequest) -> HttpResponse:
    """What a draft would ask and of what kind it is; what was asked before, in how many sessions, with what result."""
    form = Draft(request.POST or None, initial={"language": page_language()})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        text, language = form.cleaned_data["text"], as_language(form.cleaned_data["language"])
        read = classify(text, language)
        context |= {
            "read": read, "act": wording.act_label(read.act),
            "topics": [topic_name(code, page_language()) for code in topics_of({language: text})],
            "earlier": [
                {"one": one, "card": card(one.row), "again": one.rows[1:]}
                for one in queries.similar(request.actor, text, language)
            ],
        }  # fmt: skip
    return render(request, "mandates/similar.html", context)
