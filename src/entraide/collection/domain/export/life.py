"""The life of an export."""

from __future__ import annotations

from typing import Final

from entraide.kernel.transitions import Transitions

EXPORT: Final = Transitions(
    "export of replies", "COL-481", "waiting",
    {
        "waiting": {"stream": "streamed", "make": "made", "fail": "failed"},
        "failed": {"make": "made"},
        "made": {"expire": "gone"},
    },
)  # fmt: skip
"""A short one is sent at once and not kept; a long one waits for its job, is kept for some days, and is thrown away."""
