"""The drawing as it leaves: nothing but shapes and words, no style sheet, its direction fixed, its numbers short."""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_LONG = re.compile(r"-?\d+\.\d{3,}")
_EMPTY = frozenset({"background", "foreground"})
_NEEDLESS = frozenset({"class", "pointer-events", "aria-hidden", "role", "aria-roledescription", "version"})
_NUMBERS = ("d", "transform", "x", "y", "x2", "y2", "width", "height", "dy", "points")


def finished(drawing: str) -> str:
    """Marks that say something keep their words in `aria-label`; frames, empty groups and long decimals go."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True)
    root = etree.fromstring(drawing.encode(), parser)
    for element in list(root.iter(etree.Element)):
        _finish(element)
    for element in reversed(list(root.iter(f"{{{SVG}}}g"))):
        _unwrap(element)
    root.set("direction", "ltr")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _finish(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and element.get("class") in _EMPTY and element.tag.endswith("path"):
        parent.remove(element)
        return
    told = element.get("role") == "graphics-symbol" and element.get("aria-roledescription") not in (
        None,
        "axis",
        "legend",
    )
    for name in _NEEDLESS:
        element.attrib.pop(name, "")
    if not told:
        element.attrib.pop("aria-label", "")
    for declaration in str(element.attrib.pop("style", "")).split(";"):
        name, _, value = declaration.partition(":")
        if value and "url(" not in value:
            element.set(name.strip(), value.strip())
    for name in _NUMBERS:
        if name in element.attrib:
            element.set(name, _LONG.sub(lambda found: f"{float(found[0]):.1f}", str(element.attrib[name])))
    if element.get("opacity") == "1":
        del element.attrib["opacity"]


def _unwrap(group: etree._Element) -> None:
    """A group that moves nothing and says nothing is taken away, its children stay."""
    parent = group.getparent()
    if parent is None:
        return
    if group.get("transform") in ("translate(0,0)",):
        del group.attrib["transform"]
    if group.attrib and len(group):
        return
    place = parent.index(group)
    children = list(group)
    parent.remove(group)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
