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
        "invited": {"save": "drafting", "enter": "submitted"},
        "drafting": {"save": "drafting", "submit": "submitted", "enter": "submitted", "withdraw": "withdrawn"},
        "submitted": {
            "accept": "accepted",
            "ask_back": "asked_back",
            "correct": "drafting",
            "enter": "submitted",
            "withdraw": "withdrawn",
        },
        "accepted": {"correct": "drafting", "undo": "submitted", "enter": "submitted", "withdraw": "withdrawn"},
        "asked_back": {
            "save": "drafting",
            "submit": "submitted",
            "undo": "submitted",
            "enter": "submitted",
            "withdraw": "withdrawn",
        },
        "withdrawn": {"reinstate": "submitted", "reinstate_accepted": "accepted"},
    },
)
"""`correct` opens the draft again while what was sent keeps standing; only the next submission replaces it.
`enter` is the secretariat's, from a letter; what is withdrawn counts no more until it is reinstated as it stood."""

THREAD: Final = Transitions(
    "thread",
    "COL-452",
    "open",
    {
        "open": {"ask_again": "open", "answer": "answered", "close": "closed"},
        "answered": {"answer": "answered", "ask_again": "open", "close": "closed"},
        "closed": {},
    },
)
"""A clarification: `open` awaits an answer, `answered` awaits whoever asked; what is closed is closed."""

OPEN_TO_EDITS: Final = frozenset(state for state in REPLY.states if REPLY.allows(state, "save"))
