"""Reports as they are stored: the JSON of the tree, its living figures, their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def figure_keys(data: Any) -> Iterator[str]:
    """The keys of the living figures that are printed, one for each time it is printed."""
    if isinstance(data, dict):
        if data.get("figure"):
            yield data["figure"]
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from figure_keys(item)


def with_site(data: Any, base: str, site: str) -> Any:
    """The same JSON with addresses under `base` made whole, for a file that is read away from the site."""
    if isinstance(data, dict):
        whole = {key: with_site(value, base, site) for key, value in data.items()}
        if str(whole.get("href", "")).startswith(base):
            whole["href"] = site + whole["href"]
        return whole
    return [with_site(item, base, site) for item in data] if isinstance(data, list) else data
