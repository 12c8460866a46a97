"""What a report says of itself that filing needs, as a first answer for the person who files it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from entraide.kernel.languages import LANGUAGES, OWN_NAMES

from .tree import Tree

_PRINTED: Final[dict[str, str]] = {
    "ar": "arabic arabe árabe عربي", "en": "english anglais inglés إنكليزي", "es": "spanish espagnol español إسباني",
    "fr": "french français francais francés فرنسي", "ru": "russian russe ruso روسي", "zh": "chinese chinois chino صيني",
}  # fmt: skip
"""How mastheads name the original language, besides the language's own name."""


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
        "status": "original" if original_of(tree) == tree.language else "official",
    }


def original_of(tree: Tree) -> str:
    """The code of the original language that the masthead prints in words or as a code; "" when it names none or several."""
    said = tree.masthead.original_language.strip().casefold()
    names = {code: {code, OWN_NAMES[code].casefold(), *_PRINTED[code].split()} for code in LANGUAGES}
    return next((code for code in LANGUAGES if said in names[code]), "")


def stem(symbols: Sequence[str]) -> str:
    """What stands before the year or number in the first symbol: CTOC/COP/WG.2 of CTOC/COP/WG.2/2012/3."""
    parts = symbols[0].split("/") if symbols else []
    numbers = [turn for turn, part in enumerate(parts) if part.isdigit()]
    return "/".join(parts[: numbers[0]] if numbers else parts[:-1])
