"""All reports ready to have one that is being typed compared with them: kept by a web process, begun from a file beside the database.

The file holds the codes of reports as Arrow columns, without anything of suspects: those come from their own table. It is laid by
every linking, and says up to which report it goes; later ones are added from the database. It may be thrown away at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Final

import pyarrow as pa
from attrs import evolve, frozen
from django.conf import settings
from django.db import connection
from django.db.models import Max

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .. import linking
from ..models import CaseNormal, CaseRecord, CaseSuspect

_FORM: Final = b"1"
"""Of the file; another one is laid anew."""
_APART: Final = ("suspect_key", "suspect_name")


@frozen
class _Stamp:
    """Which file this process has read, and up to which report it knows them."""

    file: tuple[int, ...] = ()
    database: str = ""
    last: int = 0


class Shelf:
    """Kept in this process. Never shown: only asked."""

    def __init__(self) -> None:
        self._stamp = _Stamp()
        self._against: linking.Against | None = None
        self._lock = Lock()

    def ready(self) -> linking.Against | None:
        """What there is to compare with, up to the last report; None while there is none. Older versions may be among them."""
        with self._lock, acting_as(SYSTEM):
            last = CaseRecord.objects.aggregate(last=Max("pk"))["last"] or 0
            file = _seen(_path())
            if (file, _database()) != (self._stamp.file, self._stamp.database) or last < self._stamp.last:
                self._begin(file, last)
            if last > self._stamp.last:
                self._add(last)
            return self._against

    def _begin(self, file: tuple[int, ...], last: int) -> None:
        self._against, self._stamp = None, _Stamp(file, _database())
        table = _read(_path())
        known = int(table["rec_id"][-1].as_py()) if table is not None and table.num_rows else 0
        if table is not None and 0 < known <= last:
            self._against = linking.Against(_with_suspects(table))
            self._stamp = evolve(self._stamp, last=known)

    def _add(self, last: int) -> None:
        table = codes_after(self._stamp.last)
        if self._against is None and table.num_rows:
            self._against = linking.Against(table)
        elif self._against is not None and table.num_rows:
            self._against.add(table)
        self._stamp = evolve(self._stamp, last=last)


def codes_after(number: int) -> pa.Table:
    """The normalised columns of the reports that count after this one, as the database keeps them; `rec_id` is their number."""
    found = CaseNormal.objects.filter(record__gt=number, record__current=True, record__withdrawn_at__isnull=True)
    rows = list(found.order_by("record_id").values_list("record_id", "columns"))
    schema = linking.schema()
    names = [name for name in schema.names if name not in ("rec", "rec_id", *_APART)]
    columns: dict[str, pa.Array] = {"rec": pa.array(range(len(rows)), pa.int32()), "rec_id": pa.array([str(pk) for pk, _codes in rows])}
    columns |= {name: pa.array([codes.get(name) for _pk, codes in rows], schema.field(name).type) for name in names}
    return _with_suspects(pa.table(columns))


def _with_suspects(table: pa.Table) -> pa.Table:
    numbers = [int(one) for one in table["rec_id"].to_pylist()]
    keys = _suspects(numbers)
    schema = linking.schema()
    for place, name in enumerate(_APART):
        column = pa.array([keys.get(pk, (None, None))[place] for pk in numbers], schema.field(name).type)
        table = table.append_column(name, column)
    return table.select(schema.names)


def _suspects(numbers: list[int]) -> dict[int, tuple[str | None, str | None]]:
    if not numbers:
        return {}
    found = CaseSuspect.objects.filter(record__gte=numbers[0], record__lte=numbers[-1])
    return {pk: (key or None, name or None) for pk, key, name in found.values_list("record_id", "key", "name")}


def lay(table: pa.Table, numbers: Iterable[int]) -> None:
    """Write the file from normalised rows, the numbers of their reports in the same order."""
    keys = [str(one) for one in numbers]
    kept = table.drop_columns([*_APART]).set_column(table.schema.get_field_index("rec_id"), "rec_id", pa.array(keys, pa.string()))
    kept = kept.replace_schema_metadata({b"form": _FORM, b"database": _database().encode()})
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f".{path.name}-{os.getpid()}")
    with pa.OSFile(str(made), "wb") as held, pa.ipc.new_file(held, kept.schema) as writer:
        writer.write_table(kept)
    made.chmod(0o600)
    made.replace(path)


def throw_away() -> None:
    """Codes have changed: the next look-up asks the database."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.DATA_FOLDER) / "comparing" / f"{connection.settings_dict['NAME']}.arrow"


def _database() -> str:
    """Which database this is, also after another of the same name was put in its place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname = current_database()")
        return f"{connection.settings_dict['NAME']} {cursor.fetchone()[0]}"


def _seen(path: Path) -> tuple[int, ...]:
    try:
        said = path.stat()
    except OSError:
        return ()
    return said.st_ino, said.st_size, said.st_mtime_ns


def _read(path: Path) -> pa.Table | None:
    """The file, unless there is none, it is of another form or another database, or is broken."""
    try:
        with pa.OSFile(str(path), "rb") as held:
            table = pa.ipc.open_file(held).read_all()
    except (OSError, pa.ArrowInvalid):
        return None
    said = table.schema.metadata or {}
    same = said.get(b"form") == _FORM and said.get(b"database") == _database().encode()
    fits = set(table.column_names) == set(linking.schema().names) - set(_APART)
    return table if same and fits else None
