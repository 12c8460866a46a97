"""The file: age around a first line, the manifest with its length, and what pg_dump wrote. Everything flows; nothing is held.

age seals each 64 KiB and marks the last piece: a file that was altered or cut short does not open to its end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

from entraide.kernel.problems import refuse

FIRST = b"entraide-backup 1\n"
_LENGTH = 8
_LONGEST_MANIFEST = 16 * 1024 * 1024


def recipients(given: Iterable[str]) -> list[Any]:
    """Public halves of age keys, one a line, `#` begins a remark. Refused with OPS-001, OPS-002."""
    found = []
    for line in (line.strip() for line in given):
        if line and not line.startswith("#"):
            try:
                found.append(pyrage.x25519.Recipient.from_str(line))
            except pyrage.RecipientError:
                raise refuse("OPS-002", given=line[:12] if line.startswith("age1") else "…") from None
    if not found:
        raise refuse("OPS-001")
    return found


def identities(file: Path) -> list[Any]:
    """Secret halves out of a file of age-keygen. Refused with OPS-003; nothing of the file is repeated."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError:
        raise refuse("OPS-003") from None
    if not found:
        raise refuse("OPS-003")
    return found


class Source:
    """What is to be encrypted, as age reads it: the head, then the stream until `finish` says that it was whole."""

    def __init__(
        self, manifest: dict[str, Any], stream: BinaryIO, finish: Callable[[], None], moved: Callable[[int], None]
    ):
        text = json.dumps(manifest, sort_keys=True, ensure_ascii=False).encode()
        self._head = FIRST + len(text).to_bytes(_LENGTH, "big") + text
        self._stream, self._finish, self._moved = stream, finish, moved
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        piece = self._stream.read(size)
        if piece:
            self._moved(len(piece))
            return piece
        try:
            self._finish()
        except Exception as error:
            self.error = error
            raise
        return b""


def seal(source: Source, target: BinaryIO, to: list[Any]) -> None:
    """Encrypt all of it."""
    try:
        pyrage.encrypt_io(source, target, to)
    except (pyrage.EncryptError, OSError):
        if source.error is not None:
            raise source.error from None
        raise


class Sink:
    """Takes what age opens: reads the manifest, hands the rest on. `ready` is called once, with the manifest."""

    def __init__(self, ready: Callable[[dict[str, Any]], None], onward: Callable[[bytes], None]):
        self._ready, self._onward = ready, onward
        self._held = b""
        self.manifest: dict[str, Any] | None = None
        self.error: Exception | None = None

    def write(self, piece: bytes) -> int:
        """Called by age with a few kilobytes."""
        try:
            self._take(bytes(piece))
        except Exception as error:
            self.error = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back once the manifest was read."""

    def _take(self, piece: bytes) -> None:
        if self.manifest is not None:
            self._onward(piece)
            return
        self._held += piece
        start = len(FIRST) + _LENGTH
        if self._held[: len(FIRST)] != FIRST[: len(self._held)]:
            raise refuse("OPS-005")
        if len(self._held) < start:
            return
        length = int.from_bytes(self._held[len(FIRST) : start], "big")
        if length > _LONGEST_MANIFEST:
            raise refuse("OPS-005")
        if len(self._held) >= start + length:
            self.manifest = json.loads(self._held[start : start + length])
            rest, self._held = self._held[start + length :], b""
            self._ready(self.manifest or {})
            if rest:
                self._onward(rest)


def open_into(file: Path, keys: list[Any], sink: Sink) -> dict[str, Any]:
    """Decrypt all of it into the sink; its manifest. Refused with OPS-004 (another key), OPS-005 (not whole, not ours)."""
    with file.open("rb") as source:
        try:
            pyrage.decrypt_io(source, sink, keys)
        except pyrage.DecryptError as error:
            raise refuse("OPS-004" if "matching" in str(error) else "OPS-005") from None
        except Exception:
            raise (sink.error or refuse("OPS-005")) from None
    if sink.manifest is None:
        raise refuse("OPS-005")
    return sink.manifest


def seal_bytes(content: bytes, to: list[Any]) -> bytes:
    """A small thing, encrypted: the keys."""
    return bytes(pyrage.encrypt(content, to))
