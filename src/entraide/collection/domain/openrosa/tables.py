"""Submissions as the tables of OData: the root one row, each repeat a table that points to the row around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from attrs import frozen
from lxml import etree

from ..xpath.nodes import element_of
from .fields import Field, Fields

Row = dict[str, Any]
ROOT: Final = "Submissions"


@frozen
class Shape:
    """How rows are wanted: repeats inside of them, and geography as well-known text."""

    expanded: bool = False
    wkt: bool = False


def table_name(field: Field) -> str:
    """`Submissions.cases.objects`."""
    from_root = field.path.strip("/").split("/")
    return ".".join([ROOT, *from_root])


def row_of(fields: Fields, xml: bytes, instance: str, system: Row, shape: Shape) -> Row:
    """The row of a submission in the table of the root."""
    root = element_of(xml)
    link = f"{ROOT}('{quote(instance, safe='')}')"
    return {"__id": instance, "__system": system, **_content(fields, root, "", instance, link, shape)}


def rows_of(fields: Fields, xml: bytes, instance: str, repeat: Field, shape: Shape) -> Iterator[Row]:
    """The rows of a submission in the table of a repeat."""
    root = element_of(xml)
    names = repeat.path.strip("/").split("/")
    yield from _descend(fields, root, "", names, instance, ROOT, f"{ROOT}('{quote(instance, safe='')}')", shape)


def _descend(
    fields: Fields,
    node: etree._Element,
    path: str,
    names: Sequence[str],
    owner: str,
    owners: str,
    link: str,
    shape: Shape,
) -> Iterator[Row]:
    place = f"{path}/{names[0]}"
    field = fields.by_path[place]
    link = f"{link}/{field.identifier}"
    for at, child in enumerate(_named(node, names[0])):
        if field.type != "repeat":
            yield from _descend(fields, child, place, names[1:], owner, owners, link, shape)
            continue
        own = _row_id(owner, place, at)
        at_row = f"{link}('{own}')"
        if len(names) == 1:
            content = _content(fields, child, place, own, at_row, shape)
            yield {"__id": own, f"__{owners}-id": owner, **content}
        else:
            deeper = "-".join([ROOT, *place.strip("/").split("/")])
            yield from _descend(fields, child, place, names[1:], own, deeper, at_row, shape)


def _content(fields: Fields, node: etree._Element, path: str, owner: str, link: str, shape: Shape) -> Row:
    row: Row = {}
    for field in fields.under(path):
        found = _named(node, field.name)
        if field.type == "repeat":
            row |= _rows_below(fields, field, found, owner, f"{link}/{field.identifier}", shape)
        elif field.type == "structure":
            inside = found[0] if found else etree.Element(field.name)
            row[field.identifier] = _content(fields, inside, field.path, owner, f"{link}/{field.identifier}", shape)
        else:
            text = (found[0].text or "") if found else ""
            row[field.identifier] = value_of(field.type, text, shape.wkt) if text else None
    return row


def _rows_below(fields: Fields, field: Field, found: list[etree._Element], owner: str, link: str, shape: Shape) -> Row:
    if not shape.expanded:
        return {f"{field.identifier}@odata.navigationLink": link}
    rows = []
    for at, child in enumerate(found):
        own = _row_id(owner, field.path, at)
        rows.append({"__id": own, **_content(fields, child, field.path, own, f"{link}('{own}')", shape)})
    return {field.identifier: rows, f"{field.identifier}@odata.navigationLink": link}


def _row_id(owner: str, path: str, at: int) -> str:
    """Stays the same as long as the row stays where it is."""
    return hashlib.sha256(json.dumps([owner, path, at]).encode()).hexdigest()[:40]


def _named(node: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in node if isinstance(child.tag, str) and etree.QName(child).localname == name]


def value_of(kind: str, text: str, wkt: bool = False) -> Any:
    """A value as JSON: numbers as numbers where they are numbers, geography as GeoJSON or as well-known text."""
    if kind in ("int", "decimal"):
        return _number(kind, text)
    if kind in ("geopoint", "geotrace", "geoshape"):
        return _geography(kind, text, wkt)
    return text


def _number(kind: str, text: str) -> int | float | str | None:
    """What is no number stays the text it is: it was marked, and hiding it would look like no answer."""
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        return text
    return number if abs(number) < 10**300 else text


def _geography(kind: str, text: str, wkt: bool) -> Any:
    points = [_point(part) for part in text.split(";") if part.strip()]
    if not points or any(point is None for point in points):
        return None
    known = [point for point in points if point is not None]
    if wkt:
        said = ",".join(" ".join(f"{number:g}" for number in point[:3]) for point in known)
        return {"geopoint": f"POINT ({said})", "geotrace": f"LINESTRING ({said})"}.get(kind, f"POLYGON (({said}))")
    places = [point[:3] for point in known]
    if kind == "geopoint":
        accuracy = {"properties": {"accuracy": known[0][3]}} if len(known[0]) > 3 else {}
        return {"type": "Point", "coordinates": places[0], **accuracy}
    if kind == "geotrace":
        return {"type": "LineString", "coordinates": places}
    return {"type": "Polygon", "coordinates": [places]}


def _point(text: str) -> list[float] | None:
    """Longitude, latitude, altitude, accuracy: the first two turned around."""
    try:
        numbers = [float(part) for part in text.split()]
    except ValueError:
        return None
    return [numbers[1], numbers[0], *numbers[2:4]] if len(numbers) >= 2 else None


def named_files(fields: Fields, xml: bytes) -> Iterator[str]:
    """The names of files that a submission's answers speak of, without folders."""
    yield from _files(fields, element_of(xml), "")


def _files(fields: Fields, node: etree._Element, path: str) -> Iterator[str]:
    for child in node:
        if not isinstance(child.tag, str):
            continue
        own = f"{path}/{etree.QName(child).localname}"
        if own in fields.binaries and (child.text or "").strip():
            yield (child.text or "").strip().replace("\\", "/").rsplit("/", 1)[-1]
        elif len(child):
            yield from _files(fields, child, own)
