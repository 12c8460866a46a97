"""The container of a Word file: parts, their types and relationships, zipped the same way every time."""

from __future__ import annotations

from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Relations:
    """What one part points to: other parts, pictures, addresses."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, bool]] = []

    def __bool__(self) -> bool:
        return bool(self._rows)

    def relate(self, target: str, kind: str, outside: bool = False) -> str:
        """The identifier for a target, new or known. `kind` is the last word of the relationship's type."""
        row = (target, kind if "/" in kind else f"{_OFFICE}/{kind}", outside)
        if row not in self._rows:
            self._rows.append(row)
        return f"rId{self._rows.index(row) + 1}"

    def written(self) -> bytes:
        """The relationships part."""
        root = etree.Element("Relationships", xmlns=_RELATIONS)
        for place, (target, kind, outside) in enumerate(self._rows, 1):
            row = etree.SubElement(root, "Relationship", Id=f"rId{place}", Type=kind, Target=target)
            if outside:
                row.set("TargetMode", "External")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Package:
    """The parts gathered so far. Two documents with the same parts have the same bytes."""

    def __init__(self) -> None:
        self.document = Relations()
        self.footnotes = Relations()
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}

    def relate(self, target: str, kind: str) -> str:
        """A part that the document points to."""
        return self.document.relate(target, kind)

    def add(self, name: str, kind: str, content: bytes) -> None:
        """A part of WordprocessingML; `kind` is the middle of its content type."""
        self._parts[name] = content
        self._types[name] = f"{_WORD}{kind}+xml"

    def picture(self, content: bytes, kind: Literal["png", "svg"] = "png") -> str:
        """A picture in dots or in lines; its relationship."""
        name = f"media/image{sum(part.startswith('word/media/') for part in self._parts) + 1}.{kind}"
        self._parts[f"word/{name}"] = content
        return self.relate(name, "image")

    def written(self, core: bytes) -> bytes:
        """The file. `core` is the part with title, language and date."""
        root = Relations()
        root.relate("word/document.xml", "officeDocument")
        root.relate("docProps/core.xml", _CORE)
        self._types["docProps/core.xml"] = _CORE_TYPE
        parts = {"[Content_Types].xml": self._content_types(), "_rels/.rels": root.written(), **self._parts}
        parts["docProps/core.xml"] = core
        parts["word/_rels/document.xml.rels"] = self.document.written()
        if self.footnotes:
            parts["word/_rels/footnotes.xml.rels"] = self.footnotes.written()
        return _zipped(parts)

    def _content_types(self) -> bytes:
        root = etree.Element("Types", xmlns=_TYPES)
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        drawn = (("png", "image/png"), ("svg", "image/svg+xml"))
        for extension, kind in (("rels", relations), ("xml", "application/xml"), *drawn):
            etree.SubElement(root, "Default", Extension=extension, ContentType=kind)
        for name, kind in self._types.items():
            etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return buffer.getvalue()
