"""What the directory does in the background, and every day."""

from __future__ import annotations

from datetime import date

from entraide.foundation.keeping.duties import daily
from entraide.kernel.actor import SYSTEM

from . import actions, searching
from .exchange.jobs import make_edition, take_batch

__all__ = ["ask_for_confirmation", "make_edition", "mark_bounces", "take_batch"]


@daily("directory.ask_for_confirmation")
def ask_for_confirmation(day: date) -> None:
    """Ask the focal points of every State whose entries wait for their yearly confirmation, once for each stage."""
    actions.ask_for_confirmation(SYSTEM, day)


@daily("directory.mark_bounces")
def mark_bounces(_day: date) -> None:
    """Mark the addresses of offices and persons at which letters came back, and take the marks of those that are reached again."""
    actions.mark_bounces(SYSTEM)


@daily("directory.file_keys")
def file_keys(day: date) -> None:
    """Entries that were written before there were keys to be sought by, as after an upgrade, get theirs."""
    if searching.unfiled():
        searching.file_all(SYSTEM)
