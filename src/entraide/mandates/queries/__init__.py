"""What pages and other rooms read of the register."""

from .figures import UNDATED, Figure, by_year, figures, names, total
from .listing import Listed, Place, Wanted, numbered, page, place
from .one import around, for_paragraph, mandate, within
from .register import documents_labelled, documents_with, find, open_items, register
from .rows import AddresseeRow, EvidenceRow, MandateRow, rows_numbered
from .similar import Earlier, similar, similar_to
from .waiting import ToDecide, Waiting, evidence_page, proposals, to_decide, to_validate, what_waits

__all__ = [
    "UNDATED",
    "AddresseeRow",
    "Earlier",
    "EvidenceRow",
    "Figure",
    "Listed",
    "MandateRow",
    "Place",
    "ToDecide",
    "Waiting",
    "Wanted",
    "around",
    "by_year",
    "documents_labelled",
    "documents_with",
    "evidence_page",
    "figures",
    "find",
    "for_paragraph",
    "mandate",
    "names",
    "numbered",
    "open_items",
    "page",
    "place",
    "proposals",
    "register",
    "rows_numbered",
    "similar",
    "similar_to",
    "to_decide",
    "to_validate",
    "total",
    "what_waits",
    "within",
]
