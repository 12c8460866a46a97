"""The compiled tables. Each concern has its file, read on first use, once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(concern: str) -> dict[str, Any]:
    """The table of one concern: `entities`, `names`, `index`, `order`, `groups`, `treaties` or `currencies`."""
    source = files("entraide.reference.domain") / "compiled" / f"{concern}.json"
    rows: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return rows
