"""Handing a stored file to a browser: through the policy, in pieces, as a download that runs nothing."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from anyascii import anyascii
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from entraide.kernel.actor import Actor

from .store import PIECE, Listed, access_listed, piece, pieces

AT_ONCE = 2 * PIECE
"""Files up to this size are read whole, in the transaction of the request."""
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def disposition(name: str) -> str:
    """A download's header after RFC 6266: the name in ASCII for old readers, and as it is.

    What could break the header, name a folder, or turn `exe.fdp` around before a reader's eyes is left out.
    """
    clean = "".join(letter for letter in name.translate(_DIRECTIONS) if unicodedata.category(letter) not in {"Cc", "Cs"})
    clean = re.sub(r"[/\\\\]+", "_", clean).strip(". ") or "file"
    plain = re.sub(r"[^A-Za-z0-9._ ()-]", "_", anyascii(clean)).strip(". ") or "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


def _asked_range(request: HttpRequest, file: Listed) -> tuple[int, int] | None:
    """The bytes asked for, first and behind the last; None for the whole. A start behind the end is (size, size)."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if_range = request.headers.get("If-Range", "")
    if found is None or found[1] == found[2] == "" or (if_range and if_range != f'"{file.sha256}"'):
        return None
    if not found[1]:
        return max(0, file.size - int(found[2])), file.size
    first, last = int(found[1]), int(found[2] or file.size - 1)
    if found[2] and last < first:
        return None
    return min(first, file.size), min(last + 1, file.size)


def serve(request: HttpRequest, actor: Actor, file_id: int) -> HttpResponseBase:
    """The file, whole or the range asked for; to HEAD its headers. Raises NotHere for hidden and absent alike."""
    file = access_listed(actor, file_id)
    asked = _asked_range(request, file)
    start, stop = asked or (0, file.size)
    response: HttpResponseBase
    if asked and start >= stop:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{file.size}"
    elif request.method == "HEAD":
        response = HttpResponse(status=206 if asked else 200)
    elif stop - start <= AT_ONCE:
        response = HttpResponse(piece(file.id, start, stop - start), status=206 if asked else 200)
    else:
        response = StreamingHttpResponse(pieces(actor, file.id, start, stop), status=206 if asked else 200)
    for name, value in _SAFE.items():
        response[name] = value
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = disposition(file.name)
    response["ETag"] = f'"{file.sha256}"'
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    if response.status_code != 416:
        response["Content-Length"] = str(stop - start)
    return response
