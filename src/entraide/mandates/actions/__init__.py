"""Every write of the register. Only the secretariat's; each leaves one entry in the ledger and its lines of history."""

from .assigning import assign, finish, remind, staff
from .bulk import Plan, Planned, apply, plan
from .deciding import (
    ACTS,
    CORRECTABLE,
    STRENGTHS,
    add_mandate,
    amend,
    confirm,
    confirm_all,
    reject,
)
from .following import (
    add_evidence,
    annotate,
    evidence_for_paragraphs,
    keep_file,
    move,
    set_implementation,
    set_response,
    turn_down,
    validate_evidence,
    withdraw_evidence,
)
from .history import one_turn
from .proposing import propose
from .relating import relate, unrelate
from .undoing import undo

__all__ = [
    "ACTS",
    "CORRECTABLE",
    "STRENGTHS",
    "Plan",
    "Planned",
    "add_evidence",
    "add_mandate",
    "amend",
    "annotate",
    "apply",
    "assign",
    "confirm",
    "confirm_all",
    "evidence_for_paragraphs",
    "finish",
    "keep_file",
    "move",
    "one_turn",
    "plan",
    "propose",
    "reject",
    "relate",
    "remind",
    "set_implementation",
    "set_response",
    "staff",
    "turn_down",
    "undo",
    "unrelate",
    "validate_evidence",
    "withdraw_evidence",
]
