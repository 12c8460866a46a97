"""Living figures between their rows and the frozen sets they were counted in; what files a report has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from entraide import __version__
from entraide.documents.domain.writing import Format
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES

from .domain import living, stored
from .domain.blocks.material import Material
from .domain.blocks.structure import SCHEMA, Structure
from .domain.living import Difference, Living
from .domain.seams import asking, defining
from .domain.seams.protecting import printed
from .material import asks_of_report, definitions, fingerprint, set_content, whole_figures
from .models import Counted, LivingFigure, Report

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "akn")
ALL = len(LANGUAGES) * len(FORMATS)
"""How many files a report has when all are written."""


def keep_figures(report: Report, keys: Iterable[str], pinned: Mapping[str, int]) -> None:
    """The figures of a report, in place of those it had; `pinned` says which set gives a figure instead of the report's."""
    report.figures.all().delete()
    rows = [(_row(report, one, set_id), one) for set_id, one in _found(report, keys, pinned)]
    LivingFigure.objects.bulk_create([row for row, _one in rows])
    Counted.objects.bulk_create(
        Counted(figure=row, submissions=list(one.submissions), audience=one.audience) for row, one in rows
    )


def _found(report: Report, keys: Iterable[str], pinned: Mapping[str, int]) -> list[tuple[int, Living]]:
    by_set: dict[int, list[str]] = {}
    for key in sorted(set(keys)):
        by_set.setdefault(pinned.get(key, report.frozen_set_id), []).append(key)
    found, asks = [], asks_of_report(report)
    for set_id, wanted in by_set.items():
        _of, made, form = set_content(set_id)
        found += [(set_id, one) for one in living.living(whole_figures(set_id, wanted, asks), made, form, wanted)]
    return found


def _row(report: Report, one: Living, set_id: int) -> LivingFigure:
    params: dict[str, Any] = {"base": one.base}
    if set_id != report.frozen_set_id:
        params["set"] = set_id
    return LivingFigure(
        report=report, key=one.key, indicator=one.key.split(".")[0], params=params, value=one.value,
        replies=len(one.submissions), audience=one.audience,
    )  # fmt: skip


def set_of(report: Report, row: LivingFigure) -> int:
    """The set in which a figure was counted."""
    return int(row.params.get("set", report.frozen_set_id))


def as_living(row: LivingFigure) -> Living:
    """A stored figure as the domain knows it; for those whom the audience of its replies admits."""
    counted = tuple(row.counted.submissions)
    return Living(row.key, str(row.value), int(row.params["base"]), counted, Audience(row.audience))


def recounted(report: Report) -> tuple[Difference, ...]:
    """Every living figure counted again from its frozen set, and each set's own fingerprint; empty when all stand."""
    with acting_as(SYSTEM):
        rows = list(report.figures.select_related("counted"))
        by_set: dict[int, list[Living]] = {report.frozen_set_id: []}
        for row in rows:
            by_set.setdefault(set_of(report, row), []).append(as_living(row))
    recount = _Recount(asks_of_report(report), report.basis)
    return tuple(one for set_id, stood in by_set.items() for one in recount.of(set_id, stood))


@frozen
class _Recount:
    """Counting again: with what the report keeps where it was issued with definitions, else as indicators are today."""

    asks: tuple[str, ...]
    basis: Mapping[str, Any]

    def of(self, set_id: int, stood: list[Living]) -> tuple[Difference, ...]:
        """The figures of one set, and whether the set is still the one whose fingerprint the report bears."""
        of, now = fingerprint(set_id)
        bears = {one["id"]: one["hash"] for one in self.basis.get("sets", ())}
        wanted = bears.get(set_id) or of.content_hash
        if now != wanted:
            return (Difference("", "set", wanted, now),)
        kept = self.basis.get("definitions", {}).get(str(set_id))
        return living.differences(stood, whole_figures(set_id, [one.key for one in stood], self.asks, kept))


def basis_of(report: Report, structure: Structure, material: Material) -> dict[str, Any]:
    """What an issued report stood on, kept with it: sets by fingerprint, indicators as they were, the software's version."""
    ids = dict.fromkeys([report.frozen_set_id, *(pin.set for pin in structure.pins)])
    sets = [set_content(set_id)[0] for set_id in ids]
    used = _used(report, structure, material)
    return {
        "schema": SCHEMA,
        "software": __version__,
        "sets": [{"id": one.id, "number": one.number, "hash": one.content_hash} for one in sets],
        "indicators": {
            name: {
                "label": result.label.to_json(),
                "unit": result.unit,
                "method": result.method.to_json(),
                "dimensions": [[one.name, one.of] for one in result.dimensions],
            }
            for name in used
            for result in [material.results[name]]
        },
        "pins": [{"key": pin.key, "set": pin.set, "hash": pin.content_hash} for pin in structure.pins],
        "definitions": {
            str(one): {
                name: defining.to_json(indicator)
                for name, indicator in definitions(one, asking.asks_of(structure)).items()
                if name in used
            }
            for one in ids
        },
    }


def _used(report: Report, structure: Structure, material: Material) -> list[str]:
    """The results of which a report prints anything, and those that its printed figures lead to."""
    of_key = {row.figure.key: name for name, one in material.results.items() for row in one.rows}
    led = {of_key[key] for key in stored.figure_keys(report.trees) if key in of_key}
    return sorted(printed(material, structure) | led)
