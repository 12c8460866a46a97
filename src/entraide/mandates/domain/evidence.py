"""What can be laid under a mandate, and what such a thing must bring with it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

KINDS: Final = (
    "document", "round", "change", "project", "event", "link", "file", "statement", "report", "reply", "law", "other",
)  # fmt: skip
"""A paragraph of a document, a request to States, a change of the directory, a project, an event, an address, a file, what
somebody says; the last four are what was laid before these kinds were told apart, and what other rooms lay."""

NEEDS: Final = {"document": "paragraph", "link": "href", "file": "file"}
"""What a kind cannot do without."""

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a file."""

STARTS: Final[dict[str, tuple[bytes, ...]]] = {
    "pdf": (b"%PDF-",), "docx": (b"PK\x03\x04",), "xlsx": (b"PK\x03\x04",), "odt": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "txt": (),
}  # fmt: skip
"""The files that are taken, by the end of their names, and how their content begins."""


def address(href: str) -> str:
    """The address, when it is one of the web or of this site; "" for anything else (`javascript:`, `//elsewhere`)."""
    href = href.strip()
    if any(ord(sign) < 33 for sign in href):  # browsers drop tabs and line breaks: `/<tab>/elsewhere` leaves the site
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme.lower() in ("http", "https") and parts.hostname:
        return href
    return href if href.startswith("/") and not href.startswith(("//", "/\\")) else ""


def is_file(name: str, content: bytes) -> bool:
    """Whether a file is one of those that are taken, by its name and by how it begins. Text must be UTF-8."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in STARTS:
        return False
    if ending == "txt":
        return _is_text(content)
    return content.startswith(STARTS[ending])


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
