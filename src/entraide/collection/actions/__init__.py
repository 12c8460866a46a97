"""Every write of the room."""

from .questionnaires import publish_questionnaire
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
    "apply_workbook",
    "ask_back",
    "close_round",
    "correct",
    "invite",
    "open_round",
    "publish_questionnaire",
    "remove_row",
    "save_cells",
    "send_again",
    "submit",
    "take_workbook",
]
