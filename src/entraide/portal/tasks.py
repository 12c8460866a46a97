"""Daily duties of the rooms above that keep no clock of their own."""

from __future__ import annotations

from datetime import date

from entraide.foundation.keeping.duties import daily
from entraide.kernel.actor import SYSTEM
from entraide.mandates import actions as mandates


@daily("mandates.remind")
def remind(day: date) -> None:
    """Letters about what is in people's hands, each sent once."""
    mandates.remind(SYSTEM)
