"""An invented round of any size and invented case records, marked so: for tests of the engine and for measuring it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from entraide.analysis.domain import sets
from entraide.analysis.domain.frozen import Asked, Frozen, Replied, answered, in_order
from entraide.analysis.domain.sets.shapes import SCHEMAS
from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Form, Question
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.audience import Audience
from entraide.reference.domain import entities

SOURCE = Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property-2.xlsx"
CURRENCIES = ("USD", "EUR", "EGP", "CNY", "RUB", "MXN")
MISSING = ("not_available", "not_collected", "confidential", "not_applicable")
AUDIENCES = (
    None,
    Audience.PUBLIC,
    Audience.PUBLIC,
    Audience.MEMBERS,
    Audience.PARTIES,
    Audience.STATE,
    Audience.AGGREGATE,
)
ROLES = ("origin", "transit", "seizure", "io")
TYPES = ("coin", "statue", "manuscript", "painting", "vessel", "icon", "textile", "tool")
MATERIALS = ("bronze", "stone", "paper", "wood", "ceramic", "gold", "")


@cache
def xform() -> str:
    return to_xform(SOURCE.read_bytes()).xml.decode()


@cache
def form() -> Form:
    return read_xform(xform().encode())


def answer(question: Question, dice: random.Random) -> Cell | None:
    """An answer somebody could give; now and then none, or one that is wrong."""
    if dice.random() < 0.15:
        return None
    audience = dice.choice(AUDIENCES)
    if question.kind == "figure":
        if dice.random() < 0.2:
            return Cell(missing=dice.choice(MISSING), audience=audience)
        return Cell(str(-3 if dice.random() < 0.01 else int(dice.lognormvariate(3, 1.5))), audience=audience)
    if question.kind == "amount":
        return Cell(f"{dice.lognormvariate(9, 2):.2f}", audience=audience)
    if question.kind == "currency":
        return Cell(dice.choice(CURRENCIES), audience=audience)
    if question.kind == "year":
        return Cell(str(dice.choice((2021, 2022, 2023, 1899))), audience=audience)
    if question.type == "select_one":
        return Cell(dice.choice(question.choices).value, audience=audience)
    if question.type == "select_multiple":
        return Cell(
            " ".join(one.value for one in dice.sample(question.choices, min(2, len(question.choices)))),
            audience=audience,
        )
    return Cell("invented", audience=audience) if question.type == "text" else None


def made(replies: int = 193, asked: int = 0, seed: int = 1) -> Frozen:
    """A round of the second questionnaire."""
    dice = random.Random(seed)
    states = list(entities.entities("state"))
    dice.shuffle(states)
    everyone = [
        Asked(one.code, one.group, dice.choice(("en", "fr", "ar")), "invited") for one in states[: asked or replies]
    ]
    heard, rows = [], []
    for place, one in enumerate(everyone[:replies], 1):
        heard.append(
            Replied(
                place,
                one.entity,
                one.group,
                1,
                one.language,
                "2026-03-01T00:00:00+00:00",
                "0" * 64,
                True,
                dice.random() < 0.1,
            )
        )
        cells = {}
        for question in form().questions():
            path = question.path.replace(question.repeat, f"{question.repeat}[1]") if question.repeat else question.path
            if (cell := answer(question, dice)) is not None:
                cells[path] = cell
        rows += answered(place, Answers(cells))
    ordered = in_order(everyone, heard)
    order = {reply.submission: at for at, reply in enumerate(ordered[1])}
    rows.sort(key=lambda row: (order[row.submission], row.path))
    return Frozen(
        "invented", {}, "2026-03-15", True, "cultural-property-2", "1", xform(), "0" * 64, *ordered, tuple(rows)
    )


def cases(rows: int, seed: int = 1) -> pa.Table:
    """So many invented case records, about 1.7 to a case."""
    dice = np.random.default_rng(seed)
    states = np.array([one.code for one in entities.entities("state")])
    groups = {one.code: one.group for one in entities.entities("state")}
    reporter = states[np.minimum(dice.geometric(0.04, rows) - 1, len(states) - 1)]
    cluster = dice.integers(1, max(2, int(rows * 0.6)), rows)
    year = (2015 + cluster % 11).astype("int32")
    seizure = (16_000 + (cluster % 4000) + dice.integers(0, 900, rows)).astype("int32")

    def of(values: tuple[str, ...] | np.ndarray, blank: float = 0.0) -> pa.Array:
        codes = dice.integers(0, len(values), rows)
        mask = dice.random(rows) < blank
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype("int32"), mask=mask), pa.array(list(values)))

    widths = dice.choice(np.array([4, 4, 3, 2, 0], dtype="int32"), rows)
    names = np.array(["secretariat", "state", "parties", "members", "public"])
    columns = {
        "record": pa.array(np.arange(1, rows + 1)),
        "reporter": pa.array(reporter),
        "grp": pa.array(np.array([groups[code] for code in states])[np.searchsorted(states, reporter)])
        if bool((np.sort(states) == states).all())
        else pa.array([groups[code] for code in reporter]),
        "role": of(ROLES),
        "offence": of(("theft", "looting", "trafficking", "import")),
        "event_year": pa.array(year, mask=dice.random(rows) < 0.01),
        "event_month": pa.array(dice.integers(1, 13, rows).astype("int32")),
        "theft_day": pa.array(seizure - dice.integers(1, 2000, rows).astype("int32"), mask=dice.random(rows) < 0.4),
        "seizure_day": pa.array(seizure, mask=dice.random(rows) < 0.3),
        "origin": of(states[:60], 0.2),
        "transit": of(states[60:90], 0.5),
        "destination": of(states[90:140], 0.3),
        "object_type": of(TYPES),
        "material": of(MATERIALS),
        "n_objects": pa.array(dice.geometric(0.2, rows).astype("int32") - (dice.random(rows) < 0.001) * 50),
        "value": pa.array(
            (dice.lognormal(9, 2, rows).clip(1, 1e12) * 100).astype("int64"), mask=dice.random(rows) < 0.5
        ),
        "currency": of(CURRENCIES),
        "value_method": of(("market", "expert", "customs", "")),
        "cluster": pa.array(cluster),
        "audience": pa.array(names[widths]),
        "width": pa.array(widths),
    }
    return _typed(columns)


def _typed(columns: dict[str, pa.Array]) -> pa.Table:
    schema = SCHEMAS["cases"]
    found = []
    for field in schema:
        column = columns[field.name]
        if field.name == "value":
            cents = column.cast(pa.decimal128(19, 0))
            column = pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), cents.buffers())
        elif isinstance(column, pa.DictionaryArray):
            column = column.cast(pa.string())
        found.append(column.cast(field.type))
    return pa.Table.from_arrays(found, schema=schema)


def tables(replies: int = 12, records: int = 400, seed: int = 1) -> dict[str, pa.Table]:
    """Every table of an invented set."""
    return sets.tables(made(replies, replies + 3, seed), form(), sets.Beside(cases=cases(records, seed)))
