"""Who may do what with rounds and replies, and the only doors to them.

The secretariat runs the rounds and reads what was submitted. A State's focal point writes and submits its reply, its
experts write. Drafts are the State's alone. Everybody else is told that there is no such thing.
"""

from .people import answers_for
from .replies import (
    access_reply,
    access_reply_of,
    access_submission,
    may_correct,
    may_decide,
    may_edit,
    may_read_draft,
    may_submit,
)
from .rounds import access_round, access_round_by_code, access_version, may_manage_rounds, may_read_questionnaires
from .windows import days_of, in_its_days

__all__ = [
    "access_reply",
    "access_reply_of",
    "access_round",
    "access_round_by_code",
    "access_submission",
    "access_version",
    "answers_for",
    "days_of",
    "in_its_days",
    "may_correct",
    "may_decide",
    "may_edit",
    "may_manage_rounds",
    "may_read_draft",
    "may_read_questionnaires",
    "may_submit",
]
