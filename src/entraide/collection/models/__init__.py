"""The tables of the room."""

from .attachments import AnswerFile
from .delegating import Delegation, SectionMark, Signature
from .devices import (
    AccessToken,
    AppKey,
    Instance,
    InstanceFile,
    InstancePiece,
    InstanceVersion,
    Project,
    ProjectForm,
    Remark,
    Stray,
)
from .drafts import FormMedia, QuestionnaireDraft
from .exports import Export, ExportPiece
from .keeping_rounds import Inviting, Reminder, RoundChange
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, LetterFile, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage
from .workbooks import TakenWorkbook

__all__ = [
    "AccessToken",
    "AnswerFile",
    "AppKey",
    "Decision",
    "Delegation",
    "DraftCell",
    "Export",
    "ExportPiece",
    "FormMedia",
    "Instance",
    "InstanceFile",
    "InstancePiece",
    "InstanceVersion",
    "Inviting",
    "LetterFile",
    "Project",
    "ProjectForm",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Remark",
    "Reminder",
    "Reply",
    "Round",
    "RoundChange",
    "SectionMark",
    "Signature",
    "Stray",
    "Submission",
    "TakenWorkbook",
    "Thread",
    "ThreadMessage",
]
