"""When something was last done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

from .models import Stamp

BACKUP, LEDGER = "backup", "ledger"


@frozen
class Done:
    """One stamp: when, and counts or digests of what came of it."""

    at: datetime
    detail: dict[str, Any]


def stamp(name: str, **detail: Any) -> None:
    """Note that it has just been done."""
    with acting_as(SYSTEM):
        Stamp.objects.update_or_create(name=name, defaults={"at": clock.now(), "detail": detail})


def last(name: str) -> Done | None:
    """The last time, if there was one."""
    with acting_as(SYSTEM):
        row = Stamp.objects.filter(name=name).first()
    return Done(row.at, row.detail) if row else None
