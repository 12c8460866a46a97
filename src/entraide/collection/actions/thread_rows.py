"""Clarifications follow the rows of a draft that move up when one above them is taken out."""

from __future__ import annotations

from entraide.foundation.actions import save

from ..models import Reply, Thread


def follow_rows(reply: Reply, repeat: str, position: int) -> None:
    """A row was taken out of the draft: threads on the rows below move up with them, those on the row go to the whole."""
    start = f"{repeat}["
    for thread in Thread.objects.filter(reply=reply, path__startswith=start).exclude(state="closed"):
        row, _bracket, rest = thread.path[len(start) :].partition("]")
        if int(row) < position:
            continue
        thread.path = f"{start}{int(row) - 1}]{rest}" if int(row) > position else ""
        save(thread, "path")
