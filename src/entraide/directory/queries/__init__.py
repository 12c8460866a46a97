"""What pages and other rooms read of the directory."""

from .drafts import ComerRow, DraftLine, DraftRow, closed_drafts, draft, draft_of_authority, drafts, drafts_waiting
from .entries import (
    AuthorityRow,
    ContactPointRow,
    ContactRow,
    DesignationRow,
    ToConfirm,
    authorities,
    authority,
    contacts_for,
    entries_of_link,
    others,
    page_of,
    to_confirm,
)
from .history import VersionRow, difference_of, history
from .worklist import FindingRow, counts_by_state, findings

__all__ = [
    "AuthorityRow", "ComerRow", "ContactPointRow", "ContactRow", "DesignationRow", "DraftLine", "DraftRow", "FindingRow", "ToConfirm",
    "VersionRow", "authorities", "authority", "closed_drafts", "contacts_for", "counts_by_state", "difference_of", "draft",
    "draft_of_authority", "drafts", "drafts_waiting", "entries_of_link", "findings", "history", "others", "page_of", "to_confirm",
]  # fmt: skip
