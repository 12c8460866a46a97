"""What is taken back, withdrawn, reinstated, confirmed. Decisions are only ever added: the last word counts."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.clarifying import tidy
from ..domain.letter_file import letter_name
from ..domain.verdicts import (
    ACCEPTED,
    CONFIRMED,
    REINSTATED,
    UNDONE,
    WITHDRAWN,
    before_withdrawal,
)
from ..models import Decision, Reply, Submission
from .letters import send_changed_standing
from .replies import take_hold
from .submissions import decide


@frozen
class Letter:
    """A letter of a State: its bytes and name, its reference, its date."""

    content: bytes
    name: str
    reference: str
    dated: date


def kept_letter(act: Act, reply: Reply, letter: Letter) -> int:
    """The id of its file, which the State itself may read. Refused: COL-460, 461 for the file, 462 for reference or date."""
    if not tidy(letter.reference) or letter.dated > act.at.date():
        raise refuse("COL-462")
    name = letter_name(letter.content, letter.name)
    return keep(letter.content, name, audience=Audience.STATE, entity=reply.entity)


@action("collection.decision.undone")
def undo_decision(act: Act, submission: Submission) -> Decision:
    """Take back the last word on the newest version, for some minutes and while nobody has acted on it. Refused: COL-458."""
    reply = submission.reply
    take_hold(reply)
    last = submission.decisions.order_by("-id").first()
    verdict, decided_at = (last.verdict, last.decided_at) if last else ("", act.at)
    policies.may_undo(act.actor, reply, verdict, decided_at, act.at).enforce()
    if _newest(reply).pk != submission.pk:
        raise refuse("COL-458")
    undone = Decision(verdict=UNDONE)
    decide(act, submission, "undo", undone)
    send_changed_standing(reply, reply.round)
    return undone


@action("collection.reply.withdrawn")
def withdraw(act: Act, reply: Reply, reason: str, letter: Letter | None = None) -> Decision:
    """What was sent counts no more, in whatever is counted from now on; what was counted and issued stays as it was.

    Refused: COL-463 without a reason, 464 for the secretariat without the State's written request.
    """
    take_hold(reply)
    policies.may_withdraw(act.actor, reply).enforce()
    return _of_the_whole(act, reply, WITHDRAWN, "withdraw", reason, letter)


@action("collection.reply.reinstated")
def reinstate(act: Act, reply: Reply, reason: str, letter: Letter | None = None) -> Decision:
    """What was withdrawn stands again as it stood: accepted if it had been. Refused as `withdraw` is."""
    take_hold(reply)
    policies.may_reinstate(act.actor, reply).enforce()
    verdicts = _newest(reply).decisions.order_by("id").values_list("verdict", flat=True)
    verb = "reinstate_accepted" if before_withdrawal(verdicts) == ACCEPTED else "reinstate"
    return _of_the_whole(act, reply, REINSTATED, verb, reason, letter)


def _of_the_whole(act: Act, reply: Reply, verdict: str, verb: str, reason: str, letter: Letter | None) -> Decision:
    if not tidy(reason):
        raise refuse("COL-463")
    decision = Decision(verdict=verdict, reason=reason)
    if act.actor.staff:
        if letter is None:
            raise refuse("COL-464")
        decision.letter_id = kept_letter(act, reply, letter)
        decision.letter_reference, decision.letter_date = tidy(letter.reference)[:60], letter.dated
    decide(act, _newest(reply), verb, decision)
    send_changed_standing(reply, reply.round)
    return decision


@action("collection.submission.confirmed")
def confirm(act: Act, submission: Submission) -> Decision:
    """The State makes what the secretariat entered from its letter its own. Refused with COL-465 for any other version."""
    reply = submission.reply
    take_hold(reply)
    policies.may_confirm(act.actor, reply).enforce()
    said = set(submission.decisions.values_list("verdict", flat=True))
    if submission.channel != "letter" or CONFIRMED in said or _newest(reply).pk != submission.pk:
        raise refuse("COL-465")
    decision = Decision(verdict=CONFIRMED)
    decide(act, submission, "", decision)
    return decision


def _newest(reply: Reply) -> Submission:
    newest = reply.submissions.order_by("-number").first()
    if newest is None:
        raise refuse("COL-301")
    return newest
