"""Replies: a State's focal point writes and submits, its experts write what was delegated to them; the secretariat reads
what was submitted.
"""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.life import OPEN_TO_EDITS, REPLY
from ..models import AnswerFile, Reply, Submission
from .delegations import reach_in
from .people import answers_for, belongs_to, reads_for
from .rounds import access_round_by_code
from .windows import in_its_days, may_still_be_decided


def may_edit(actor: Actor, reply: Reply) -> Verdict:
    """Its focal point and the experts who hold sections, while the round is open and the reply is not in others' hands."""
    if not answers_for(actor, reply.entity) or reach_in(actor, reply).nothing:
        return no("COL-305")
    if not (taken := in_its_days(reply)):
        return taken
    return YES if reply.state in OPEN_TO_EDITS else no("COL-320")


def may_read_draft(actor: Actor, reply: Reply) -> Verdict:
    """The State's own people at any time, experts their sections; the secretariat never."""
    return no("COL-305") if reach_in(actor, reply).nothing else YES


def may_read_sent(actor: Actor, reply: Reply) -> Verdict:
    """What was sent: the secretariat, the focal point, an observer of the State."""
    return YES if actor.staff or reads_for(actor, reply.entity) else no("COL-304")


def may_submit(actor: Actor, reply: Reply) -> Verdict:
    """The focal point clears and submits; an expert may not."""
    if not answers_for(actor, reply.entity):
        return no("COL-305")
    if not actor.has(Role.FOCAL_POINT):
        return no("COL-304")
    if not (taken := in_its_days(reply)):
        return taken
    return YES if REPLY.allows(reply.state, "submit") else no("COL-301")


def may_correct(actor: Actor, reply: Reply) -> Verdict:
    """The focal point takes a reply that was sent up again."""
    if not answers_for(actor, reply.entity):
        return no("COL-305")
    if not actor.has(Role.FOCAL_POINT):
        return no("COL-304")
    if not (taken := in_its_days(reply)):
        return taken
    return YES if REPLY.allows(reply.state, "correct") else no("COL-301")


def may_decide(actor: Actor, reply: Reply) -> Verdict:
    """The secretariat accepts a submission or asks it back, while the round is open or the reply was let in late."""
    if not actor.staff:
        return no("COL-303")
    if not (open_still := may_still_be_decided(reply)):
        return open_still
    return YES if REPLY.allows(reply.state, "accept") else no("COL-301")


def access_reply(actor: Actor, reply_id: int) -> Reply:
    """A reply, for the State's own people and the secretariat; for an expert while they hold a section of it."""
    found = Reply.objects.select_related("round__version__questionnaire").filter(pk=reply_id)
    reply: Reply | None = found.first()
    if reply is None or not (actor.staff or belongs_to(actor, reply.entity)):
        raise NotHere
    if not actor.staff and reach_in(actor, reply).nothing:
        raise NotHere
    return reply


def access_reply_of(actor: Actor, round_code: str, entity: str) -> Reply:
    """The reply of one entity to one round, by their codes."""
    found = access_round_by_code(actor, round_code)
    row = Reply.objects.filter(round=found, entity=entity.upper()).values_list("pk", flat=True).first()
    if row is None:
        raise NotHere
    return access_reply(actor, row)


def access_submission(actor: Actor, submission_id: int) -> Submission:
    """What was sent, for the focal point, observers of the State, and the secretariat."""
    submission: Submission | None = Submission.objects.filter(pk=submission_id).first()
    if submission is None:
        raise NotHere
    submission.reply = access_reply(actor, submission.reply_id)
    if not may_read_sent(actor, submission.reply):
        raise NotHere
    return submission


def access_answer_file(actor: Actor, reply_id: int, name: str) -> AnswerFile:
    """A file given as an answer: whoever works with its section; the secretariat once it was sent, or what it entered."""
    reply = access_reply(actor, reply_id)
    found: AnswerFile | None = AnswerFile.objects.filter(reply=reply, name=name).first()
    if found is None:
        raise NotHere
    sent = found.sent_at is not None or found.keeper == "secretariat"
    if not (sent if actor.staff else reach_in(actor, reply).has(found.section)):
        raise NotHere
    return found
