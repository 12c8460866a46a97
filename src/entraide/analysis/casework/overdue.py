"""How long a linking may take, and what became of one whose process died."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ..models import LinkRun

UNDER_WAY: Final = ("waiting", "running")
LIMIT: Final = timedelta(hours=1)
"""From when it was asked for; one that takes longer has died with its process."""
OVERDUE: Final = "overdue"


def is_overdue(run: LinkRun, at: datetime) -> bool:
    """Whether it still says that it is under way though it cannot be."""
    return run.state in UNDER_WAY and run.asked_at < at - LIMIT


def give_up(at: datetime) -> int:
    """Say of linkings that are past their limit that they failed; how many."""
    late = LinkRun.objects.filter(state__in=UNDER_WAY, asked_at__lt=at - LIMIT)
    return late.update(state="failed", refused=OVERDUE, ended_at=at)
