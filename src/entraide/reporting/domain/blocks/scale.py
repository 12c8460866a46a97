"""The words for quantities: one, a few, several, many, most, all of N. The scale is data (`scale.yml`) and is printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from entraide.analysis.domain.figures import Figure
from entraide.kernel.languages import Language

from ..frame import Frame


@cache
def scale() -> Mapping[str, Any]:
    """scale.yml."""
    source = files("entraide.reporting.domain.blocks") / "scale.yml"
    table: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


def step(value: Decimal, base: int) -> str:
    """Which word a count of N takes: `none`, `all` and `one` before the steps by share. Empty without an N."""
    if base <= 0 or value > base or value < 0:
        return ""
    if value == 0:
        return "none"
    if value == base:
        return "one" if base == 1 else "all"
    if value == 1:
        return "one"
    share = value * 100 / base
    return next(str(row["word"]) for row in reversed(scale()["steps"]) if share > row["above"])


def phrase(figure: Figure, language: Language) -> str:
    """The words for a figure; those invited are the N of coverage, those who replied of everything else."""
    invited = figure.key in ("coverage.replied", "coverage.asked") or figure.key.startswith("coverage.group.")
    found = step(figure.value, figure.base)
    return str(scale()["nouns"]["invited" if invited else "respondents"][language][found]) if found else ""


def note(language: Language) -> str:
    """The scale as the report's method note prints it, with its thresholds."""
    frame = Frame(language)
    steps = scale()["steps"]
    fill = dict(scale()["names"][language])
    for row, following in zip(steps, [*steps[1:], None], strict=True):
        fill[f"{row['word']}_from"] = frame.number(row["above"])
        fill[f"{row['word']}_to"] = frame.number(following["above"] if following else 100)
    text = str(scale()["note"][language])
    for name, value in fill.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
