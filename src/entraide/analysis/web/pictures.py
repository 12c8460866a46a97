from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.pictures import FORMS, TYPES, Kind, Picture, draw, saved
from ..domain.pictures.pages import Form
from ..domain.pictures.voice import Voice
from .samples import results


def gallery(request: HttpRequest) -> HttpResponse:
    """Every kind of picture over invented figures: for looking at them, in each language."""
    if not policies.may_freeze(request.actor):
        raise NotHere
    language = page_language()
    shown = [
        (
            f"invented-{kind}",
            _picture(kind, language),
            {form: reverse("analysis:picture_file", args=[kind, form]) for form in FORMS},
        )
        for kind in results()
    ]
    return render(request, "analysis/pictures.html", {"pictures": shown})


def file(request: HttpRequest, kind: Kind, form: Form) -> HttpResponse:
    """One of them as a file."""
    if not policies.may_freeze(request.actor) or kind not in results() or form not in FORMS:
        raise NotHere
    language = page_language()
    name = f"invented-{kind}-{language}.{form}"
    content = saved(_picture(kind, language), form, language)
    return HttpResponse(content, TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _picture(kind: Kind, language: Language) -> Picture:
    result, options = results()[kind]
    voice = Voice(language)
    return draw(
        kind,
        result,
        language,
        caption=f"{voice.say(kind)} ({voice.say('invented')})",
        source=voice.say("invented"),
        options=options,
    )
