"""From a nomination to somebody who acts: one table for the code, the documentation and the tests."""

from __future__ import annotations

from entraide.kernel.transitions import Transitions

NOMINATION = Transitions(
    name="nomination",
    code="ACC-020",
    start="recorded",
    table={
        "recorded": {"invite": "invited", "withdraw": "withdrawn"},
        "invited": {"invite": "invited", "accept": "to_check", "accept as noted": "active", "withdraw": "withdrawn"},
        "to_check": {"approve": "active", "ask back": "asked_back", "withdraw": "withdrawn"},
        "asked_back": {"answer": "to_check", "withdraw": "withdrawn"},
        "active": {"end": "ended"},
    },
)
"""A note verbale names somebody; a personal link reaches them; their profile is checked against the note; they act."""

WAITING = ("to_check", "asked_back")
"""States in which the person can sign in and sees their own profile, and nothing else."""

PENDING = ("recorded", "invited", *WAITING)
"""States in which a nomination still leads somewhere."""
