"""The daily duty of the directory."""

from __future__ import annotations

from datetime import date

from entraide.kernel.actor import SYSTEM

from . import actions


def ask_for_confirmation(today: date) -> int:
    """Ask the focal points of every State whose entries wait for their yearly confirmation; how many letters. May run twice."""
    return actions.ask_for_confirmation(SYSTEM, today)
