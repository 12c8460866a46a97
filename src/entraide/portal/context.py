"""What every page knows: who reads, in which language, where one can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from entraide.foundation.accounts.queries import OpenPower, open_powers
from entraide.foundation.accounts.session_engine import digest
from entraide.kernel.actor import ANONYMOUS, Power
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, as_language, direction

from .navigation import navigation
from .people import entity_name
from .wording import power_label


def _powers(request: HttpRequest) -> list[tuple[OpenPower, str]]:
    rows = open_powers(request.actor, digest(request.session.session_key))
    return [(row, power_label(Power(row.power))) for row in rows]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    actor = getattr(request, "actor", ANONYMOUS)
    language = as_language(translation.get_language() or "en")
    hats = getattr(request, "hats", ())
    return {
        "actor": actor,
        "hats": [(hat.entity, entity_name(hat.entity)) for hat in hats] if len(hats) > 1 else (),
        "acting_for": entity_name(actor.entity),
        "open_powers": _powers(request) if actor.powers else (),
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
