"""Who may do what with rounds and replies, and the only doors to them.

The secretariat runs the rounds and reads what was submitted. A State's focal point writes and submits its reply, its
experts write. Drafts are the State's alone. Everybody else is told that there is no such thing.
"""

from .drafts import (
    access_draft,
    access_draft_media,
    access_form,
    access_media,
    access_questionnaire,
    may_read_form,
    must_be_open,
)
from .people import answers_for
from .replies import (
    access_answer_file,
    access_reply,
    access_reply_of,
    access_submission,
    may_correct,
    may_decide,
    may_edit,
    may_read_draft,
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

__all__ = [
    "access_answer_file",
    "access_draft",
    "access_draft_media",
    "access_form",
    "access_media",
    "access_questionnaire",
    "access_reply",
    "access_reply_of",
    "access_round",
    "access_round_by_code",
    "access_submission",
    "access_thread",
    "access_version",
    "answers_for",
    "may_answer_thread",
    "may_ask_again",
    "may_close_thread",
    "may_confirm",
    "may_correct",
    "may_decide",
    "may_edit",
    "may_enter",
    "may_manage_rounds",
    "may_open_thread",
    "may_read_draft",
    "may_read_form",
    "may_read_questionnaires",
    "may_reinstate",
    "may_submit",
    "may_undo",
    "may_withdraw",
    "must_be_open",
    "sees_section",
    "side_of",
    "threads_seen",
]
