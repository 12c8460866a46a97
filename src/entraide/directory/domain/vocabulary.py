"""What authorities are competent for, and what they are. The words that people read are translated elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "mutual_legal_assistance": ("UNTOC", "18(13)"),
    "extradition": ("UNTOC", "16"),
    "transfer_of_sentenced_persons": ("UNTOC", "17"),
    "confiscation": ("UNTOC", "13"),
    "prevention": ("UNTOC", "31(6)"),
    "cultural_property": ("", ""),
    "asset_recovery": ("UNCAC", ""),
    "smuggling_by_sea": ("", ""),
    "firearms": ("", ""),
    "focal_point": ("", ""),
}
"""Each function with the usual instrument and article of its designation, where there is one."""

KINDS: Final = (
    "justice_ministry", "culture_ministry", "foreign_ministry", "other_ministry", "prosecutor", "court",
    "police", "customs", "coast_guard", "cultural_institution", "organisation", "other",
)  # fmt: skip
"""What an authority is in its own State."""

ACTS: Final = ("note_verbale", "depositary_notification")
"""The acts by which an authority is designated."""


@frozen
class Function:
    """What an authority is competent for: by which instrument and article (either may be empty), which function."""

    function: str
    instrument: str = ""
    article: str = ""

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Function:
        """From the shape of the database column."""
        return cls(str(row["function"]), str(row.get("instrument", "")), str(row.get("article", "")))

    def to_json(self) -> dict[str, str]:
        """The shape of the database column."""
        return {"instrument": self.instrument, "article": self.article, "function": self.function}
