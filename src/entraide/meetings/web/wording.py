"""Roles, capacities and acts in words of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import Problem
from entraide.reference.domain import entities


def role_label(role: str) -> str:
    """What an officer is."""
    return {
        "chair": _("Chair"), "co_chair": _("Co-chair"), "vice_chair": _("Vice-chair"), "rapporteur": _("Rapporteur"),
    }.get(role, role)  # fmt: skip


def capacity_label(capacity: str) -> str:
    """As what a delegation attends."""
    return {
        "party": _("States parties"),
        "signatory": _("Signatory States"),
        "observer_state": _("Observer States"),
        "organisation": _("Organizations"),
        "entity": _("Other entities"),
    }.get(capacity, capacity)


def speaking_label(capacity: str) -> str:
    """For whom somebody speaks."""
    return {"state": _("States"), "group": _("Groups"), "organisation": _("Organizations")}.get(capacity, capacity)


def act_label(kind: str, label: str) -> str:
    """The act that created a body: `Decision 2/6`; empty when it is not known."""
    kinds = {"decision": _("Decision %(label)s"), "resolution": _("Resolution %(label)s")}
    return kinds.get(kind, "%(label)s") % {"label": label} if label else ""


def entity_name(code: str) -> str:
    """The name of today in the language of the page; empty for nobody."""
    return entities.name(code, page_language()) if code else ""


def told(problem: Problem) -> str:
    """A refusal as the error of a form."""
    language = page_language()
    return f"{problem.what(language)} {problem.do(language)}"
