"""Files as streams of bytes: a zip written while it is sent, a file on disk handed over in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

PIECE: Final = 256 * 1024
PRESSED: Final = 2
"""Level of deflate: texts of tables shrink nearly as far as with the highest, in a third of the time."""


class Pipe:
    """A file that only grows: what is written into it is taken out at the other end."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep until taken."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        """What was written since last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def pieces(path: Path) -> Iterator[bytes]:
    """A file on disk, piece by piece."""
    with path.open("rb") as file:
        while data := file.read(PIECE):
            yield data
