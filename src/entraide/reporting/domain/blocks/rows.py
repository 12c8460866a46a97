"""The rows of a result as points of a paragraph: what the pattern of a block may name."""

from __future__ import annotations

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.results import Result, Row
from entraide.documents.domain.tree import Run, Runs

from .filling import Filler
from .labels import label
from .material import Material
from .words import FORMS

SUFFIXES = ("amounts", "reporters", "largest", "replied")


def in_rows(result: Result, material: Material) -> bool:
    """Whether there is something to list: a question to which nobody replied has no rows of noughts."""
    replied = material.figure(f"{result.indicator}.replied")
    return replied is None or bool(replied.value)


def base_key(result: Result, figure: Figure, material: Material) -> str:
    """The figure that a row's N is: those who replied to the question, or to the questionnaire."""
    if f"{result.indicator}.replied" in material.figures:
        return f"{result.indicator}.replied"
    if result.indicator == "coverage.language":
        return "coverage.replied"
    return figure.key


def row_words(result: Result, row: Row, filler: Filler) -> dict[str, str | Run | Runs]:
    """The names with @ of one row: its label, each dimension, the number in every form, its N, what belongs to it."""
    figure, material = row.figure, filler.material
    names = [label(one, code, filler.frame) for one, code in zip(result.dimensions, row.under, strict=True)]
    own: dict[str, str | Run | Runs] = {one.name: name for one, name in zip(result.dimensions, names, strict=True)}
    own["label"] = filler.frame.join(names)
    own["n"] = filler.printed(figure)
    own |= {f"n|{form}": filler.printed(figure, form) for form in FORMS if form != "value"}
    own["share"] = own["n|share"]
    own["base"] = filler.led(base_key(result, figure, material), filler.frame.number(figure.base))
    for suffix in SUFFIXES:
        own[suffix] = filler.figure(f"{figure.key}.{suffix}") if f"{figure.key}.{suffix}" in material.figures else ""
    return own
