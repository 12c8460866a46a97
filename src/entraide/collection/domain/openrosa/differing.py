"""What changed between two versions of a submission, as ODK Central writes it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from ..xpath.nodes import element_of
from .fields import Fields


def differences(fields: Fields, before: bytes, after: bytes) -> list[dict[str, Any]]:
    """Rows of `old`, `new`, `path`; a path is a list in which the position in a repeat stands as `["cases", 0]`."""
    old, new = _leaves(fields, before), _leaves(fields, after)
    paths = [*old, *(path for path in new if path not in old)]
    return [
        {"old": old.get(path), "new": new.get(path), "path": [_part(part) for part in path]}
        for path in paths
        if old.get(path) != new.get(path)
    ]


def _part(part: tuple[str, int | None]) -> Any:
    name, at = part
    return name if at is None else [name, at]


Place = tuple[tuple[str, int | None], ...]


def _leaves(fields: Fields, xml: bytes) -> dict[Place, str]:
    found: dict[Place, str] = {}
    _collect(fields, element_of(xml), "", (), found)
    return found


def _collect(fields: Fields, node: etree._Element, path: str, place: Place, found: dict[Place, str]) -> None:
    counted: dict[str, int] = {}
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        own = f"{path}/{name}"
        field = fields.by_path.get(own)
        at = None
        if field is not None and field.type == "repeat":
            at = counted.get(name, 0)
            counted[name] = at + 1
        below = (*place, (name, at))
        if any(isinstance(one.tag, str) for one in child):
            _collect(fields, child, own, below, found)
        else:
            found[below] = child.text or ""
