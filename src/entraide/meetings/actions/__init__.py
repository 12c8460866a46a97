"""Every write of the room. Only the secretariat's; each leaves one entry in the ledger."""

from .agenda import add_item, move_item, remove_item, rename_item
from .bodies import correct_body, remove_body
from .gathering import correct_meeting, remove_meeting
from .people import add_officer, record_attendance, remove_attendance, remove_officer
from .recording import record_body, record_meeting, record_statements
from .sittings import correct_sitting, record_sitting, remove_sitting, set_cancelled
from .speaking import add_statements, remove_statement

__all__ = [
    "add_item",
    "add_officer",
    "add_statements",
    "correct_body",
    "correct_meeting",
    "correct_sitting",
    "move_item",
    "record_attendance",
    "record_body",
    "record_meeting",
    "record_sitting",
    "record_statements",
    "remove_attendance",
    "remove_body",
    "remove_item",
    "remove_meeting",
    "remove_officer",
    "remove_sitting",
    "remove_statement",
    "rename_item",
    "set_cancelled",
]
