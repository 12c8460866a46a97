"""The package of a Word file: what may be opened of it, within limits, and what is only said to be there."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from attrs import define, field
from lxml import etree

from entraide.kernel.problems import Problem, Refused, refuse

from .limits import MAX_UNPACKED

Element = Any
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_SIDE_PARTS: Final = ("styles", "numbering", "footnotes", "endnotes")
_MOST_ENTRIES: Final = 5_000
_LARGEST_PART: Final = 60 * 1024 * 1024
_RATIO: Final = 250
_RATIO_FROM: Final = 8 * 1024 * 1024
_MOST_FURNITURE: Final = 40
_DAMAGED: Final = (BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError, NotImplementedError, KeyError)
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@define
class Package:
    """Its XML parts by short name ("document", "styles" …), the running heads and feet, and what is amiss."""

    parts: dict[str, Element] = field(factory=dict)
    furniture: list[Element] = field(factory=list)
    problems: list[Problem] = field(factory=list)


def open_package(data: bytes) -> Package:
    """Raises Refused: DOC-006 damaged, DOC-007 no Word file, DOC-040 password, DOC-048 a bomb, DOC-008 too deep."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _opened(archive)
    except Refused:
        raise
    except _DAMAGED:
        raise refuse("DOC-006", kind="DOCX") from None


def refusal_of_ole(data: bytes) -> Refused:
    """What to say of a file in the old container: a locked Word file, an old one, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refuse("DOC-043")
    if "WordDocument".encode("utf-16-le") in data:
        return refuse("DOC-042")
    return refuse("DOC-002")


def _opened(archive: ZipFile) -> Package:
    entries = {item.filename: item for item in archive.infolist()}
    _measured(entries)
    main = _main_part(archive, entries)
    found = Package()
    found.parts["document"] = _main(archive, entries[main], found.problems)
    home = posixpath.dirname(main)
    for name in _SIDE_PARTS:
        part = _side(archive, entries, f"{home}/{name}.xml".lstrip("/"), found.problems)
        if part is not None:
            found.parts[name] = part
    heads = [name for name in sorted(entries) if name.startswith((f"{home}/header", f"{home}/footer"))]
    for name in heads[:_MOST_FURNITURE]:
        part = _side(archive, entries, name, found.problems)
        found.furniture.extend([part] if part is not None else [])
    found.problems.extend(_foreign(archive, entries, home))
    return found


def _measured(entries: Mapping[str, ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise refuse("DOC-048", limit=_MOST_ENTRIES)
    if sum(item.file_size for item in entries.values()) > MAX_UNPACKED:
        raise refuse("DOC-048", limit=f"{MAX_UNPACKED // 2**20} MB")
    for item in entries.values():
        swollen = item.file_size > _RATIO_FROM and item.file_size > _RATIO * max(item.compress_size, 1)
        if item.filename.endswith((".xml", ".rels")) and (swollen or item.file_size > _LARGEST_PART):
            raise refuse("DOC-048", limit=f"{_LARGEST_PART // 2**20} MB, 1:{_RATIO}")


def _main_part(archive: ZipFile, entries: Mapping[str, ZipInfo]) -> str:
    if "word/document.xml" in entries:
        return "word/document.xml"
    for relation in _related(archive, entries, "_rels/.rels"):
        target = str(relation.get("Target", "")).lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in entries and "document" in target:
            return target
    raise refuse("DOC-007")


def _related(archive: ZipFile, entries: Mapping[str, ZipInfo], name: str) -> Iterator[Element]:
    if name in entries:
        try:
            root = _parsed(_bytes(archive, entries[name]))
        except (etree.XMLSyntaxError, *_DAMAGED):
            return
        yield from root.iter(f"{_RELATIONS}Relationship")


def _bytes(archive: ZipFile, item: ZipInfo) -> bytes:
    if item.flag_bits & 1:
        raise refuse("DOC-040", kind="DOCX")
    return archive.read(item).replace(_STRICT, _TRANSITIONAL)


def _parsed(source: bytes, recover: bool = False) -> Element:
    """The root of a part. A part with a document type is taken for damaged: Word writes none, and entities expand."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=recover
    )
    root = etree.fromstring(source, parser)
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DOCTYPE")
    return root


def _main(archive: ZipFile, item: ZipInfo, problems: list[Problem]) -> Element:
    source = _bytes(archive, item)
    try:
        return _parsed(source)
    except etree.XMLSyntaxError as amiss:
        if "depth" in str(amiss):
            raise refuse("DOC-008", limit=256) from None
        try:
            root = _parsed(source, recover=True)
        except etree.XMLSyntaxError:
            raise refuse("DOC-006", kind="DOCX") from None
    if next(root.iter(f"{W}t"), None) is None:
        raise refuse("DOC-006", kind="DOCX")
    problems.append(Problem("DOC-050", {"part": item.filename}))
    return root


def _side(archive: ZipFile, entries: Mapping[str, ZipInfo], name: str, problems: list[Problem]) -> Element | None:
    if name not in entries:
        return None
    try:
        return _parsed(_bytes(archive, entries[name]))
    except (etree.XMLSyntaxError, *_DAMAGED):
        problems.append(Problem("DOC-050", {"part": name[:80]}))
        return None


def _foreign(archive: ZipFile, entries: Mapping[str, ZipInfo], home: str) -> Iterator[Problem]:
    """Macros, and parts that stand outside the file; hyperlinks are text and no parts."""
    if any(name.lower().endswith("vbaproject.bin") for name in entries):
        yield Problem("DOC-046")
    targets = [
        relation.get("Target", "")
        for name in sorted(entries)
        if name.startswith(f"{home}/_rels/") and name.endswith(".rels")
        for relation in _related(archive, entries, name)
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink")
    ]
    if targets:
        yield Problem("DOC-047", {"targets": ", ".join(target[:80] for target in dict.fromkeys(targets[:5]))})
