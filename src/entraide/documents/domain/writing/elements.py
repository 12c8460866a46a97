"""Making elements, so that nothing is ever escaped by hand."""

from __future__ import annotations

from lxml import etree

Element = etree._Element
Child = etree._Element | str


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with text and elements inside; attributes that are empty are left out (but not an empty `alt`)."""
    made = etree.Element(tag, {name: clean(value) for name, value in attributes.items() if value or name == "alt"})
    return fill(made, *children)


def fill(parent: Element, *children: Child) -> Element:
    """Append text and elements to `parent`, and give it back."""
    for child in children:
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + clean(child)
        else:
            parent.text = (parent.text or "") + clean(child)
    return parent


def clean(text: str) -> str:
    """Without the control characters that XML forbids: files of others hold them."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def shown(made: Element) -> str:
    """As HTML."""
    return etree.tostring(made, method="html", encoding="unicode")
