"""Writing the tree to files: Word, PDF, web page, Akoma Ntoso. All four show the same numbers, notes and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import Language

from .akn import write_akn
from .docx import write_docx
from .frame import Frame
from .html import write_fragment, write_page
from .pdf import write_pdf

Format = Literal["docx", "pdf", "html", "akn"]

MEDIA_TYPES: Mapping[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "akn": "application/akn+xml",
}
SUFFIXES: Mapping[Format, str] = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "akn": ".xml"}
_WRITERS: Mapping[Format, Callable[[Frame], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_page,
    "akn": write_akn,
}

__all__ = ["MEDIA_TYPES", "SUFFIXES", "Format", "write", "write_fragment"]


def write(tree: Tree, format: Format, language: Language | None = None) -> bytes:
    """The file for one format. The same tree gives the same bytes.

    `language` is that of the fixed words around the text (column heads, "Source"), the tree's own unless given; the
    text itself is never translated. Raises Refused (DOC-201, DOC-202) for a figure without words or that is no SVG.
    """
    return _WRITERS[format](Frame(tree, language or tree.language))
