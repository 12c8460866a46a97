"""The life of a round and of a reply, as tables that code, pages and tests read."""

from __future__ import annotations

from typing import Final

from entraide.kernel.transitions import Transitions

ROUND: Final = Transitions(
    "round", "COL-302", "prepared", {"prepared": {"open": "open"}, "open": {"close": "closed"}, "closed": {}}
)
"""In a prepared round people may be asked already, but nobody answers before it opens. A closed round takes nothing more, but
for replies that are let in late one by one: its figures are frozen from what had arrived."""

REPLY: Final = Transitions(
    "reply",
    "COL-301",
    "invited",
    {
        "invited": {"save": "drafting"},
        "drafting": {"save": "drafting", "submit": "submitted"},
        "submitted": {"accept": "accepted", "ask_back": "asked_back", "correct": "drafting"},
        "accepted": {"correct": "drafting"},
        "asked_back": {"save": "drafting", "submit": "submitted"},
    },
)
"""`correct` opens the draft again while what was sent keeps standing; only the next submission replaces it."""

OPEN_TO_EDITS: Final = frozenset(state for state in REPLY.states if REPLY.allows(state, "save"))
