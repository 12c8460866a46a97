"""Answers of the example as people write them, by the names of the questions, turned into answers by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from entraide.collection.domain.answers import Answers, Cell, concrete
from entraide.collection.domain.form import Form, Question


def answers_from(form: Form, mapping: Mapping[str, Any]) -> Answers:
    """The answers of one reply or draft to a form.

    `mapping["answers"]` goes from the name of a question outside repeats to a scalar, a list of choices, or a mapping
    with the keys of `Cell.to_json`. Beside it, every repeat of the form may stand under its name as a list of such
    mappings, one per row. `KeyError` names what the form does not ask; what is asked may be missing.
    """
    cells = dict(_cells(form, "", mapping.get("answers", {}), {}))
    for repeat in form.repeats():
        for position, row in enumerate(mapping.get(repeat.name, ()), start=1):
            cells.update(_cells(form, repeat.path, row, {repeat.path: position}))
    return Answers(cells)


def _cells(
    form: Form, repeat: str, said: Mapping[str, Any], positions: Mapping[str, int]
) -> Iterator[tuple[str, Cell]]:
    asked: dict[str, Question] = {one.name: one for one in form.questions() if one.repeat == repeat and one.answerable}
    for name, answer in said.items():
        yield concrete(asked[name].path, positions), cell_from(answer)


def cell_from(answer: Any) -> Cell:
    """The cell of one written answer. `TypeError` for yes and no without quotation marks, which YAML takes for truth."""
    if isinstance(answer, Mapping):
        value = answer.get("value")
        return Cell.from_json({**answer, "value": None if value is None else _canonical(value)})
    return Cell(_canonical(answer))


def _canonical(value: Any) -> str:
    if isinstance(value, bool):
        raise TypeError("write yes and no in quotation marks")
    return " ".join(value) if isinstance(value, list) else str(value)
