"""Drafts of questionnaires are the secretariat's; a form's files are read by those who read the form."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse

from ..models import FormMedia, Questionnaire, QuestionnaireDraft, QuestionnaireVersion, Round
from .people import answers_for


def access_draft(actor: Actor, draft_id: int) -> QuestionnaireDraft:
    """A draft, for the secretariat."""
    found = QuestionnaireDraft.objects.select_related("questionnaire", "previous").filter(pk=draft_id)
    draft: QuestionnaireDraft | None = found.first()
    if draft is None or not actor.staff:
        raise NotHere
    return draft


def must_be_open(draft: QuestionnaireDraft) -> None:
    """Refused with COL-059 for a draft that was published or put aside."""
    if draft.state != "open":
        raise refuse("COL-059")


def access_questionnaire(actor: Actor, code: str) -> Questionnaire:
    """A questionnaire by its code, for the secretariat."""
    found: Questionnaire | None = Questionnaire.objects.filter(code=code).first()
    if found is None or not actor.staff:
        raise NotHere
    return found


def may_read_form(actor: Actor, version_id: int) -> bool:
    """The secretariat, and those who were asked in a round of this version."""
    if actor.staff:
        return True
    rounds = Round.objects.filter(version_id=version_id, replies__entity=actor.entity)
    return answers_for(actor, actor.entity) and rounds.exists()


def access_published_form(actor: Actor, version_id: int) -> QuestionnaireVersion:
    """A published form, for the secretariat and those who were asked in a round of it."""
    found = QuestionnaireVersion.objects.select_related("questionnaire").filter(pk=version_id)
    version: QuestionnaireVersion | None = found.first()
    if version is None or not may_read_form(actor, version_id):
        raise NotHere
    return version


def access_media(actor: Actor, version_id: int, name: str) -> FormMedia:
    """A file that a published form shows, for those who may read the form."""
    found: FormMedia | None = FormMedia.objects.filter(version_id=version_id, name=name).first()
    if found is None or not may_read_form(actor, version_id):
        raise NotHere
    return found


def access_draft_media(actor: Actor, draft_id: int, name: str) -> FormMedia:
    """A file of a draft, for the secretariat."""
    found: FormMedia | None = access_draft(actor, draft_id).media.filter(name=name).first()
    if found is None:
        raise NotHere
    return found
