"""Every write of the room."""

from .changing import admit_late, begin_round, change_round, snooze, tell_deadline, terms_of
from .inviting import AT_ONCE, CHUNK, note_progress, start_inviting, to_invite, uninvite
from .questionnaires import publish_questionnaire
from .reminding import remind_due, reminders_due, sent_marks
from .replies import Overtaken, Saved, correct, remove_row, save_cells
from .rounds import Contact, close_round, invite, open_round, send_again
from .sharing import share_section
from .submissions import accept, ask_back, submit
from .workbooks import Preview, apply_workbook, take_workbook

__all__ = [
    "AT_ONCE",
    "CHUNK",
    "Contact",
    "Overtaken",
    "Preview",
    "Saved",
    "accept",
    "admit_late",
    "apply_workbook",
    "ask_back",
    "begin_round",
    "change_round",
    "close_round",
    "correct",
    "invite",
    "note_progress",
    "open_round",
    "publish_questionnaire",
    "remind_due",
    "reminders_due",
    "remove_row",
    "save_cells",
    "send_again",
    "sent_marks",
    "share_section",
    "snooze",
    "start_inviting",
    "submit",
    "take_workbook",
    "tell_deadline",
    "terms_of",
    "to_invite",
    "uninvite",
]
