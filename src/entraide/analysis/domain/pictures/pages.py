"""A picture as a page shows it and as a reader saves it: marks that keys reach, each with its words; SVG, PNG, CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final, Literal

from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.drawings import apart, drawing, lettered, size_of
from entraide.documents.domain.writing.typesetting import families, typeset
from entraide.kernel.languages import Language

from .picture import Picture

SVG: Final = "http://www.w3.org/2000/svg"
FORMS: Final = ("svg", "png", "csv")
Form = Literal["svg", "png", "csv"]
TYPES: Final = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
_MANY = 60
"""So many marks may each be a stop of the tab key; of more, the first is one and arrows lead on."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def for_page(picture: Picture, name: str) -> str:
    """The drawing for a page on which it is called `name`: nothing fetched, no style, names of its own, marks in reach of keys."""
    root = drawing(picture.block())
    apart(root, name)
    root.set("role", "group")
    root.set("aria-label", picture.alternative)
    marks = [element for element in root.iter(etree.Element) if element is not root and element.get("aria-label")]
    for place, mark in enumerate(marks):
        mark.set("role", "img")
        mark.set("tabindex", "0" if place == 0 or len(marks) <= _MANY else "-1")
        title = etree.Element(f"{{{SVG}}}title")
        title.text = mark.get("aria-label")
        mark.insert(0, title)
    return etree.tostring(root, encoding="unicode")


def saved(picture: Picture, form: Form, language: Language) -> bytes:
    """The picture as a file of its own."""
    if form == "csv":
        return as_csv(picture.table)
    root = drawing(picture.block())
    if form == "svg":
        title = etree.Element(f"{{{SVG}}}title")
        title.text = picture.caption
        root.insert(0, title)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    width = size_of(root)[0]
    return typeset("picture", {"svg": lettered(root, families(language)), "width": f"{width:.2f}"}, "png", ppi=192)


def as_csv(table: t.Table) -> bytes:
    """The table, UTF-8 with the mark that spreadsheets look for. What could be taken for a formula is quoted."""
    out = StringIO()
    writer = csv.writer(out)
    for row in (table.header, *table.rows):
        writer.writerow([_harmless(t.plain(cell.runs), cell.numeric) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(text: str, numeric: bool) -> str:
    return f"'{text}" if not numeric and text.startswith(_DANGEROUS) else text
