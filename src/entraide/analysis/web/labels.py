"""How the reasons for a missing figure read."""

from __future__ import annotations

from django.utils.translation import gettext as _


def missing(code: str) -> str:
    """The words for a missing code."""
    return {
        "not_applicable": _("not applicable"),
        "not_available": _("not available"),
        "not_collected": _("not collected"),
        "confidential": _("confidential"),
        "blank": _("left blank"),
        "excluded": _("left out because of a finding"),
    }.get(code, code)
