"""Names of entities: as they are, as they were on a day, and whose they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from .folding import fold
from .roll import Entity, entity
from .tables import table


def name(code: str, language: str, on: date | None = None, formal: bool = False) -> str:
    """The short or formal name in `language`, of today or of the day `on`. Raises KeyError for an unknown code."""
    row = table("names")[code][row_on(code, on)]
    return str(row["formal" if formal else "short"][language])


def acronym(code: str, language: str) -> str:
    """The acronym of an organisation in `language`; the short name of anything else."""
    row = table("names")[code][-1]
    return str(row.get("acronym", row["short"])[language])


def row_on(code: str, on: date | None) -> int:
    """Which of the dated rows of `code` holds on that day; the last one when no day is given."""
    rows: list[dict[str, Any]] = table("names")[code]
    if on is None:
        return len(rows) - 1
    day = on.isoformat()
    return next((number for number, row in enumerate(rows) if not row["until"] or day < row["until"]), len(rows) - 1)


def find(name: str, language: str | None = None) -> Entity | None:
    """The entity so named, in that language first, then in any; None when nothing, or more than one thing, is so named.

    Blind to accents, case, kinds of apostrophe, brackets, articles, spaces and hyphens. Knows short, formal, earlier
    and usual names and acronyms.
    """
    folded = fold(name[:300])
    index = table("index")
    code = index.get(language or "", {}).get(folded) or index[""].get(folded)
    return entity(code) if code else None


def names_of(code: str) -> tuple[str, ...]:
    """Every name and acronym that an entity has or had in any of the six languages, and what else it is called.

    For finding, not for printing. Raises KeyError for an unknown code.
    """
    rows = table("names")[code]
    forms = (row[form] for row in rows for form in ("short", "formal", "acronym") if form in row)
    return tuple(dict.fromkeys((*(text for form in forms for text in form.values()), *table("also").get(code, ()))))
