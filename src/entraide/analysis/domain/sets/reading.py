"""Tables into bytes and back; a set out of its manifest and tables, hashes checked."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ..frozen import Answered, Asked, Frozen, Replied
from .hashing import set_hash, table_hash
from .shapes import FORMAT, SCHEMAS, TABLES, Tables

_ROWS: Final = 122_880
_FACTS: Final = ("round", "title", "deadline", "invented", "questionnaire", "version", "xform", "reference")


class Broken(ValueError):
    """A set whose tables are not those that its manifest names."""


def to_parquet(table: pa.Table) -> bytes:
    """The table as a Parquet file."""
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd", row_group_size=_ROWS)
    return held.getvalue()


def from_parquet(content: bytes, table: str) -> pa.Table:
    """The table back from its file."""
    return pq.read_table(io.BytesIO(content)).cast(SCHEMAS[table]).combine_chunks()


def facts_of(manifested: bytes) -> dict[str, Any]:
    """The manifest as plain data. Raises ValueError when it is of another format."""
    body: dict[str, Any] = json.loads(manifested)
    if body.get("format") != FORMAT:
        raise ValueError("not the manifest of a frozen set of this format")
    return body


def check(manifested: bytes, tables: Tables) -> str:
    """The set's hash, once every table has the rows and the hash that the manifest names. Raises Broken."""
    said: Mapping[str, Mapping[str, Any]] = facts_of(manifested)["tables"]
    for name in TABLES:
        stands = {"rows": tables[name].num_rows, "sha256": table_hash(tables[name])}
        if said.get(name) != stands:
            raise Broken(f"table {name} is not the one of the manifest")
    return set_hash(manifested)


def frozen_from(manifested: bytes, tables: Tables, fingerprint: str = "") -> Frozen:
    """The round as it stood. `fingerprint` is the set's hash where it was checked already; else it is checked here."""
    facts, hashed = facts_of(manifested), fingerprint or check(manifested, tables)
    answers = tables["answers"].select([*_ANSWER, "sound"]).to_pylist()
    return Frozen(
        **{name: facts[name] for name in _FACTS},
        asked=tuple(
            Asked(row["entity"], row["grp"], row["language"], row["status"]) for row in tables["asked"].to_pylist()
        ),
        replies=tuple(_reply(row) for row in tables["replies"].to_pylist()),
        answers=tuple(_answer(row) for row in answers),
        unsound=frozenset((row["submission"], row["path"]) for row in answers if not row["sound"]),
        fingerprint=hashed,
    )


_ANSWER: Final = ("submission", "path", "value", "missing", "flags", "source", "comment", "audience")


def _answer(row: Mapping[str, Any]) -> Answered:
    return Answered(**{name: row[name] for name in _ANSWER} | {"flags": tuple(row["flags"].split())})


def _reply(row: Mapping[str, Any]) -> Replied:
    return Replied(
        row["submission"], row["entity"], row["grp"], row["number"], row["language"], row["submitted_at"],
        row["content_hash"], row["accepted"], row["late"],
    )  # fmt: skip
