"""The letter from which the secretariat enters a reply: told by its content, whatever its name says."""

from __future__ import annotations

import re
from typing import Final

from entraide.kernel.problems import refuse

from .clarifying import tidy

LARGEST: Final = 20 * 1024 * 1024
_SIGNS: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
)
_HEADER: Final = re.compile(rb"^(from|to|subject|date|received|message-id|mime-version|return-path):", re.I | re.M)


def letter_name(content: bytes, name: str) -> str:
    """The file's name with the ending that its content has: pdf, docx, png, jpg, tif, eml or msg.

    Refused: COL-460 for nothing or anything else, COL-461 beyond 20 MB.
    """
    if len(content) > LARGEST:
        raise refuse("COL-461", limit=LARGEST // 1024 // 1024)
    kind = _kind(content)
    if not kind:
        raise refuse("COL-460")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", tidy(name).replace("\n", " ")) or "letter"
    return f"{stem[:200]}.{kind}"


def _kind(content: bytes) -> str:
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return "docx"
    return "eml" if len(set(_HEADER.findall(content[:4000].lower()))) >= 3 and b"\0" not in content[:4000] else ""
