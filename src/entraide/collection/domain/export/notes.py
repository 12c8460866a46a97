"""What a reader has to know of a file: of which rounds and versions it is, for whom, when it was made, how many rows it has."""

from __future__ import annotations

from collections.abc import Iterator

from entraide.kernel.audience import Audience

from .columns import aspect_labels
from .facts import Facts
from .safe import CELL
from .schema import Schema
from .tally import Tally
from .wanted import Wanted
from .words import word


def lines(
    schema: Schema, wanted: Wanted, facts: Facts, tally: Tally, spreadsheet: bool = True
) -> Iterator[tuple[str, str]]:
    """Pairs of a heading and a sentence."""
    language = wanted.language
    if facts.banner:
        yield "", facts.banner
    yield word("title", language), facts.title
    yield word("rounds", language), ", ".join(facts.rounds)
    yield word("versions", language), ", ".join(edition.version for edition in schema.editions)
    yield word("made", language), facts.made.strftime("%Y-%m-%d %H:%M")
    yield word("for_whom", language), whom(wanted, facts)
    yield from facts.chosen
    for name, count in tally.rows.items():
        yield f"{word('rows', language)}: {name}", str(count)
    if tally.cut:
        yield "", word("cut_cells", language, most=CELL, count=tally.cut)
    if spreadsheet:
        yield "", word("apostrophes", language)


def whom(wanted: Wanted, facts: Facts) -> str:
    """For whom the file is, and what is not in it."""
    if wanted.audience is Audience.SECRETARIAT:
        return word(facts.whom, wanted.language)
    level = aspect_labels("audience", wanted.language)[wanted.audience.value]
    return f"{level}. {word('held_back', wanted.language)}"
