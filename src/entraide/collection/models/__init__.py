"""The tables of the room."""

from .keeping_rounds import Inviting, Reminder, RoundChange
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round

__all__ = [
    "Decision", "DraftCell", "Inviting", "Questionnaire", "QuestionnaireVersion", "Reminder", "Reply", "Round", "RoundChange",
    "Submission",
]  # fmt: skip
