"""The life of an import and of an edition."""

from __future__ import annotations

from typing import Final

from entraide.kernel.transitions import Transitions

IMPORT: Final = Transitions(
    "import of a table", "DIR-314", "read",
    {
        "read": {"plan": "planned"},
        "planned": {"plan": "planned", "start": "taking", "take": "taken"},
        "taking": {"take": "taken", "fail": "planned"},
        "taken": {"undo": "undone"},
    },
)  # fmt: skip
"""What is uploaded is read, planned column by column, taken as a whole, and undone as a whole."""

EDITION: Final = Transitions(
    "printed edition", "DIR-315", "waiting",
    {"waiting": {"make": "made", "fail": "failed"}, "made": {"expire": "expired"}, "failed": {"make": "made"}},
)  # fmt: skip
"""What is asked for waits for its job, is made, and is thrown away after some days."""
