"""The compiled tables. Each concern has its file, read on first use, once."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(concern: str) -> dict[str, Any]:
    """The table of one concern: `entities`, `names`, `index`, `also`, `order`, `groups`, `treaties` or `currencies`."""
    source = files("entraide.reference.domain") / "compiled" / f"{concern}.json"
    rows: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return rows


@cache
def digest() -> str:
    """SHA-256 over every table: which reference data a frozen set was made with."""
    folder = files("entraide.reference.domain") / "compiled"
    parts = sorted(folder.iterdir(), key=lambda item: item.name)
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts if part.name.endswith(".json"))).hexdigest()
