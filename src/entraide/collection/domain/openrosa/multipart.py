"""A small multipart body taken apart where it lies in memory. What is not plain is left to a parser that knows everything."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

SMALL: Final = 64 * 1024
MOST_PARTS: Final = 20
_BOUNDARY = re.compile(r'^multipart/form-data;\s*boundary=("?)([A-Za-z0-9\'()+_,./:=?-]{1,70})\1\s*$', re.IGNORECASE)
_DISPOSITION = re.compile(
    rb'^form-data; name="([^"\\\r\n]{1,200})"(?:; filename="([^"\\\r\n]{0,255})")?$', re.IGNORECASE
)
_PLAIN: Final = frozenset({b"content-disposition", b"content-type", b"content-length"})


@frozen
class Part:
    """A part of a body; `filename` is None for a field."""

    name: str
    filename: str | None
    media_type: str
    content: bytes


def boundary_in(content_type: str) -> bytes | None:
    """The boundary that a plain `Content-Type` names."""
    match = _BOUNDARY.match(content_type)
    return match.group(2).encode() if match else None


def parts_of(body: bytes, boundary: bytes) -> tuple[Part, ...] | None:
    """The parts of a body that is whole and plain; None for any other, broken ones included."""
    mark = b"--" + boundary
    if not body.startswith(mark + b"\r\n"):
        return None
    pieces = body[len(mark) :].split(b"\r\n" + mark)
    if len(pieces) < 2 or len(pieces) > MOST_PARTS or pieces[-1].strip(b" \t\r\n") != b"--":
        return None
    if body.count(mark) != len(pieces):  # in the middle of a line: what that means, others decide
        return None
    parts = [_part(piece) for piece in pieces[:-1]]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else None


def _part(piece: bytes) -> Part | None:
    head, blank, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not piece.startswith(b"\r\n") or not blank:
        return None
    headers: dict[bytes, bytes] = {}
    for line in head.split(b"\r\n"):
        name, colon, value = line.partition(b":")
        headers[name.strip().lower()] = value.strip()
        if not colon:
            return None
    match = _DISPOSITION.match(headers.get(b"content-disposition", b""))
    if match is None or not headers.keys() <= _PLAIN:
        return None
    try:
        filename = match.group(2)
        given = None if filename is None else filename.decode()
        media_type = headers.get(b"content-type", b"").decode("ascii")
        return Part(match.group(1).decode(), given, media_type, content)
    except UnicodeDecodeError:
        return None
