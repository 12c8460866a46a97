"""What pages and other rooms read of the register."""

from .one import around, for_paragraph, mandate, within
from .register import documents_with, find, open_items, register
from .rows import AddresseeRow, EvidenceRow, MandateRow
from .waiting import ToDecide, proposals, to_decide, to_validate

__all__ = [
    "AddresseeRow",
    "EvidenceRow",
    "MandateRow",
    "ToDecide",
    "around",
    "documents_with",
    "find",
    "for_paragraph",
    "mandate",
    "open_items",
    "proposals",
    "register",
    "to_decide",
    "to_validate",
    "within",
]
