"""The tables of the room."""

from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round

__all__ = ["Decision", "DraftCell", "Questionnaire", "QuestionnaireVersion", "Reply", "Round", "Submission"]
