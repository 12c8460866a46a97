"""Every write of the room."""

from .decisions import Letter, confirm, reinstate, undo_decision, withdraw
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
    "begin_entry",
    "close_round",
    "close_thread",
    "confirm",
    "correct",
    "discard_draft",
    "draft_questionnaire",
    "invite",
    "map_questions",
    "open_round",
    "open_thread",
    "publish_draft",
    "publish_questionnaire",
    "reinstate",
    "remove_entry_row",
    "remove_row",
    "restore",
    "restore_draft",
    "save_cells",
    "save_entry",
    "send_again",
    "submit",
    "submit_entry",
    "take_entry",
    "take_workbook",
    "undo_decision",
    "undo_workbook",
    "withdraw",
]
