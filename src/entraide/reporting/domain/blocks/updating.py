"""A draft over a newer set: what would change, where it stands, and which figures stay as they were and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from entraide.analysis.domain.figures import Figure
from entraide.documents.domain.codec import to_json
from entraide.kernel.languages import Language

from ..stored import figure_keys
from .material import Material
from .rendering import render, sentences
from .structure import Pin, Structure


@frozen
class Change:
    """A figure of the report under another set: its value and N before and after, and the sentences that carry it."""

    key: str
    old: str
    new: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    pinned: str = ""
    """Why it stays, where it does."""


def said(figure: Figure | None) -> str:
    """A figure for a comparison: value, and N where there is one; empty when it is not there or not shown."""
    if figure is None or figure.held:
        return ""
    value = format(figure.value.normalize(), "f")
    return f"{value} / {figure.base}" if figure.base else value


def changes(
    structure: Structure, old: Material, new: Material, keys: Iterable[str], language: Language
) -> tuple[Change, ...]:
    """The printed figures that would differ, in the order of their keys, with their sentences before and after."""
    wanted = [key for key in sorted(set(keys)) if said(old.figure(key)) != said(new.figure(key))]
    before = sentences(structure, old, language, wanted)
    after = sentences(structure, new, language, wanted)
    return tuple(
        Change(key, said(old.figure(key)), said(new.figure(key)), tuple(before[key]), tuple(after[key]),
               old.pinned.get(key, ""))
        for key in wanted
    )  # fmt: skip


def with_pins(material: Material, pins: Iterable[Pin], others: Mapping[int, Material]) -> Material:
    """The material with every pinned figure as its own set has it; a figure that set does not know stays."""
    for pin in pins:
        figure = others[pin.set].figure(pin.key) if pin.set in others else None
        if figure is not None:
            material = material.pin(pin.key, figure, pin.reason)
    return material


def printed_keys(structure: Structure, material: Material, language: Language) -> tuple[str, ...]:
    """The keys that a report prints."""
    return tuple(dict.fromkeys(figure_keys(to_json(render(structure, material, language)))))
