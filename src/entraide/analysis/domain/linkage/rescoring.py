"""The second opinion: boosted trees over the features of a pair, first alone, then knowing what its neighbours were given.

Splink's weight is one of the features; what the trees add is what a sum of weights cannot say: how unusual an agreement is in
this set, how many others would fit as well, and whether third reports join the two. The shipped trees were grown on generated
records with a known truth (see `tools/train_linkage.py`); judgements of people refine them by boosting on from their margins.
"""

from __future__ import annotations

import json
from functools import cache

import duckdb
import numpy as np
import pyarrow as pa
from attrs import frozen

from . import features
from .model import shipped
from .trees import Forest, forest


@frozen(eq=False)
class Trees:
    """The two forests that are shipped."""

    first: Forest
    second: Forest


@cache
def shipped_trees(name: str) -> Trees:
    """The forests of a model, by the name of their file."""
    said = json.loads(shipped(name))
    return Trees(forest(said["first"]), forest(said["second"]))


def keep(
    connection: duckdb.DuckDBPyConnection, name: str, parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]]
) -> None:
    """Write ra, rb, margin as a table, in parts."""
    columns = [np.concatenate([part[index] for part in parts]) if parts else np.empty(0) for index in range(3)]
    table = pa.table(
        {
            "ra": pa.array(columns[0], pa.int32()),
            "rb": pa.array(columns[1], pa.int32()),
            "margin": pa.array(columns[2], pa.float64()),
        }
    )
    connection.register("written", table)
    connection.execute(f"create or replace table {name} as select * from written")
    connection.unregister("written")


def score(connection: duckdb.DuckDBPyConnection, trees: Trees, *, citations: bool = True) -> None:
    """From `weighed` to `final(ra, rb, margin)`: log odds that the two are one case, of the pairs that are still likely."""
    features.crowd(connection)
    keep(
        connection,
        "first",
        [
            (ra, rb, trees.first.margin(matrix))
            for ra, rb, matrix in features.first_look(connection, citations=citations)
        ],
    )
    features.neighbourhood(connection)
    keep(
        connection,
        "final",
        [
            (ra, rb, trees.second.margin(matrix))
            for ra, rb, matrix in features.second_look(connection, citations=citations)
        ],
    )
