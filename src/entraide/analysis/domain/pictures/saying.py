"""What a picture shows, in a few sentences, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from entraide.analysis.domain.results import Result

from .cells import Cell, cells
from .picture import Kind
from .voice import Voice

_SPACE = {"zh": ""}


def sentences(parts: Sequence[str], voice: Voice) -> str:
    """One text out of several sentences."""
    return _SPACE.get(voice.language, " ").join(part for part in parts if part)


def extremes(kind: Kind, caption: str, result: Result, voice: Voice) -> str:
    """How many values, the highest, the lowest, how many are held back."""
    rows = cells(result)
    shown = [row for row in rows if row.state in ("value", "zero")]
    held = sum(row.state == "held" for row in rows)
    head = f"{voice.say(kind)}{voice.colon}{caption}" if caption else voice.say(kind)
    parts = [voice.say("says_count", kind=head.rstrip(".。"), n=voice.number(len(shown)))]
    if shown:
        most, least = max(shown, key=lambda row: row.value), min(shown, key=lambda row: row.value)
        parts.append(_extreme("says_largest", most, result, voice))
        parts.append(_extreme("says_smallest", least, result, voice) if least.value != most.value else "")
    else:
        parts.append(voice.say("says_none"))
    parts.append(voice.say("says_held", n=voice.number(held)) if held else "")
    return sentences([*parts, voice.say("says_table")], voice)


def _extreme(key: str, cell: Cell, result: Result, voice: Voice) -> str:
    names = [voice.named(dimension, value) for dimension, value in zip(result.dimensions, cell.under, strict=True)]
    return voice.say(key, label=voice.comma.join(names), value=voice.number(cell.value))
