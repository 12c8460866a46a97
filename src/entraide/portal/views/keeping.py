"""The director's page of what keeps the platform running: the same findings as `entraide doctor`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entraide.kernel.actor import Role
from entraide.kernel.problems import NotHere

from ..doctor import examine

COLOURS = {"ok": "green", "note": "blue", "warn": "yellow", "fail": "red"}


def _topics() -> dict[str, str]:
    return {
        "settings": _("Settings"), "people": _("Second factor"), "keys": _("Keys"), "database": _("Database role"),
        "walls": _("Walls around rows"), "tables": _("Tables of this version"), "server": _("Database server"),
        "owner": _("Owner of the tables"), "clock": _("Clock"), "disk": _("Disk"), "mail": _("Mail server"),
        "certificate": _("Certificate"), "jobs": _("Jobs"), "letters": _("Letters waiting"), "duties": _("Daily duties"),
        "ledger": _("Ledger"), "backup": _("Last backup"), "fonts": _("Fonts"),
    }  # fmt: skip


def _grades() -> dict[str, str]:
    return {"ok": _("In order"), "note": _("Note"), "warn": _("Attention"), "fail": _("Fails")}


def findings(request: HttpRequest) -> HttpResponse:
    """Directors only; to everybody else the page does not exist."""
    if not request.actor.has(Role.DIRECTOR):
        raise NotHere
    topics, grades = _topics(), _grades()
    found = examine()
    rows = [
        {
            "topic": topics.get(one.topic, one.topic),
            "grade": grades[one.grade],
            "colour": COLOURS[one.grade],
            "found": one,
        }
        for one in found
    ]
    failing = sum(one.grade == "fail" for one in found)
    return render(request, "portal/keeping.html", {"rows": rows, "failing": failing})
