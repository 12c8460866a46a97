"""Who may do what with rounds and replies, and the only doors to them.

The secretariat runs the rounds and reads what was submitted. A State's focal point writes and submits its reply, its
experts write. Drafts are the State's alone. Everybody else is told that there is no such thing.
"""

from .delegations import access_delegation, may_delegate, may_hand_back, own_delegations, reach_in
from .drafts import (
    access_draft,
    access_draft_media,
    access_form,
    access_media,
    access_questionnaire,
    may_read_form,
    must_be_open,
)
from .exports import access_export, may_export
from .people import answers_for, belongs_to, reads_for, speaks_for
from .replies import (
    access_answer_file,
    access_reply,
    access_reply_of,
    access_submission,
    may_correct,
    may_decide,
    may_edit,
    may_read_draft,
    may_read_sent,
    may_submit,
)
from .review import may_confirm, may_enter, may_reinstate, may_undo, may_withdraw
from .rounds import access_round, access_round_by_code, access_version, may_manage_rounds, may_read_questionnaires
from .threads import (
    access_thread,
    may_answer_thread,
    may_ask_again,
    may_close_thread,
    may_open_thread,
    sees_section,
    side_of,
    threads_seen,
)
from .windows import days_of, in_its_days
from .workbooks import access_taken_workbook

__all__ = [
    "access_answer_file",
    "access_delegation",
    "access_draft",
    "access_draft_media",
    "access_export",
    "access_form",
    "access_media",
    "access_questionnaire",
    "access_reply",
    "access_reply_of",
    "access_round",
    "access_round_by_code",
    "access_submission",
    "access_taken_workbook",
    "access_thread",
    "access_version",
    "answers_for",
    "belongs_to",
    "days_of",
    "in_its_days",
    "may_answer_thread",
    "may_ask_again",
    "may_close_thread",
    "may_confirm",
    "may_correct",
    "may_decide",
    "may_delegate",
    "may_edit",
    "may_enter",
    "may_export",
    "may_hand_back",
    "may_manage_rounds",
    "may_open_thread",
    "may_read_draft",
    "may_read_form",
    "may_read_questionnaires",
    "may_read_sent",
    "may_reinstate",
    "may_submit",
    "may_undo",
    "may_withdraw",
    "must_be_open",
    "own_delegations",
    "reach_in",
    "reads_for",
    "sees_section",
    "side_of",
    "speaks_for",
    "threads_seen",
]
