"""Every write of the directory: entries and their acts, persons, drafts, the yearly confirmation, the work list."""

from .bounces import mark_bounces
from .confirming import ask_for_confirmation, confirm_by_link, confirm_entry
from .drafts import (
    begin_draft,
    bring_up_to_date,
    discard_draft,
    restore_version,
    save_act,
    save_comers,
    save_draft,
)
from .entries import correct_authority, import_rows, record_authority, record_designation, withdraw_entry
from .moving import approve_draft, ask_back, publish_draft, return_draft, send_draft, take_back
from .persons import name_contact_point, remove_contact_point
from .worklist import assign_finding, reopen_finding, set_finding_aside

__all__ = [
    "approve_draft", "ask_back", "ask_for_confirmation", "assign_finding", "begin_draft", "bring_up_to_date", "confirm_by_link",
    "confirm_entry", "correct_authority", "discard_draft", "import_rows", "mark_bounces", "name_contact_point", "publish_draft",
    "record_authority",
    "record_designation", "remove_contact_point", "reopen_finding", "restore_version", "return_draft", "save_act", "save_comers",
    "save_draft", "send_draft", "set_finding_aside", "take_back", "withdraw_entry",
]  # fmt: skip
