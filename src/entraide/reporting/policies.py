"""Who may compose, issue and read reports."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .domain.life import REPORT
from .models import Report


def may_compose(actor: Actor) -> Verdict:
    """The secretariat composes reports."""
    return YES if actor.staff else no("REP-001")


def may_work_on(actor: Actor, report: Report) -> Verdict:
    """The secretariat, as long as the report is a draft."""
    if not actor.staff:
        return no("REP-001")
    return YES if REPORT.allows(report.state, "issue") else no("REP-004")


def access_report(actor: Actor, report_id: int) -> Report:
    """The report: issued ones for everybody, drafts for the secretariat; NotHere otherwise."""
    return _admitted(actor, Report.objects.defer("trees").filter(pk=report_id).first())


def access_report_by_symbol(actor: Actor, symbol: str) -> Report:
    """The same by its symbol."""
    return _admitted(actor, Report.objects.defer("trees").filter(symbol=symbol.strip()).first())


def _admitted(actor: Actor, found: Report | None) -> Report:
    if found is None or not (actor.staff or found.state == "issued"):
        raise NotHere
    return found
