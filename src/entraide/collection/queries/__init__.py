"""Every reading of the room: frozen rows, as far as the person may see."""

from ..forms import form_of, xform_of
from .comparing import Compared, LastRound, compared, last_round
from .entries import entry
from .history import Event, timeline
from .questionnaires import QuestionnaireRow, questionnaire_versions, version_by_code
from .queue import QueueRow, queue, withdrawn_since
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
from .threads import (
    MessageRow,
    OpenClarification,
    ThreadRow,
    WaitingRow,
    open_clarifications,
    thread_row,
    threads,
    waiting_threads,
)

__all__ = [
    "BoardRow",
    "Compared",
    "DecisionRow",
    "Event",
    "InvitedRow",
    "LastRound",
    "MessageRow",
    "OpenClarification",
    "QuestionnaireRow",
    "QueueRow",
    "ReplyRow",
    "RoundRow",
    "SentRow",
    "SubmissionRow",
    "ThreadRow",
    "WaitingRow",
    "board",
    "compared",
    "draft",
    "entry",
    "form_of",
    "invited",
    "judgement_of",
    "last_round",
    "open_clarifications",
    "questionnaire_versions",
    "queue",
    "replies_of",
    "reply_row",
    "round_row",
    "rounds",
    "rounds_for_paragraph",
    "sent",
    "sent_answers",
    "submissions_to_freeze",
    "thread_row",
    "threads",
    "timeline",
    "version_by_code",
    "waiting_threads",
    "withdrawn_since",
    "workbook_for",
    "xform_of",
]
