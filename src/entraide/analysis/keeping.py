"""Sets in the file store, and the folder beside the database that DuckDB reads: made anew from the store, never trusted."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyarrow as pa
from django.conf import settings

from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import PIECE, access_file, keep
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience

from .domain import sets
from .models import FrozenSet, SetTable

_PART: Final = 32 * 1024 * 1024
"""Of a larger table so many bytes go into one file of the store, which takes no more than fifty."""


def keep_tables(row: FrozenSet, name: str, tables: Mapping[str, pa.Table]) -> None:
    """Store the tables of a set, inside the action's transaction."""
    for table, rows in tables.items():
        content = sets.to_parquet(rows)
        for part, start in enumerate(range(0, len(content), _PART)):
            said = f"{name}-{table}{f'-{part}' if part else ''}.parquet"
            file = keep(content[start : start + _PART], said, audience=Audience.SECRETARIAT)
            SetTable.objects.create(frozen_set=row, name=table, part=part, file_id=file)


def has_tables(row: FrozenSet) -> bool:
    """Whether the set is kept as tables; one of the first format is kept as one file."""
    with acting_as(SYSTEM):
        return row.tables.exists()


def manifest_of(row: FrozenSet) -> bytes:
    """The manifest, or the whole of a set of the first format; read with the house's own eyes, the caller has asked."""
    with acting_as(SYSTEM):
        return access_file(SYSTEM, row.file_id).content


def tables_of(row: FrozenSet) -> dict[str, pa.Table]:
    """The tables out of the store, held against the manifest. Raises `sets.Broken`."""
    parts: dict[str, list[bytes]] = {}
    with acting_as(SYSTEM):
        for table in row.tables.order_by("name", "part"):
            parts.setdefault(table.name, []).append(access_file(SYSTEM, table.file_id).content)
    tables = {name: sets.from_parquet(b"".join(content), name) for name, content in parts.items()}
    if sets.check(manifest_of(row), tables) != row.content_hash:
        raise sets.Broken("the manifest is not the one of this set")
    return tables


def folder_of(row: FrozenSet) -> Path:
    """The set as a read-only folder of Parquet files, checked by hash; made anew from the store where it does not stand."""
    folder = Path(settings.DATA_FOLDER) / "sets" / row.content_hash
    if not _stands(folder, _hashes(row.pk, row.content_hash)):
        _lay(folder, row)
    return folder


@lru_cache(maxsize=64)
def _hashes(set_id: int, content_hash: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of every table the SHA-256 of each part in the store: a set never changes, so that this is asked once."""
    found: dict[str, list[str]] = {}
    with acting_as(SYSTEM):
        for name, sha256 in SetTable.objects.filter(frozen_set=set_id).order_by("name", "part").values_list("name", "file__sha256"):
            found.setdefault(name, []).append(sha256)
    return tuple((name, tuple(parts)) for name, parts in sorted(found.items()))


def _stands(folder: Path, hashes: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    try:
        there = {file.name for file in folder.iterdir()}
        return there == {f"{name}.parquet" for name, _parts in hashes} and all(
            _of_file(folder / f"{name}.parquet", _stamp(folder / f"{name}.parquet")) == parts for name, parts in hashes
        )
    except OSError:
        return False


def _stamp(file: Path) -> tuple[int, ...]:
    said = file.stat()
    return said.st_ino, said.st_size, said.st_mtime_ns, said.st_ctime_ns


@lru_cache(maxsize=256)
def _of_file(file: Path, stamp: tuple[int, ...]) -> tuple[str, ...]:
    """The hash of each part of a file; read again when anything about the file has changed."""
    found = []
    with file.open("rb") as held:
        while start := held.read(PIECE):
            digest, read = hashlib.sha256(start), len(start)
            while read < _PART and (piece := held.read(min(PIECE, _PART - read))):
                digest.update(piece)
                read += len(piece)
            found.append(digest.hexdigest())
    return tuple(found)


def _lay(folder: Path, row: FrozenSet) -> None:
    """Write the files beside their place and move them there at once: nobody ever sees half a set."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        tables_of(row)
        _write(made, row)
        made.chmod(0o700)
        if folder.exists():
            folder.rename(made.with_name(f"{made.name}-was"))
        made.rename(folder)
    except OSError:
        if not _stands(folder, _hashes(row.pk, row.content_hash)):
            raise
    finally:
        for left in (made, made.with_name(f"{made.name}-was")):
            shutil.rmtree(left, ignore_errors=True)


def _write(made: Path, row: FrozenSet) -> None:
    with acting_as(SYSTEM):
        for table in row.tables.order_by("name", "part"):
            file = made / f"{table.name}.parquet"
            with file.open("ab") as held:
                held.write(access_file(SYSTEM, table.file_id).content)
                held.flush()
                os.fsync(held.fileno())
    for file in made.iterdir():
        file.chmod(0o400)
