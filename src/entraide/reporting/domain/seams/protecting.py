"""Disclosure control over everything that a report prints together: what one cell hides, another must not give back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from entraide.analysis.domain.disclosure import protect_results
from entraide.analysis.domain.results import Result
from entraide.kernel.audience import Audience

from ..blocks.material import Material
from ..blocks.structure import Structure
from ..blocks.words import keys

Results = Mapping[str, Result]


def protected(material: Material, structure: Structure, whole: Results) -> Material:
    """The material with further cells held where a reader of the whole report could work out a held one.

    All results of which the report prints anything are judged together; `whole` are the same, nothing held.
    """
    used = printed(material, structure)
    shown = {name: one for name, one in material.results.items() if name in used}
    safe = protect_results(shown, Audience.PUBLIC, whole=whole)
    figures = {row.figure.key: row.figure for one in safe.values() for row in one.rows}
    return evolve(material, results={**material.results, **safe}, figures={**material.figures, **figures})


def printed(material: Material, structure: Structure) -> frozenset[str]:
    """The results of which a report prints anything: those its blocks are made of, and those of every figure in its words."""
    of_key = {row.figure.key: name for name, one in material.results.items() for row in one.rows}
    return frozenset(name for name in _named(material, structure, of_key) if name in material.results)


def _named(material: Material, structure: Structure, of_key: Mapping[str, str]) -> Iterator[str]:
    for block in structure.blocks:
        yield block.source.indicator
        if block.source.view == "yearly":
            series = [name for name in block.source.params.get("series", "").split(",") if name]
            yield from _beside(series or material.series, material.results)
        elif block.source.indicator:
            yield from _beside([block.source.indicator], material.results)
        for text in (*block.words.values(), *block.point.values()):
            yield from (of_key[key] for key in keys(text) if key in of_key)


def _beside(names: Iterable[str], results: Results) -> Iterator[str]:
    """What stands beside an indicator in a table or a point: who gave a figure, the largest share, how many amounts."""
    for name in names:
        stem = name.removesuffix(".total")
        yield name
        yield from (one for one in results if one.startswith(f"{stem}.") and not one.endswith(".same"))
