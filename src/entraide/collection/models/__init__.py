"""The tables of the room."""

from .delegating import Delegation, SectionMark, Signature
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round

__all__ = [
    "Decision",
    "Delegation",
    "DraftCell",
    "Questionnaire",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "SectionMark",
    "Signature",
    "Submission",
]
