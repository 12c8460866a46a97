"""How channels and forms of requests are called inside a sentence, in the language of the page; `wording` has them for lists."""

from __future__ import annotations

from django.utils.translation import gettext as _


def channel_label(channel: str) -> str:
    """A channel by which requests are accepted."""
    return {
        "direct": _("directly, from authority to authority"), "diplomatic": _("by the diplomatic channel"),
        "interpol": _("through INTERPOL"), "regional_network": _("through a regional network"),
        "electronic_platform": _("by an electronic platform"), "depositary": _("through the depositary"),
    }.get(channel, channel)  # fmt: skip


def format_label(form: str) -> str:
    """A form in which a request is accepted."""
    return {
        "original_paper": _("original on paper"), "fax": _("fax"), "email": _("electronic mail"),
        "scanned": _("scanned copy"), "electronically_signed": _("electronically signed"),
        "encrypted_email": _("encrypted mail"), "oral_urgent": _("by word of mouth in urgent cases"),
    }.get(form, form)  # fmt: skip
