"""What a request may carry at most, refused before it is read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_REQUEST = 200 * 1024 * 1024


class LargestRequest(FileUploadHandler):
    """Stands before Django's own handlers: keeps nothing itself, counts, and ends what is too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received = 0

    def _count(self, size: int) -> None:
        self.received += size
        if self.received > LARGEST_REQUEST:
            raise RequestDataTooBig(f"more than {LARGEST_REQUEST} bytes")

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_more: Any, **_named: Any) -> None:  # noqa: N803
        """What the request says of its own length."""
        if (content_length or 0) > LARGEST_REQUEST:
            raise RequestDataTooBig(f"{content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Whatever it said, what comes is counted."""
        self._count(len(raw_data))
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
