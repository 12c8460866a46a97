"""What a request carries: read in pieces and put on disk beyond a megabyte, also when it comes in chunks of unknown number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from attrs import frozen
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from entraide.kernel.problems import refuse

from ...actions import Given
from ...actions.instance_files import LARGEST
from ...domain.openrosa.envelope import LARGEST as LARGEST_XML

IN_MEMORY = 1024 * 1024
_PIECE = 64 * 1024
MANIFEST_PART = "xml_submission_file"


@frozen
class Posted:
    """A submission over OpenRosa: its XML, and the files beside it."""

    xml: bytes
    files: tuple[Given, ...]


def stream_of(request: HttpRequest, limit: int = LARGEST) -> BinaryIO:
    """The body, rewound. Refused with COL-418 beyond `limit`, whether the request said so or not."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        raise refuse("COL-418", limit=limit)
    kept = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - it is given on
    size = 0
    for piece in _pieces(request):
        size += len(piece)
        if size > limit:
            kept.close()
            raise refuse("COL-418", limit=limit)
        kept.write(piece)
    kept.seek(0)
    return kept


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    source: Any = request
    # A chunked body has no length, and Django would read none of it: the server below has taken the chunks apart.
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        source = request.META["wsgi.input"]
    try:
        while piece := source.read(_PIECE):
            yield piece
    except (UnreadablePostError, OSError):
        raise refuse("COL-437") from None


def content_of(request: HttpRequest, limit: int = LARGEST_XML) -> bytes:
    """The whole body, where it is small."""
    with stream_of(request, limit) as stream:
        return stream.read()


def json_of(request: HttpRequest) -> dict[str, Any]:
    """A JSON object. Refused with COL-417 for anything else, COL-439 with a NUL in it."""
    content = content_of(request, 1_000_000)
    try:
        data = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        raise refuse("COL-417", format="json") from None
    if not isinstance(data, dict):
        raise refuse("COL-417", format="json")
    if any(isinstance(value, str) and "\x00" in value for value in data.values()):
        raise refuse("COL-439")
    return data


class _SmallInMemory(MemoryFileUploadHandler):
    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_more: Any, **_named: Any) -> None:  # noqa: N803
        self.activated = content_length <= IN_MEMORY


def posted(request: HttpRequest) -> Posted:
    """The parts of a submission. Refused: COL-438 for no multipart, 437 for a broken one, 408 without its XML, 418 too large."""
    if not request.META.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data"):
        raise refuse("COL-438", type="multipart/form-data")
    meta, stream = dict(request.META), cast(BinaryIO, request)
    length = int(meta.get("CONTENT_LENGTH") or 0)
    if length > LARGEST:
        raise refuse("COL-418", limit=LARGEST)
    if "chunked" in meta.get("HTTP_TRANSFER_ENCODING", "").lower():
        stream = stream_of(request)
        meta["CONTENT_LENGTH"] = str(stream.seek(0, 2))
        stream.seek(0)
    handlers: list[FileUploadHandler] = [_SmallInMemory(request), TemporaryFileUploadHandler(request)]
    try:
        fields, files = MultiPartParser(meta, stream, handlers, "utf-8").parse()
    except (MultiPartParserError, UnreadablePostError, OSError, TooManyFilesSent, TooManyFieldsSent, RequestDataTooBig):
        raise refuse("COL-437") from None
    if MANIFEST_PART in files:
        xml = files[MANIFEST_PART].read(LARGEST_XML + 1)
    elif MANIFEST_PART in fields:
        xml = fields[MANIFEST_PART].encode()
    else:
        raise refuse("COL-408", field=MANIFEST_PART)
    beside = [
        Given(_name(one.name), one.file, one.content_type or "")
        for part in files if part != MANIFEST_PART for one in files.getlist(part)
    ]  # fmt: skip
    return Posted(xml, tuple(beside))


def _name(given: str | None) -> str:
    name = (given or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "")
    if not name:
        raise refuse("COL-437")
    return name[:255]
