"""Every write of the room."""

from .instance_files import Given, keep_files
from .instances import Offer, offer, remark, review_instance, take_instance
from .project_forms import (
    Definition,
    change_form,
    create_form,
    discard_draft,
    draft_form,
    keep_form_file,
    publish_form,
    read_definition,
)
from .projects import (
    NewKey,
    NewToken,
    change_project,
    connect_round,
    create_project,
    end_token,
    make_key,
    make_token,
    revoke_key,
    sealed,
)
from .questionnaires import publish_questionnaire
from .receiving import Arrival, Sender, receive
from .replies import Overtaken, Saved, correct, remove_row, save_cells
from .rounds import Contact, close_round, invite, open_round, send_again
from .submissions import accept, ask_back, submit
from .workbooks import Preview, apply_workbook, take_workbook

__all__ = [
    "Arrival",
    "Contact",
    "Definition",
    "Given",
    "NewKey",
    "NewToken",
    "Offer",
    "Overtaken",
    "Preview",
    "Saved",
    "Sender",
    "accept",
    "apply_workbook",
    "ask_back",
    "change_form",
    "change_project",
    "close_round",
    "connect_round",
    "correct",
    "create_form",
    "create_project",
    "discard_draft",
    "draft_form",
    "end_token",
    "invite",
    "keep_files",
    "keep_form_file",
    "make_key",
    "make_token",
    "offer",
    "open_round",
    "publish_form",
    "publish_questionnaire",
    "read_definition",
    "receive",
    "remark",
    "remove_row",
    "review_instance",
    "revoke_key",
    "save_cells",
    "sealed",
    "send_again",
    "submit",
    "take_instance",
    "take_workbook",
]
