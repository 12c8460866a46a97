"""The fields of a form as ODK Central lists them: paths without the root, in the order of the primary instance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import frozen
from lxml import etree

from ..xpath.nodes import element_of

XFORMS: Final = "{http://www.w3.org/2002/xforms}"
_TEMPLATE: Final = "{http://openrosa.org/javarosa}template"
_IDENTIFIER = re.compile(r"[^A-Za-z0-9_]")


@frozen
class Field:
    """One field. `type` is a type of ODK, `structure` or `repeat`; `path` begins below the root (`/cases/year`)."""

    path: str
    name: str
    type: str
    multiple: bool = False

    @property
    def binary(self) -> bool:
        """Whether its answer is the name of a file."""
        return self.type == "binary"

    @property
    def identifier(self) -> str:
        """The name as OData allows it."""
        return identifier(self.name)


def identifier(name: str) -> str:
    """A name in which OData finds nothing to complain of."""
    plain = _IDENTIFIER.sub("_", name)
    return f"_{plain}" if plain[:1].isdigit() else plain


@frozen(slots=False)
class Fields:
    """All fields of a form, and the name of its root element."""

    root: str
    all: tuple[Field, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Field]:
        """Path → field."""
        return {field.path: field for field in self.all}

    @cached_property
    def repeats(self) -> tuple[Field, ...]:
        """The repeats: each is a table of its own."""
        return tuple(field for field in self.all if field.type == "repeat")

    @cached_property
    def binaries(self) -> frozenset[str]:
        """Paths whose answers are names of files."""
        return frozenset(field.path for field in self.all if field.binary)

    def under(self, path: str) -> tuple[Field, ...]:
        """The fields right below a path, "" for the root."""
        depth = path.count("/") + 1
        return tuple(one for one in self.all if one.path.startswith(path + "/") and one.path.count("/") == depth)


def fields_of(xform: bytes) -> Fields:
    """Read out of an XForm that was published."""
    root = element_of(xform)
    instance = next(root.iter(f"{XFORMS}instance"))
    data = next(child for child in instance if isinstance(child.tag, str))
    types = {one.get("nodeset", ""): one.get("type", "") for one in root.iter(f"{XFORMS}bind")}
    controls = _controls(root)
    name = _name(data)
    return Fields(name, tuple(_walk(data, f"/{name}", "", types, controls)))


def _controls(root: etree._Element) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for local in ("upload", "select", "repeat"):
        for one in root.iter(f"{XFORMS}{local}"):
            found[one.get("ref") or one.get("nodeset") or one.get("bind", "")] = local
    return found


def _name(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _walk(
    element: etree._Element, absolute: str, path: str, types: Mapping[str, str], controls: Mapping[str, str]
) -> Iterator[Field]:
    seen: set[str] = set()
    for child in _children(element):
        name = etree.QName(child).localname
        if name in seen:
            continue
        seen.add(name)
        place, own = f"{absolute}/{_name(child)}", f"{path}/{name}"
        control, below = controls.get(place, ""), list(_children(child))
        if control == "repeat" or below:
            yield Field(own, name, "repeat" if control == "repeat" else "structure")
            yield from _walk(child, place, own, types, controls)
        else:
            yield Field(own, name, _type(types.get(place, ""), control), control == "select")


def _children(element: etree._Element) -> Iterable[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _type(written: str, control: str) -> str:
    if control == "upload":
        return "binary"
    plain = written.rpartition(":")[2]
    return {"": "string", "select1": "string", "select": "string", "text": "string", "integer": "int"}.get(plain, plain)
