"""What many readers see alike, found once per change: rows, not pages, so that a person's own page can hold them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from django.utils.translation import get_language

from entraide.kernel.actor import Actor

from .middleware import edition

T = TypeVar("T")
MOST = 400
SECONDS = 60.0
_ROWS: OrderedDict[tuple[object, ...], tuple[int, float, Any]] = OrderedDict()
_LOCK = Lock()


def rows_kept(name: str, actor: Actor, make: Callable[[], T]) -> T:
    """The rows that `make` finds, or those found before for a reader of the same standing and language.

    Standing is all that walls ask of a reader but who they are: what differs from person to person must not be kept here.
    A change of anything, or a minute, makes them be found again.
    """
    key = (name, get_language(), actor.entity, actor.party, actor.staff, actor.known, actor.roles, actor.powers)
    number, now = edition(), time.monotonic()
    with _LOCK:
        found = _ROWS.get(key)
        if found is not None and found[0] == number and found[1] > now:
            return found[2]  # type: ignore[no-any-return]
    made = make()
    with _LOCK:
        _ROWS[key] = (number, now + SECONDS, made)
        _ROWS.move_to_end(key)
        while len(_ROWS) > MOST:
            _ROWS.popitem(last=False)
    return made


def forget() -> None:
    """Forget everything: for tests, whose transactions are rolled back."""
    with _LOCK:
        _ROWS.clear()
