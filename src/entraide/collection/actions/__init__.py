"""Every write of the room."""

from .attachments import attach, check_size, remove_file
from .carrying import confirm_last
from .clearing import clear_sections, complete_section, sign, statement
from .decisions import Letter, confirm, reinstate, undo_decision, withdraw
from .delegations import Expert, delegate, give_again, hand_back, remind, take_back
from .entries import Entered, begin_entry, remove_entry_row, save_entry, submit_entry, take_entry
from .questionnaires import (
    add_media,
    discard_draft,
    draft_questionnaire,
    map_questions,
    publish_draft,
    publish_questionnaire,
    restore_draft,
)
from .replies import Overtaken, Saved, correct, remove_row, save_cells
from .restoring import restore
from .rounds import Contact, close_round, invite, open_round, send_again
from .submissions import accept, ask_back, submit
from .threads import answer_thread, ask_again, close_thread, open_thread
from .workbooks import Preview, Undone, apply_workbook, take_workbook, undo_workbook

__all__ = [
    "Contact",
    "Entered",
    "Expert",
    "Letter",
    "Overtaken",
    "Preview",
    "Saved",
    "Undone",
    "accept",
    "add_media",
    "answer_thread",
    "apply_workbook",
    "ask_again",
    "ask_back",
    "attach",
    "begin_entry",
    "check_size",
    "clear_sections",
    "close_round",
    "close_thread",
    "complete_section",
    "confirm",
    "confirm_last",
    "correct",
    "delegate",
    "discard_draft",
    "draft_questionnaire",
    "give_again",
    "hand_back",
    "invite",
    "map_questions",
    "open_round",
    "open_thread",
    "publish_draft",
    "publish_questionnaire",
    "reinstate",
    "remind",
    "remove_entry_row",
    "remove_file",
    "remove_row",
    "restore",
    "restore_draft",
    "save_cells",
    "save_entry",
    "send_again",
    "sign",
    "statement",
    "submit",
    "submit_entry",
    "take_back",
    "take_entry",
    "take_workbook",
    "undo_decision",
    "undo_workbook",
    "withdraw",
]
