"""The tables of the room."""

from .attachments import AnswerFile
from .drafts import FormMedia, QuestionnaireDraft
from .exports import Export, ExportPiece
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round

__all__ = [
    "AnswerFile",
    "Decision",
    "DraftCell",
    "Export",
    "ExportPiece",
    "FormMedia",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Reply",
    "Round",
    "Submission",
]
