"""What a set is called by: a hash of what its tables hold, whatever bytes they are kept in.

A table's hash goes over its rows in the order of their keys, column by column: the column's name and type, one byte a row
that says whether there is a value, then the values. Numbers are eight bytes, little-endian; decimals are whole numbers of
their smallest unit as sixteen; texts are their lengths and then their UTF-8. What stands where there is no value is zero.
The set's hash is the SHA-256 of its manifest, which is canonical JSON and holds the hash of every table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .shapes import FORMAT, Tables


def table_hash(table: pa.Table) -> str:
    """SHA-256 over the rows of a table that stand in their order."""
    digest = hashlib.sha256(f"{table.num_rows}\n".encode())
    for field in table.schema:
        digest.update(f"{field.name} {field.type}\n".encode())
        for part in _bytes(table.column(field.name), field.type):
            digest.update(part)
    return digest.hexdigest()


def _bytes(column: pa.ChunkedArray, of: pa.DataType) -> Iterator[bytes]:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], of)
    yield pc.is_valid(array).to_numpy(zero_copy_only=False).astype("u1").tobytes()
    if pa.types.is_string(of):
        yield from _texts(pc.fill_null(array, ""))
    elif pa.types.is_decimal(of):
        yield _decimals(array, of)
    else:
        zero = pa.scalar(0, of) if not pa.types.is_boolean(of) else pa.scalar(False)
        plain = pc.fill_null(array, zero).to_numpy(zero_copy_only=False)
        yield plain.astype("<f8" if pa.types.is_floating(of) else "<i8").tobytes()


def _texts(array: pa.StringArray) -> Iterator[bytes]:
    yield pc.binary_length(array).to_numpy(zero_copy_only=False).astype("<i8").tobytes()
    _validity, offsets, data = array.buffers()
    if data is not None and len(array):
        places = np.frombuffer(offsets, dtype="<i4")
        yield memoryview(data)[places[array.offset] : places[array.offset + len(array)]].tobytes()


def _decimals(array: pa.Array, of: pa.DataType) -> bytes:
    filled = pc.fill_null(array, pa.scalar(Decimal(0), of))
    start = filled.offset * 16
    data = filled.buffers()[1]
    return memoryview(data)[start : start + len(filled) * 16].tobytes() if data is not None else b""


def manifest(facts: Mapping[str, Any], tables: Tables) -> bytes:
    """The manifest of a set: what is known of it besides its rows, and of every table how many rows and their hash."""
    said = {name: {"rows": table.num_rows, "sha256": table_hash(table)} for name, table in tables.items()}
    return canonical({**facts, "format": FORMAT, "tables": said})


def canonical(body: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys and no spaces."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def set_hash(manifested: bytes) -> str:
    """The name of a set."""
    return hashlib.sha256(manifested).hexdigest()
