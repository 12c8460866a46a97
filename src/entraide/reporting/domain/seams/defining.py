"""Indicators as an issued report keeps them: whole, as JSON, so that it is counted again with these and not with today's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from entraide.analysis.domain.indicators import Condition, Indicator, Measure, Suppression
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

Json = dict[str, Any]
_PLAIN: Final = ("name", "population", "unit", "question", "key", "same", "top", "derived", "on_request")


def to_json(one: Indicator) -> Json:
    """Everything that decides what is counted, and the words beside it."""
    rule = one.suppression
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "measure": {
            "kind": one.measure.kind, "column": one.measure.column, "when": _conditions(one.measure.when),
            "at": one.measure.at,
        },
        "by": list(one.by), "where": _conditions(one.where), "audience": str(one.audience),
        "suppression": [rule.cell, rule.contributors, rule.dominance],
        "values": {name: list(values) for name, values in one.values.items()},
        "label": one.label.to_json(), "method": one.method.to_json(),
        "labels": {name: {value: text.to_json() for value, text in said.items()} for name, said in one.labels.items()},
    }  # fmt: skip


def _conditions(found: Iterable[Condition]) -> list[list[Any]]:
    return [[one.field, one.operator, list(one.values)] for one in found]


def from_json(data: Mapping[str, Any]) -> Indicator:
    """The indicator as it was kept."""
    measure = data["measure"]
    return Indicator(
        **{name: data[name] for name in _PLAIN},
        measure=Measure(measure["kind"], measure["column"], _read(measure["when"]), measure["at"]),
        by=tuple(data["by"]), where=_read(data["where"]), audience=Audience(data["audience"]),
        suppression=Suppression(*data["suppression"]),
        values={name: tuple(values) for name, values in data["values"].items()},
        label=Text.from_json(data["label"]), method=Text.from_json(data["method"]),
        labels={name: {value: Text.from_json(text) for value, text in said.items()} for name, said in data["labels"].items()},
    )  # fmt: skip


def _read(found: Iterable[Any]) -> tuple[Condition, ...]:
    return tuple(Condition(field, operator, tuple(values)) for field, operator, values in found)
