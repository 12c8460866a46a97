"""Questionnaires and rounds: the secretariat's, and of those who were asked in them."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import QuestionnaireVersion, Round
from .delegations import own_delegations
from .people import answers_for, reads_for


def may_manage_rounds(actor: Actor) -> Verdict:
    """Questionnaires and rounds are the secretariat's."""
    return YES if actor.staff else no("COL-303")


def may_read_questionnaires(actor: Actor) -> Verdict:
    """The questionnaires published; the secretariat's list."""
    return YES if actor.staff else no("COL-303")


def access_version(actor: Actor, version_id: int) -> QuestionnaireVersion:
    """A published questionnaire, for the secretariat."""
    found = QuestionnaireVersion.objects.select_related("questionnaire").filter(pk=version_id)
    version: QuestionnaireVersion | None = found.first()
    if version is None or not may_read_questionnaires(actor):
        raise NotHere
    return version


def access_round(actor: Actor, round_id: int) -> Round:
    """A round: the secretariat's, and of those who were asked in it."""
    found = Round.objects.select_related("version__questionnaire").filter(pk=round_id).first()
    return _admitted(actor, found)


def access_round_by_code(actor: Actor, code: str) -> Round:
    """The same, by the code that people use."""
    return _admitted(actor, Round.objects.select_related("version__questionnaire").filter(code=code).first())


def _admitted(actor: Actor, found: Round | None) -> Round:
    if found is None:
        raise NotHere
    if not actor.staff and not _asked(actor, found):
        raise NotHere
    return found


def _asked(actor: Actor, found: Round) -> bool:
    """Whether the person's State was asked in it, and they themselves have something to do with its reply."""
    if reads_for(actor, actor.entity):
        return bool(found.replies.filter(entity=actor.entity).exists())
    return answers_for(actor, actor.entity) and own_delegations(actor).filter(reply__round=found).exists()
