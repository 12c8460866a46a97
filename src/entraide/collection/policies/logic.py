"""The logic of a questionnaire in the page of whoever answers it."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from ..models import QuestionnaireVersion, Reply
from .people import answers_for
from .rounds import may_read_questionnaires


def access_version_asked(actor: Actor, version_id: int) -> QuestionnaireVersion:
    """A published version: the secretariat's, and of those who were asked to answer it. NotHere for others."""
    found: QuestionnaireVersion | None = QuestionnaireVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise NotHere
    asked = answers_for(actor, actor.entity)
    if may_read_questionnaires(actor) or (
        asked and Reply.objects.filter(entity=actor.entity, round__version_id=version_id).exists()
    ):
        return found
    raise NotHere
