"""The tables of the room."""

from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage

__all__ = [
    "Decision",
    "DraftCell",
    "Questionnaire",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "Submission",
    "Thread",
    "ThreadMessage",
]
