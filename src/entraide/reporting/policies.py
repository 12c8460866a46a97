"""Who may compose, issue and read reports."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.verdict import YES, Verdict, no

from .domain.life import REPORT
from .models import Composition, Remark, Report


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


def access_draft(actor: Actor, report_id: int) -> Report:
    """A report to be worked on: NotHere for all but the secretariat. Refused: REP-004 once issued."""
    if not actor.staff:
        raise NotHere
    found = access_report(actor, report_id)
    may_work_on(actor, found).enforce()
    return found


def access_composition(actor: Actor, report_id: int, locked: bool = False) -> Composition:
    """The blocks of a draft. Refused: REP-112 when it was composed before there were blocks."""
    if locked:
        hold(report_id)
    report = access_draft(actor, report_id)
    found = Composition.objects.filter(report=report).first()
    if found is None:
        raise refuse("REP-112")
    found.report = report
    return found


def hold(report_id: int) -> None:
    """Let nobody else change, write or issue this draft until the act ends. Read the report after this, never before:

    what was read before may be another state of it than the one that is held.
    """
    list(Composition.objects.select_for_update().filter(report=report_id).values_list("pk"))


def access_remark(actor: Actor, report_id: int, remark_id: int) -> Remark:
    """A comment that opens a thread; NotHere for all but the secretariat."""
    report = access_draft(actor, report_id)
    found = Remark.objects.filter(report=report, pk=remark_id, thread=None).first()
    if found is None:
        raise NotHere
    return found
