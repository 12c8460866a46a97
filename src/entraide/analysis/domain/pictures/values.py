"""The map of values: States shaded by class; zero, withheld and no data are never mistaken for one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entraide.analysis.domain.results import Result

from .cells import Cell, needed, said, single
from .mapping import Paint, ground, sheet
from .responses import shown
from .shades import hatch, shades
from .spec import Json
from .voice import Voice


def value_map(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification: one dimension of States, one row for each; a State without a row has no data."""
    place = needed(result, "value_map", 1, "entity")[0]
    here = shown(options)
    rows = {code: row for (code,), row in single(result, "value_map", place).items()}
    scale = shades(tuple(rows.values()), result.indicator)
    covered = {code for code in here.covered() if code in rows or voice.is_state(code)}
    drawn = {code: rows.get(code, Cell((code,), None)) for code in covered}
    paints = {
        code: Paint(scale.fill(cell), hatch(cell.state), voice.shown(said(cell, (voice.entity(code),), voice)))
        for code, cell in drawn.items()
    }
    key = scale.entries({cell.state for cell in drawn.values()}, voice)
    return sheet(here, ground(here, paints), key, voice)
