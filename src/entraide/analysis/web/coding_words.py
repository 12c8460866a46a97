"""How sides, readings, audiences and states of words read to people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.reference.domain import entities


def entity_name(code: str) -> str:
    """The name of a State or organisation in the language of the page."""
    return entities.name(code, page_language())


def region_name(code: str) -> str:
    """The name of a regional group."""
    return entities.group(code).name(page_language()) if code else _("Organisations")


def side_label(side: str) -> str:
    """practice, obstacle, need."""
    return {"practice": _("Good practices"), "obstacle": _("Obstacles"), "need": _("Needs")}[side]


def reading_label(reading: str) -> str:
    """How a coefficient is read."""
    return {
        "reliable": _("reliable"),
        "tentative": _("for tentative conclusions"),
        "weak": _("to be talked over"),
        "undefined": _("not defined: nothing varies"),
    }[reading]


def audience_label(audience: str) -> str:
    """Who may read a passage."""
    return {
        "secretariat": _("Secretariat only"),
        "aggregate": _("Totals only"),
        "state": _("The State and the secretariat"),
        "parties": _("Parties"),
        "members": _("Member States"),
        "public": _("Public"),
    }.get(audience, audience)


def quotation_label(state: str) -> str:
    """The state of a quotation."""
    return {"chosen": _("Chosen"), "cleared": _("Cleared"), "withdrawn": _("Withdrawn")}[state]


def status_label(status: str) -> str:
    """How a translation came to be."""
    return {
        "original": _("by the respondent"),
        "official": _("official translation"),
        "courtesy": _("courtesy translation"),
        "machine": _("machine translation, not read by a person"),
    }[status]
