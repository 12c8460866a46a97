"""Keeping files and getting them back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from attrs import frozen
from django.db import connection

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse

from .models import StoredFile

MEDIA_TYPES = {
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "akn": "application/akn+xml",
    "xml": "application/xml",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


LARGEST = 50 * 1024 * 1024
PIECE = 512 * 1024
"""Bytes read at a time: what a file of any size costs in memory."""


@frozen
class Kept:
    """A file that was read back."""

    id: int
    name: str
    media_type: str
    content: bytes
    sha256: str


@frozen
class Listed:
    """What is known of a file without its bytes."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


def keep(content: bytes, name: str, *, audience: Audience, entity: str = "") -> int:
    """Store a file inside the action's transaction; its id. Refused with SEC-044 beyond 50 MB."""
    if len(content) > LARGEST:
        raise refuse("SEC-044", most=LARGEST // 1024 // 1024)
    media_type = MEDIA_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    row = StoredFile.objects.create(
        sha256=hashlib.sha256(content).hexdigest(), name=name[:255], media_type=media_type, size=len(content),
        content=content, audience=audience, entity=entity,
    )  # fmt: skip
    return row.pk


def access_file(actor: Actor, file_id: int) -> Kept:
    """The file, if this person may read it; NotHere otherwise, as if it did not exist."""
    row = StoredFile.objects.filter(pk=file_id).first()
    if row is None or not actor.admits(Audience(row.audience), row.entity):
        raise NotHere
    return Kept(row.pk, row.name, row.media_type, bytes(row.content), row.sha256)


def access_listed(actor: Actor, file_id: int) -> Listed:
    """The file without its bytes, if this person may read it; NotHere otherwise, as if it did not exist."""
    row = StoredFile.objects.filter(pk=file_id).defer("content").first()
    if row is None or not actor.admits(Audience(row.audience), row.entity):
        raise NotHere
    return Listed(row.pk, row.name, row.media_type, row.size, row.sha256)


def piece(file_id: int, start: int, length: int) -> bytes:
    """Some bytes of a file, as the person of this transaction; NotHere when it is none of theirs (any more)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substring(content FROM %s FOR %s) FROM files_storedfile WHERE id = %s", [start + 1, length, file_id]
        )
        row = cursor.fetchone()
    if row is None:
        raise NotHere
    return bytes(row[0])


def pieces(actor: Actor, file_id: int, start: int, stop: int) -> Iterator[bytes]:
    """The bytes from `start` to before `stop`, piece by piece.

    Each is read in a transaction of its own in which the audience is asked again: whoever may no longer read the file gets no
    more of it.
    """
    for at in range(start, stop, PIECE):
        with acting_as(actor):
            access_listed(actor, file_id)
            part = piece(file_id, at, min(PIECE, stop - at))
        yield part
