"""What a row was when it left: a short digest of every cell, kept with the row, so that it is known later which cells
were changed in the file and which in the register meanwhile.

    1-fr-120-d41d8cd9-0a1b2c3d…    version, language, rows exported, ids, cells to read, then each column that may change
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from attrs import frozen

from entraide.kernel.languages import Language, as_language

from .shape import EDITABLE, READ_ONLY, Row, fitting, tidy

_FORM = re.compile(rf"1-([a-z]{{2}})-(\d{{1,7}})-((?:[0-9a-f]{{8}}-){{{len(EDITABLE) + 1}}}[0-9a-f]{{8}})")


@frozen
class Fingerprint:
    """A row as it left. `rows` is how many left with it."""

    language: Language
    rows: int
    identity: str
    read_only: str
    cells: Mapping[str, str]


def fingerprint(row: Row, language: Language, rows: int) -> str:
    """The text that stands beside the row."""
    parts = [identity(row), read_only(row.values)]
    parts += [digest(key, row.value(key)) for key in EDITABLE]
    return "-".join(["1", language, str(rows), *parts])


def parsed(text: str) -> Fingerprint | None:
    """A fingerprint read back; None when it is none."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    named, own, *cells = found[3].split("-")
    return Fingerprint(as_language(found[1]), int(found[2]), named, own, dict(zip(EDITABLE, cells, strict=True)))


def identity(row: Row) -> str:
    """Of the ids and of the paragraph: in another register the same numbers stand for something else."""
    return digest("row", f"{row.anchor}|{row.mandate}|{row.addressee}")


def read_only(values: Mapping[str, str]) -> str:
    """Of the cells that tell a person which row this is."""
    return digest("read", "|".join(" ".join(fitting(tidy(values.get(key, ""))).split()) for key in READ_ONLY))


def digest(key: str, value: str) -> str:
    """Of one cell, as much of it as the sheet holds; in 8 signs two values look alike once in four billion."""
    return sha256(f"{key}\x1f{fitting(value)}".encode()).hexdigest()[:8]
