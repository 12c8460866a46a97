"""The tables of the room."""

from .attachments import AnswerFile
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
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round
from .threads import Thread, ThreadMessage

__all__ = [
    "AccessToken",
    "AnswerFile",
    "AppKey",
    "Decision",
    "DraftCell",
    "FormMedia",
    "Instance",
    "InstanceFile",
    "InstancePiece",
    "InstanceVersion",
    "Project",
    "ProjectForm",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Remark",
    "Reply",
    "Round",
    "Stray",
    "Submission",
    "Thread",
    "ThreadMessage",
]
