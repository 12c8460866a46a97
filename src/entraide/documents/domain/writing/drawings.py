"""Charts: an SVG made safe to stand inside a page, and the picture of it that word processors need."""

from __future__ import annotations

import re

from lxml import etree

from entraide.documents.domain.tree import Figure
from entraide.kernel.problems import refuse

SVG = "http://www.w3.org/2000/svg"
LIMIT = 2_000_000
_FORBIDDEN = frozenset({"script", "style", "foreignObject", "image", "iframe", "a", "animate", "set"})
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_URL = re.compile(r"url\(#([^)]+)\)")
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm)?\s*$")
_POINTS = {None: 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54}


def drawing(figure: Figure, place: str = "") -> etree._Element:
    """The `svg` element without scripts, style sheets, event handlers or anything fetched from elsewhere.

    Raises Refused: DOC-201 when the figure has no words for those who do not see it, DOC-202 when it is no SVG.
    """
    if not figure.alternative.strip():
        raise refuse("DOC-201", place, caption=figure.caption)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(figure.svg[: LIMIT + 1].encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refuse("DOC-202", place, caption=figure.caption) from None
    if len(figure.svg) > LIMIT or root.tag != f"{{{SVG}}}svg":
        raise refuse("DOC-202", place, caption=figure.caption)
    for element in list(root.iter()):
        _clean(element)
    return root


def _clean(element: etree._Element) -> None:
    if not isinstance(element.tag, str) or etree.QName(element).localname in _FORBIDDEN:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    for declaration in str(element.attrib.pop("style", "")).split(";"):
        name, _, value = declaration.partition(":")
        if value and "url(" not in value:
            element.set(name.strip(), value.strip())
    for name in map(str, list(element.attrib)):
        outside = name in _HREFS and not str(element.attrib[name]).startswith("#")
        if outside or name.lower().startswith("on"):
            del element.attrib[name]


def lettered(root: etree._Element, families: tuple[str, ...]) -> str:
    """The drawing as text, all its letters in the fonts of the paper: a chart must not fall back on what is missing."""
    for element in root.iter():
        element.attrib.pop("font-family", "")
    for element in list(root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan")):
        _by_script(element, families)
    root.set("font-family", ", ".join(f"'{family}'" for family in families))
    return etree.tostring(root, encoding="unicode")


_ARABIC = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
_HAN = "\u2e80-\u9fff\uff00-\uffef"
_STRETCHES = re.compile(
    rf"(?P<arabic>[{_ARABIC}]+(?: +[{_ARABIC}]+)*)|(?P<han>[{_HAN}]+)|(?P<other>[^{_ARABIC}{_HAN}]+)"
)
_VOWELS = re.compile("[\u064b-\u0652\u0670]")


def _by_script(element: etree._Element, families: tuple[str, ...]) -> None:
    """Words in several scripts as spans that each name their fonts.

    Typst's letters are set as a whole in one font and mended from the next; where the two join letters otherwise (lam-alef,
    a vowel over another) that fails and the paper with it. Vowel signs, which labels do not need, are left out of these.
    """
    text = element.text or ""
    found = list(_STRETCHES.finditer(text))
    if len(found) < 2:
        if found and found[0].lastgroup != "other":
            element.set("font-family", _named(found[0].lastgroup or "", families))
        return
    element.text = None
    for place, stretch in enumerate(found):
        span = etree.Element(f"{{{SVG}}}tspan")
        span.text = _VOWELS.sub("", stretch[0])
        span.set("font-family", _named(stretch.lastgroup or "", families))
        element.insert(place, span)


def _named(script: str, families: tuple[str, ...]) -> str:
    """The fonts of a script before the others."""
    own = {"arabic": "Arabic", "han": "CJK"}.get(script, "")
    return ", ".join(f"'{one}'" for one in sorted(families, key=lambda family: bool(own) and own not in family))


def apart(root: etree._Element, name: str) -> None:
    """Names inside the drawing begin with that of the figure, so that two drawings on a page do not share any."""
    named = {str(element.get("id")) for element in root.iter() if element.get("id")}
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            words = str(value)
            if attribute == "id" and words in named:
                element.set(attribute, f"{name}-{words}")
            elif attribute in _HREFS and words[1:] in named:
                element.set(attribute, f"#{name}-{words[1:]}")
            elif "url(#" in words:
                element.set(attribute, _URL.sub(lambda found: f"url(#{name}-{found[1]})", words))


def size_of(root: etree._Element) -> tuple[float, float]:
    """Width and height in points, from the drawing's own size, else its view box, else 16 cm by 9 cm."""
    found = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    if found[0] and found[1]:
        return _points(found[0]), _points(found[1])
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
        return float(box[2]) * 0.75, float(box[3]) * 0.75
    return 453.5, 255.1


def _points(match: re.Match[str]) -> float:
    return float(match[1]) * _POINTS[match[2]]
