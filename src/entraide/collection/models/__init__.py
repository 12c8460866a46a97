"""The tables of the room."""

from .attachments import AnswerFile
from .delegating import Delegation, SectionMark, Signature
from .drafts import FormMedia, QuestionnaireDraft
from .exports import Export, ExportPiece
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage
from .workbooks import TakenWorkbook

__all__ = [
    "AnswerFile",
    "Decision",
    "Delegation",
    "DraftCell",
    "Export",
    "ExportPiece",
    "FormMedia",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "SectionMark",
    "Signature",
    "Submission",
    "TakenWorkbook",
    "Thread",
    "ThreadMessage",
]
