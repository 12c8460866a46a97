"""The columns of the directory in a table."""

from __future__ import annotations

from typing import Final

from entraide.kernel.languages import LANGUAGES

from .words import words

KEPT: Final = frozenset({"id", "version"})
"""What an import needs to know a row again; only for those who import."""
PROCEDURE: Final = (
    "time_zone", "hours", "closed_days", "holidays", "channels", "formats", "translation_certified",
    *(f"{part}_{code}" for part in ("information", "requirements", "urgent") for code in LANGUAGES), "interpol_urgent",
)  # fmt: skip
"""For those who stand for a State or an organisation."""
TOLD: Final = ("standing", "confirmed_on")
"""Written, never read."""
COLUMNS: Final[tuple[str, ...]] = tuple(words()["columns"])
CHOICES: Final = {"kind": "kind", "interpol_urgent": "truth", "translation_certified": "truth", "legal_basis": "truth"}
"""Columns of one word out of a list."""
WIDE: Final = frozenset({"functions", "posts", "cultural", "acts", "contacts", "phones", "emails"})


def columns(addresses: bool, persons: bool, kept: bool) -> tuple[str, ...]:
    """The columns for one reader, in their order."""
    hidden = set() if kept else set(KEPT)
    hidden |= set() if addresses else {*PROCEDURE, "legal_basis"}
    hidden |= set() if persons else {"contacts"}
    return tuple(key for key in COLUMNS if key not in hidden)
