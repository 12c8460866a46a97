"""The tables of the room."""

from .attachments import AnswerFile
from .delegating import Delegation, SectionMark, Signature
from .drafts import FormMedia, QuestionnaireDraft
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage

__all__ = [
    "AnswerFile",
    "Decision",
    "Delegation",
    "DraftCell",
    "FormMedia",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "SectionMark",
    "Signature",
    "Submission",
    "Thread",
    "ThreadMessage",
]
