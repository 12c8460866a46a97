"""The tables of the room."""

from .devices import (
    AccessToken,
    AppKey,
    FormFile,
    Instance,
    InstanceFile,
    InstancePiece,
    InstanceVersion,
    Project,
    ProjectForm,
    Remark,
    Stray,
)
from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Decision, DraftCell, Reply, Submission
from .rounds import Round

__all__ = [
    "AccessToken",
    "AppKey",
    "Decision",
    "DraftCell",
    "FormFile",
    "Instance",
    "InstanceFile",
    "InstancePiece",
    "InstanceVersion",
    "Project",
    "ProjectForm",
    "Questionnaire",
    "QuestionnaireVersion",
    "Remark",
    "Reply",
    "Round",
    "Stray",
    "Submission",
]
