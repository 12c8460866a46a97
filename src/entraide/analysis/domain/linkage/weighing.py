"""Splink weighs the candidates with the fixed model: `weighed(ra, rb, sieve, weight)`."""

from __future__ import annotations

import logging

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator

from .model import Model

LEAST_WEIGHT = -6.0
"""In bits; below it a pair is left out: one in a hundred thousand of such pairs is a twin."""


def prior_of(model: Model, records: int, candidates: int) -> float:
    """The share of twins among candidates: links grow with the reports, candidates with what the blocks let through."""
    return min(max(model.links_per_report * records / max(candidates, 1), 1e-6), 0.6)


def weigh(connection: duckdb.DuckDBPyConnection, model: Model, prior: float, *, least: float = LEAST_WEIGHT) -> int:
    """Weigh `candidate` through Splink's own linker; answers how many pairs remain in `weighed`."""
    connection.execute(
        "create or replace table blocked as select ra as join_key_l, rb as join_key_r, '0' as match_key from candidate"
    )
    api = DuckDBAPI(connection)
    records_table = api.register("record", dataset_display_name="record")
    settings = SettingsCreator.from_path_or_dict(model.settings(prior))
    linker = Linker(records_table, settings, log_level=logging.ERROR)
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    connection.execute(
        "create or replace table weighed as select p.rec_l::integer as ra, p.rec_r::integer as rb, c.sieve,"
        f" p.match_weight::float as weight from {found.physical_name} p join candidate c on c.ra = p.rec_l and c.rb = p.rec_r"
    )
    found.drop_table_from_database_and_remove_from_cache()
    connection.execute("drop table blocked")
    return int(connection.execute("select count(*) from weighed").fetchall()[0][0])
