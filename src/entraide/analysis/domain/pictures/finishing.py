"""The drawing as it leaves: nothing but shapes and words, no style sheet, its direction fixed, its numbers short.

Names inside it are made of its own content, so that the same specification gives the same letters, whatever was drawn before.
"""

from __future__ import annotations

import re
from hashlib import sha256

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_LONG = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FRAMES = frozenset({"background", "foreground"})
_NEEDLESS = frozenset({"class", "pointer-events", "aria-hidden", "role", "aria-roledescription", "version"})
_NUMBERS = ("d", "transform", "x", "y", "x2", "y2", "width", "height", "dy", "points")
_DEFAULT = {"opacity": "1", "transform": "translate(0,0)", "stroke-dasharray": ""}


def finished(drawing: str) -> str:
    """Marks that say something keep their words in `aria-label`; frames, empty groups, repeated names of fonts go."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True)
    root = etree.fromstring(drawing.encode(), parser)
    for element in list(root.iter(etree.Element)):
        _finish(element)
    _gather_clips(root)
    _hoist(root, "font-family")
    for element in reversed(list(root.iter(f"{{{SVG}}}g"))):
        _unwrap(element)
    root.set("direction", "ltr")
    etree.cleanup_namespaces(root)
    return _named(root)


def _finish(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and element.get("class") in _FRAMES and str(element.tag).endswith("path"):
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
    for name, plain in _DEFAULT.items():
        if element.get(name) == plain:
            del element.attrib[name]


def _gather_clips(root: etree._Element) -> None:
    """Clips of the same form become one; their names are numbered in the order in which they are met."""
    forms: dict[bytes, str] = {}
    renamed: dict[str, str] = {}
    for clip in list(root.iter(f"{{{SVG}}}clipPath")):
        form = b"".join(etree.tostring(child) for child in clip)
        known = form in forms
        name = forms.setdefault(form, f"clip{len(forms)}")
        renamed[str(clip.get("id"))] = name
        clip.set("id", name)
        parent = clip.getparent()
        if known and parent is not None:
            parent.remove(clip)
    for element in root.iter(etree.Element):
        found = _REFERENCE.match(str(element.get("clip-path", "")))
        if found:
            element.set("clip-path", f"url(#{renamed[found[1]]})")


def _hoist(root: etree._Element, name: str) -> None:
    """What all words have in common stands once, at the top."""
    values = {str(element.get(name)) for element in root.iter(etree.Element) if element.get(name)}
    if len(values) == 1:
        for element in root.iter(etree.Element):
            element.attrib.pop(name, "")
        root.set(name, values.pop())


def _unwrap(group: etree._Element) -> None:
    """A group that moves nothing and says nothing is taken away, its children stay."""
    parent = group.getparent()
    if parent is None or (group.attrib and len(group)):
        return
    place = parent.index(group)
    children = list(group)
    parent.remove(group)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _named(root: etree._Element) -> str:
    """The text of the drawing, its names set apart from those of other drawings on the same page."""
    text = etree.tostring(root, encoding="unicode")
    if "clip0" not in text:
        return text
    mark = sha256(text.encode()).hexdigest()[:8]
    return re.sub(r'(id="|url\(#)(clip\d+)', rf"\1p{mark}-\2", text)
