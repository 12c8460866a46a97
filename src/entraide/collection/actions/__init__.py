"""Every write of the room."""

from .carrying import confirm_last
from .clearing import clear_sections, complete_section, sign, statement
from .delegations import Expert, delegate, give_again, hand_back, remind, take_back
from .questionnaires import publish_questionnaire
from .replies import Overtaken, Saved, correct, remove_row, save_cells
from .rounds import Contact, close_round, invite, open_round, send_again
from .submissions import accept, ask_back, submit
from .workbooks import Preview, apply_workbook, take_workbook

__all__ = [
    "Contact",
    "Expert",
    "Overtaken",
    "Preview",
    "Saved",
    "accept",
    "apply_workbook",
    "ask_back",
    "clear_sections",
    "close_round",
    "complete_section",
    "confirm_last",
    "correct",
    "delegate",
    "give_again",
    "hand_back",
    "invite",
    "open_round",
    "publish_questionnaire",
    "remind",
    "remove_row",
    "save_cells",
    "send_again",
    "sign",
    "statement",
    "submit",
    "take_back",
    "take_workbook",
]
