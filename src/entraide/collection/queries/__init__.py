"""Every reading of the room: frozen rows, as far as the person may see."""

from ..forms import form_of, xform_of
from .questionnaires import QuestionnaireRow, questionnaire_versions, version_by_code
from .replies import (
    DecisionRow,
    ReplyRow,
    SentRow,
    draft,
    judgement_of,
    replies_of,
    reply_row,
    sent,
    sent_answers,
    whole_draft,
    workbook_for,
)
from .rounds import (
    BoardRow,
    InvitedRow,
    RoundRow,
    SubmissionRow,
    board,
    invited,
    round_row,
    rounds,
    rounds_for_paragraph,
    submissions_to_freeze,
)

__all__ = [
    "BoardRow",
    "DecisionRow",
    "InvitedRow",
    "QuestionnaireRow",
    "ReplyRow",
    "RoundRow",
    "SentRow",
    "SubmissionRow",
    "board",
    "draft",
    "form_of",
    "invited",
    "judgement_of",
    "questionnaire_versions",
    "replies_of",
    "reply_row",
    "round_row",
    "rounds",
    "rounds_for_paragraph",
    "sent",
    "sent_answers",
    "submissions_to_freeze",
    "version_by_code",
    "whole_draft",
    "workbook_for",
    "xform_of",
]
