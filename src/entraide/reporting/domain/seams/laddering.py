"""The ladder of a yearly figure: reported, distinct, all States, undetected, value; each step or why it is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from entraide.analysis.domain.estimates import Given, State, ladder
from entraide.analysis.domain.figures import Figure, YearRow, decimal, series
from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..blocks.material import Material, Step
from ..blocks.structure import Structure
from ..frame import words

PREFIX = "ladder."


def names(made: Frozen, form: Form) -> tuple[str, ...]:
    """The figures that have a ladder: `offences.2023`, the last year of each series."""
    return tuple(f"{one.stem}.{one.years[-1].year}" for one in series(made, form) if one.years)


def asked_for(structure: Structure, keys: Iterable[str] = ()) -> frozenset[str]:
    """The ladders that a report prints a step of."""
    used = {block.source.indicator for block in structure.blocks if block.kind == "ladder"}
    return frozenset(used | {of_key(key) for key in keys if key.startswith(PREFIX)})


def of_key(key: str) -> str:
    """The ladder that a figure stands in: `ladder.offences.2023.reported` in that of `offences.2023`."""
    return key.removeprefix(PREFIX).rpartition(".")[0]


def climbed(made: Frozen, form: Form, content_hash: str, wanted: Iterable[str]) -> dict[str, tuple[Step, ...]]:
    """The steps of these ladders, nothing held but what the ladder itself holds."""
    rows = {f"{one.stem}.{row.year}": row for one in series(made, form) for row in one.years}
    return {name: _steps(made, rows[name], name, content_hash) for name in sorted(wanted) if name in rows}


def _steps(made: Frozen, row: YearRow, name: str, content_hash: str) -> tuple[Step, ...]:
    asked = [State(one.entity, one.group, one.language) for one in made.asked if _is_state(one.entity)]
    given = [Given(made.reply(one.submission).entity, value, one.submission)
             for one in row.given if (value := decimal(one.value)) is not None]  # fmt: skip
    found = ladder(name, name.partition(".")[0], asked, given, content_hash)
    return tuple(Step(one.name, None if one.held else one.figure, one.reason, one.method) for one in found.steps)


def _is_state(code: str) -> bool:
    return entities.entity(code).kind != "organisation"


def with_ladders(material: Material, steps: Mapping[str, tuple[Step, ...]]) -> Material:
    """The material with its ladders. Where the sum may not be printed, nothing that is made of it may."""
    safe = {name: _safe(material, name, found) for name, found in steps.items()}
    figures = {step.figure.key: step.figure for found in safe.values() for step in found if step.figure}
    return evolve(material, ladders=safe, figures={**material.figures, **figures})


def _safe(material: Material, name: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    total = material.figure(f"{name}.total")
    if total is None or not total.held:
        return tuple(evolve(one, figure=_public(one.figure)) for one in steps)
    key = f"held_{total.held}" if f"held_{total.held}" in words() else "held_other"
    reason = Text.of(**{code: str(text) for code, text in words()[key].items()})
    return tuple(evolve(one, figure=None, reason=reason) for one in steps)


def _public(figure: Figure | None) -> Figure | None:
    """Whose share is the largest is not for the public, nor how large it is where somebody keeps theirs."""
    return evolve(figure, largest=None, submissions=()) if figure else None
