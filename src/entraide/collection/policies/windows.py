"""Whether a reply may be written and sent today, whoever it is: the round's days, and what was granted to one State."""

from __future__ import annotations

from entraide.kernel import clock
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.windows import ENDLESS, Days
from ..models import Reply, Round


def days_of(round: Round, reply: Reply | None = None) -> Days:
    """The days of a round, or of one reply to it."""
    late = reply.late_until if reply is not None else None
    return Days(round.state, round.deadline or ENDLESS, round.opens_on, round.grace_days, late)


def in_its_days(reply: Reply) -> Verdict:
    """COL-340 before the round opens, COL-341 when a late reply's own day has passed, COL-302 when the round is closed."""
    days, today = days_of(reply.round, reply), clock.now().date()
    if days.takes(today):
        return YES
    if days.window(today) == "ahead":
        return no("COL-340", date=reply.round.opens_on.isoformat() if reply.round.opens_on else "–")
    return no("COL-341", date=reply.late_until.isoformat()) if reply.late_until else no("COL-302")


def may_still_be_decided(reply: Reply) -> Verdict:
    """A closed round is decided, but for the replies that were let in after it."""
    return no("COL-302") if reply.round.state == "closed" and reply.late_until is None else YES
