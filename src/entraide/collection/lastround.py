"""The last round's answers of the same State or organisation, as far as they are asked again."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .domain.answers import Answers
from .domain.carrying import carried_over
from .domain.form import Form
from .models import Decision, QuestionnaireVersion, Reply, Submission


def last_answers(reply: Reply, form: Form) -> Answers:
    """What stood for the State in the round before, by the paths of this form; nothing where there is none.

    For whoever has been let into the reply already: read as the system, since experts read no submissions.
    """
    if reply.round.previous_id is None:
        return Answers()
    with acting_as(SYSTEM, savepoint=False):
        sent = _standing(reply.round.previous_id, reply.entity)
        if sent is None:
            return Answers()
        versions = QuestionnaireVersion.objects.in_bulk([sent.reply.round.version_id, reply.round.version_id])
    known, now = versions[sent.reply.round.version_id].identities, versions[reply.round.version_id].identities
    return carried_over(Answers.from_json(sent.answers), form, known, now)


def _standing(round_id: int, entity: str) -> Submission | None:
    """Its newest accepted version, else its newest that was not asked back."""
    rows = Submission.objects.filter(reply__round=round_id, entity=entity).order_by("-number")
    found = list(rows.select_related("reply__round"))
    said = {one.submission_id: one.verdict for one in Decision.objects.filter(submission__in=found).order_by("id")}
    accepted = (row for row in found if said.get(row.pk) == "accepted")
    return next(accepted, None) or next((row for row in found if row.pk not in said), None)
