"""The words of a file as it came, to stand beside what was read out of it."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import pypdfium2
from lxml import etree

from entraide.kernel.problems import Refused

from .reading.decoding import decode
from .reading.limits import MAX_UNPACKED

MAX_SHOWN: Final = 400_000
"""Characters shown at most: a page beside the tree, not an archive."""
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(data: bytes) -> str:
    """The text of a file, line by line, without any reading of it; empty when there is none to show."""
    try:
        if data.startswith(b"PK"):
            return _word(data)[:MAX_SHOWN]
        if b"%PDF-" in data[:1024]:
            return _pdf(data)[:MAX_SHOWN]
        return _plain(data)[:MAX_SHOWN]
    except (BadZipFile, KeyError, etree.XMLSyntaxError, pypdfium2.PdfiumError, Refused):
        return ""


def _plain(data: bytes) -> str:
    if data.lstrip()[:1] != b"<":
        return decode(data)[0]
    root = etree.fromstring(data, _parser())
    return "\n".join(
        line for line in ("".join(map(str, item.itertext())).strip() for item in root.iter("{*}p")) if line
    )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _word(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as package:
        if package.getinfo("word/document.xml").file_size > MAX_UNPACKED:
            return ""
        root = etree.fromstring(package.read("word/document.xml"), _parser())
    return "\n".join("".join(run.text or "" for run in item.iter(f"{_WORD}t")) for item in root.iter(f"{_WORD}p"))


def _pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
