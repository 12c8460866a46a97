"""Word: our own OOXML, so that notes and numbers are Word's own and every language has its direction and fonts."""

from __future__ import annotations

from entraide.documents.domain.writing.frame import Frame

from .body import Body
from .numbering import write_numbering
from .package import Package
from .settings import write_core, write_footer, write_header, write_settings
from .styles import write_fonts, write_styles

__all__ = ["write_docx"]


def write_docx(frame: Frame) -> bytes:
    """The paper as DOCX. Raises Refused (DOC-201, DOC-202) for a figure that cannot be drawn."""
    package = Package()
    for name in ("styles", "numbering", "footnotes", "settings", "fontTable"):
        package.relate(f"{name}.xml", name)
    header = package.relate("header1.xml", "header")
    first = package.relate("header2.xml", "header")
    footer = package.relate("footer1.xml", "footer")
    body = Body(frame, package)
    package.add("word/document.xml", "document.main", body.write(header, first, footer))
    package.add("word/styles.xml", "styles", write_styles(frame))
    package.add("word/numbering.xml", "numbering", write_numbering(body.numbers))
    package.add("word/footnotes.xml", "footnotes", body.text.notes_part())
    package.add("word/settings.xml", "settings", write_settings(frame))
    package.add("word/fontTable.xml", "fontTable", write_fonts())
    package.add("word/footer1.xml", "footer", write_footer(frame))
    package.add("word/header1.xml", "header", write_header(frame, first=False))
    package.add("word/header2.xml", "header", write_header(frame, first=True))
    return package.written(write_core(frame))
