"""The last round's answers of the same State or organisation, as far as they are asked again."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .domain.answers import Answers
from .domain.following import followed
from .domain.form import Form
from .domain.last_answers import fitting
from .domain.verdicts import ACCEPTED, ASKED_BACK, WITHDRAWN, standing
from .models import Reply, Submission


def last_answers(reply: Reply, form: Form) -> Answers:
    """What stood for the State in the round before, by the paths of this form; nothing where there is none.

    For whoever has been let into the reply already: read as the system, since experts read no submissions.
    """
    if reply.round.previous_id is None:
        return Answers()
    with acting_as(SYSTEM, savepoint=False):
        rows = Reply.objects.select_related("round__version").filter(round=reply.round.previous_id, entity=reply.entity)
        earlier = rows.first()
        sent = standing_version(earlier) if earlier is not None else None
        if earlier is None or sent is None:
            return Answers()
        was, now = earlier.round.version.identities, reply.round.version.identities
    return fitting(form, followed(Answers.from_json(sent.answers), form, was, now))


def standing_version(reply: Reply) -> Submission | None:
    """The newest accepted version, else the newest that was not asked back; nothing of what was withdrawn."""
    if reply.state == WITHDRAWN:
        return None
    kept: tuple[Submission, str] | None = None
    for row in reply.submissions.prefetch_related("decisions").order_by("number"):
        verdict = standing(one.verdict for one in row.decisions.all())
        if verdict == ACCEPTED or (verdict != ASKED_BACK and (kept is None or kept[1] != ACCEPTED)):
            kept = row, verdict
    return kept[0] if kept else None
