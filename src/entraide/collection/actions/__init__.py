"""Every write of the room."""

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
from .rounds import Contact, close_round, invite, open_round, send_again
from .submissions import accept, ask_back, submit
from .workbooks import Preview, apply_workbook, take_workbook

__all__ = [
    "Contact",
    "Overtaken",
    "Preview",
    "Saved",
    "accept",
    "add_media",
    "apply_workbook",
    "ask_back",
    "close_round",
    "correct",
    "discard_draft",
    "draft_questionnaire",
    "invite",
    "map_questions",
    "open_round",
    "publish_draft",
    "publish_questionnaire",
    "remove_row",
    "restore_draft",
    "save_cells",
    "send_again",
    "submit",
    "take_workbook",
]
