"""The ladder of a yearly figure: reported, distinct, all States, undetected, value; each step or why it is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from entraide.analysis.domain.disclosure import reason as why
from entraide.analysis.domain.estimates import KINDS, Ladder, say
from entraide.analysis.domain.figures import Figure, stem_and_year
from entraide.collection.domain.form import Form
from entraide.kernel.text import Text

from ..blocks.material import Material, Step
from ..blocks.structure import Structure

PREFIX = "ladder."
OF_CASES = "cases."
"""Ladders over case records come as their readers may see them."""


def names(form: Form) -> tuple[str, ...]:
    """The figures that have a ladder: `offences.2023`, the last year of each series."""
    last = {stem: year for stem, year in map(stem_and_year, form.questions()) if stem}
    return tuple(f"{stem}.{year}" for stem, year in last.items())


def asked_for(structure: Structure, keys: Iterable[str] = ()) -> frozenset[str]:
    """The ladders that a report prints a step of."""
    used = {block.source.indicator for block in structure.blocks if block.kind == "ladder"}
    return frozenset(used | {of_key(key) for key in keys if key.startswith(PREFIX)})


def of_key(key: str) -> str:
    """The ladder that a figure stands in: `ladder.offences.2023.reported` in that of `offences.2023`."""
    return key.removeprefix(PREFIX).rpartition(".")[0]


def climbed(found: Iterable[Ladder], wanted: Iterable[str]) -> dict[str, tuple[Step, ...]]:
    """The steps of these ladders, nothing held but what the ladder itself holds."""
    by_name = {one.indicator: one for one in found}
    return {name: _steps(by_name[name]) for name in sorted(wanted) if name in by_name}


def _steps(found: Ladder) -> tuple[Step, ...]:
    return tuple(
        Step(one.name, None if one.held else one.figure, one.reason, one.method, one.title) for one in found.steps
    )


def label(name: str) -> Text:
    """What a ladder over case records is of: `cases.thefts.2023`; nothing for one over a question."""
    kind = name.removeprefix(OF_CASES).partition(".")[0]
    return say(f"kind.{kind}") if name.startswith(OF_CASES) and kind in KINDS else Text()


def with_ladders(material: Material, steps: Mapping[str, tuple[Step, ...]]) -> Material:
    """The material with its ladders. Where the sum may not be printed, nothing that is made of it may."""
    safe = {name: _safe(material, name, found) for name, found in steps.items()}
    figures = {step.figure.key: step.figure for found in safe.values() for step in found if step.figure}
    return evolve(material, ladders=safe, figures={**material.figures, **figures})


def _safe(material: Material, name: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if name.startswith(OF_CASES):
        return tuple(evolve(one, figure=_public(one.figure)) for one in steps)
    total = material.figure(f"{name}.total")
    if total is None or not total.held:
        return tuple(evolve(one, figure=_public(one.figure)) for one in steps)
    return tuple(evolve(one, figure=None, reason=why(total.held)) for one in steps)


def _public(figure: Figure | None) -> Figure | None:
    """Whose share is the largest is not for the public, nor how large it is where somebody keeps theirs."""
    return evolve(figure, largest=None, submissions=()) if figure else None
