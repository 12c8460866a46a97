"""The tables of the room."""

from .attachments import AnswerFile
from .drafts import FormMedia, QuestionnaireDraft
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage
from .workbooks import TakenWorkbook

__all__ = [
    "AnswerFile",
    "Decision",
    "DraftCell",
    "FormMedia",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "Submission",
    "TakenWorkbook",
    "Thread",
    "ThreadMessage",
]
