"""The parts of a symbol by their meaning, and the next free number of a series.

    CTOC / COP / WG.2 / 2012 / CRP.4 / Add.1      organ / subsidiaries / year / series and number / modifications
    A / RES / 79 / 133                            organ / series / session / number

Source: the research guide on symbols of the UN library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from entraide.kernel.problems import refuse

from .symbols import Symbol, parse

_MODIFIERS: Final = frozenset({"Add", "Corr", "Rev", "Amend", "Summary"})
_SERIES: Final = frozenset(
    {"CRP", "DEC", "INF", "L", "NGO", "PET", "PRST", "PV", "R", "RES", "SR", "WP", "CO", "GC", "Q", "NC"}
)
_SESSION: Final = re.compile(r"(?:E?S-)?\d{1,3}|[IVXLC]{1,7}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ENDING: Final = re.compile(r"(.*?)(\d{1,9})([A-Za-z]*)")


@frozen
class Parts:
    """What the parts of a symbol say; "" for what it does not have.

    `body` is the stem by which a body is known, `CTOC/COP/WG.2`; `series` is `CRP`, `RES` …; `number` the last number.
    """

    organ: str
    body: str
    session: str
    year: str
    series: str
    number: str
    modifications: tuple[str, ...]


def parts(symbol: Symbol) -> Parts:
    """The parts of a symbol by their meaning."""
    core = [part for part in symbol.parts if part.split(".")[0] not in _MODIFIERS]
    first = next((place for place, part in enumerate(core) if place and _is_count(part)), len(core))
    body = [part for part in core[:first] if part.split(".")[0] not in _SERIES or part == "GC"]
    counts = [part for part in core[1:-1] if _is_count(part)]
    year = next(
        (part for part in counts if _YEAR.fullmatch(part)), symbol.suffix.strip(" ()") if _has_year(symbol) else ""
    )
    return Parts(
        organ=symbol.parts[0],
        body="/".join(body),
        session=next((part for part in counts if _SESSION.fullmatch(part)), ""),
        year=year,
        series=next((name for part in core[1:] if (name := part.split(".")[0]) in _SERIES), ""),
        number=core[-1].rpartition(".")[2] if len(core) > 1 else "",
        modifications=tuple(part for part in symbol.parts if part.split(".")[0] in _MODIFIERS),
    )


def _is_count(part: str) -> bool:
    return bool(_YEAR.fullmatch(part) or _SESSION.fullmatch(part) or part.isdecimal())


def _has_year(symbol: Symbol) -> bool:
    return bool(_YEAR.fullmatch(symbol.suffix.strip(" ()")))


def next_free(series: str, taken: Iterable[str]) -> str:
    """The symbol after the highest number taken in a series: `CTOC/COP/WG.2/2026/CRP.*` gives `…/CRP.1` when none is.

    Addenda and corrigenda count with the document that they belong to. Raises Refused (DOC-037) when `series` does not
    end with `*`.
    """
    stem = series.strip()
    if not stem.endswith("*") or "/" not in stem:
        raise refuse("DOC-037", series=series[:80])
    stem = stem[:-1]
    numbers = (_number_after(stem, found.normal) for symbol in taken for found in parse(symbol))
    return f"{stem}{max(numbers, default=0) + 1}"


def _number_after(stem: str, symbol: str) -> int:
    if not symbol.upper().startswith(stem.upper()):
        return 0
    found = _ENDING.match(symbol[len(stem) :].split("/")[0])
    return int(found[2]) if found and not found[1] else 0
