"""Elements of WordprocessingML. Word repairs what stands in the wrong order: properties are built in schema order."""

from __future__ import annotations

from typing import Final

from lxml import etree

from entraide.documents.domain.writing.elements import Child, Element, clean, fill

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SPACES: Final = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
WIDTH: Final = 9638
"""Between the margins, in twentieths of a point."""
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: Child | None, **attributes: str | int) -> Element:
    """`w("jc", val="end")` → `<w:jc w:val="end"/>`; `r_id` is the attribute of the relationships; None is left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=SPACES if tag in _ROOTS else None)
    for name, value in attributes.items():
        space, plain = (R, name[2:]) if name.startswith("r_") else (W, name)
        element.set(f"{{{space}}}{plain}", clean(str(value)))
    return fill(element, *(child for child in children if child is not None))


_ROOTS = frozenset({"document", "footnotes", "hdr", "styles", "numbering", "settings", "fonts", "ftr"})


def flag(tag: str, on: bool) -> Element | None:
    """A property that is there or not."""
    return w(tag) if on else None


def text(words: str) -> Element:
    """`w:t` that keeps its blanks."""
    element = w("t", words)
    element.set(_PRESERVE, "preserve")
    return element


def shown(root: Element) -> bytes:
    """A part of the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
