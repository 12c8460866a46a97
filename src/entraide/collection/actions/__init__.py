"""Every write of the room."""

from .attachments import attach, check_size, remove_file
from .carrying import confirm_last
from .changing import admit_late, begin_round, change_round, snooze, tell_deadline, terms_of
from .clearing import clear_sections, complete_section, sign, statement
from .decisions import Letter, confirm, reinstate, undo_decision, withdraw
from .delegations import Expert, delegate, give_again, hand_back, remind, take_back
from .entries import Entered, begin_entry, remove_entry_row, save_entry, submit_entry, take_entry
from .instance_files import Given, keep_files
from .instances import Offer, offer, remark, review_instance, take_instance
from .inviting import AT_ONCE, CHUNK, note_progress, start_inviting, to_invite, uninvite
from .project_forms import (
    change_form,
    create_form,
    discard_form_draft,
    draft_form,
    keep_form_file,
    open_draft,
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
from .questionnaires import (
    add_media,
    discard_draft,
    draft_questionnaire,
    map_questions,
    publish_draft,
    publish_questionnaire,
    restore_draft,
)
from .receiving import Arrival, Sender, receive
from .reminding import remind_due, reminders_due, sent_marks
from .replies import Overtaken, Saved, correct, remove_row, save_cells
from .restoring import restore
from .rounds import Contact, close_round, invite, open_round, send_again
from .sharing import share_section
from .submissions import accept, ask_back, submit
from .threads import answer_thread, ask_again, close_thread, open_thread
from .workbooks import Preview, Undone, apply_workbook, take_workbook, undo_workbook

__all__ = [
    "AT_ONCE",
    "CHUNK",
    "Arrival",
    "Contact",
    "Entered",
    "Expert",
    "Given",
    "Letter",
    "NewKey",
    "NewToken",
    "Offer",
    "Overtaken",
    "Preview",
    "Saved",
    "Sender",
    "Undone",
    "accept",
    "add_media",
    "admit_late",
    "answer_thread",
    "apply_workbook",
    "ask_again",
    "ask_back",
    "attach",
    "begin_entry",
    "begin_round",
    "change_form",
    "change_project",
    "change_round",
    "check_size",
    "clear_sections",
    "close_round",
    "close_thread",
    "complete_section",
    "confirm",
    "confirm_last",
    "connect_round",
    "correct",
    "create_form",
    "create_project",
    "delegate",
    "discard_draft",
    "discard_form_draft",
    "draft_form",
    "draft_questionnaire",
    "end_token",
    "give_again",
    "hand_back",
    "invite",
    "keep_files",
    "keep_form_file",
    "make_key",
    "make_token",
    "map_questions",
    "note_progress",
    "offer",
    "open_draft",
    "open_round",
    "open_thread",
    "publish_draft",
    "publish_form",
    "publish_questionnaire",
    "read_definition",
    "receive",
    "reinstate",
    "remark",
    "remind",
    "remind_due",
    "reminders_due",
    "remove_entry_row",
    "remove_file",
    "remove_row",
    "restore",
    "restore_draft",
    "review_instance",
    "revoke_key",
    "save_cells",
    "save_entry",
    "sealed",
    "send_again",
    "sent_marks",
    "share_section",
    "sign",
    "snooze",
    "start_inviting",
    "statement",
    "submit",
    "submit_entry",
    "take_back",
    "take_entry",
    "take_instance",
    "take_workbook",
    "tell_deadline",
    "terms_of",
    "to_invite",
    "undo_decision",
    "undo_workbook",
    "uninvite",
    "withdraw",
]
