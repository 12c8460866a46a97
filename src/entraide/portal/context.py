"""What every page knows: who reads, in which language, where one can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from entraide.kernel.actor import ANONYMOUS
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, as_language, direction

from .navigation import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    actor = getattr(request, "actor", ANONYMOUS)
    language = as_language(translation.get_language() or "en")
    return {
        "actor": actor,
        "page_language": language,
        "direction": direction(language),
        "demonstration": settings.DEMONSTRATION,
        "site_name": settings.SITE_NAME,
        "show_outbox": settings.MAIL_TO_OUTBOX_ONLY,
        "navigation": navigation(actor, request.path),
        "language_choices": [
            {"code": code, "name": OWN_NAMES[code], "current": code == language, "direction": direction(code)}
            for code in LANGUAGES
        ],
    }
