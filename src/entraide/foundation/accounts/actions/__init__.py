"""Nominating, inviting, checking, beginning, ending: every write to accounts."""

from .inviting import LIFETIME, accept_invitation, enrol, invite, invite_nominee, renew_invitation
from .leaving import end_membership, leave
from .nominating import Named, answer, approve, ask_back, nominate, withdraw
from .powers import MINUTES, end_power, lapse_power, open_power
from .profiles import change_profile
from .sessions import end_other_sessions, end_session, end_sessions_of

__all__ = [
    "LIFETIME",
    "MINUTES",
    "Named",
    "accept_invitation",
    "answer",
    "approve",
    "ask_back",
    "change_profile",
    "end_membership",
    "end_other_sessions",
    "end_power",
    "end_session",
    "end_sessions_of",
    "enrol",
    "invite",
    "invite_nominee",
    "lapse_power",
    "leave",
    "nominate",
    "open_power",
    "renew_invitation",
    "withdraw",
]
