"""Elements of Akoma Ntoso, and the two namespaces that a file of ours uses."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from .elements import Child, Element, clean, fill

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ENT: Final = "urn:entraide:document:1"
"""What the schema has no place for: keys of living figures, masthead fields, speakers, sittings, references."""
NAMESPACES: Final[Any] = {None: AKN, "entraide": ENT}  # the stubs of lxml forget that a default namespace has no prefix
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = {
    "class_": "class",
    "lang": XML_LANG,
    "as_": "as",
    **{name: f"{{{ENT}}}{name}" for name in ("figure", "printed_source", "kind")},
}


def made(tag: str, *children: Child, **attributes: str) -> Element:
    """An element of the schema; empty attributes are left out. `class_`, `as_`, `lang` are mapped, and
    `figure`, `printed_source`, `kind` stand in our own namespace.
    """
    element = etree.Element(f"{{{AKN}}}{tag}")
    for name, value in attributes.items():
        if value:
            element.set(_NAMES.get(name, name), clean(value))
    return fill(element, *children)


def own(tag: str, *children: Child, **attributes: str) -> Element:
    """An element of our own namespace, for `proprietary`."""
    element = etree.Element(f"{{{ENT}}}{tag}")
    for name, value in attributes.items():
        if value:
            element.set(name, clean(value))
    return fill(element, *children)
