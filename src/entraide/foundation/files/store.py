"""Keeping files and getting them back."""

from __future__ import annotations

import hashlib

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere

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


@frozen
class Kept:
    """A file that was read back."""

    id: int
    name: str
    media_type: str
    content: bytes
    sha256: str


def keep(content: bytes, name: str, *, audience: Audience, entity: str = "") -> int:
    """Store a file inside the action's transaction; its id."""
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
