"""The tables of the room."""

from .attachments import AnswerFile
from .drafts import FormMedia, QuestionnaireDraft
from .keeping_rounds import Inviting, Reminder, RoundChange
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage

__all__ = [
    "AnswerFile",
    "Decision",
    "DraftCell",
    "FormMedia",
    "Inviting",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Reminder",
    "Reply",
    "Round",
    "RoundChange",
    "Submission",
    "Thread",
    "ThreadMessage",
]
