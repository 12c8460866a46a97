"""Handing out the bytes of pictures and of files given as answers: what may stand in a page, the rest as a download."""

from __future__ import annotations

from typing import Protocol

from django.http import HttpResponse

from entraide.foundation.files.serving import disposition

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Shown inside a page: none of them can run anything."""


class Held(Protocol):
    """A row with bytes."""

    name: str
    media_type: str
    sha256: str
    content: bytes


def shown_file(row: Held, *, download: bool = False) -> HttpResponse:
    """The file: a picture, a sound or a film for the page; anything else, or if asked, as a download that runs nothing."""
    plays = row.media_type in PICTURES or row.media_type.startswith(("audio/", "video/"))
    response = HttpResponse(bytes(row.content), content_type=row.media_type if plays else "application/octet-stream")
    if download or not plays:
        response["Content-Disposition"] = disposition(row.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{row.sha256}"'
    return response
