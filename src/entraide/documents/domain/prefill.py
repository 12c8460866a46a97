"""What a report says of itself that filing needs, as a first answer for the person who files it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .tree import Tree


def found_in(tree: Tree) -> dict[str, Any]:
    """Texts, ISO dates ("" when not found) and the number of sittings, by the names that `actions.file_reading` uses."""
    head, days = tree.masthead, tree.meeting.dates
    listed = [symbol for annex in tree.annexes for row in annex.documents for symbol in row.symbols]
    return {
        "symbols": "; ".join(head.symbols),
        "title": head.title,
        "body_code": stem([*head.symbols, *listed]),
        "body_name": head.body,
        "session": head.session,
        "place": head.place,
        "starts_on": min(days, default=""),
        "ends_on": max(days, default=""),
        "sittings": tree.meeting.sittings,
        "dated": head.date,
        "status": "original" if head.original_language == tree.language else "official",
    }


def stem(symbols: Sequence[str]) -> str:
    """What stands before the year or number in the first symbol: CTOC/COP/WG.2 of CTOC/COP/WG.2/2012/3."""
    parts = symbols[0].split("/") if symbols else []
    numbers = [turn for turn, part in enumerate(parts) if part.isdigit()]
    return "/".join(parts[: numbers[0]] if numbers else parts[:-1])
