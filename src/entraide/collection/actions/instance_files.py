"""The files of submissions: expected because an answer names them, written piece by piece as they come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, refuse

from ..domain.openrosa.fields import Fields
from ..domain.openrosa.tables import named_files
from ..models import InstanceFile, InstancePiece, InstanceVersion
from ..released import fields_in
from .receiving import keeper

PIECE = 512 * 1024
LARGEST = 100_000_000
"""Bytes of a request, as `X-OpenRosa-Accept-Content-Length` announces it."""
MOST_FILES = 200


@frozen
class Given:
    """A file that came with a submission; `stream` is read once."""

    name: str
    stream: BinaryIO
    media_type: str = ""


def expected(fields: Fields, xml: bytes) -> tuple[str, ...]:
    """The names of the files that the answers of a submission speak of."""
    return tuple(dict.fromkeys(named_files(fields, xml))) if fields.binaries else ()


@action("collection.instance.filed")
def keep_files(act: Act, version_id: int, files: Iterable[Given], *, only_expected: bool = False) -> tuple[str, ...]:
    """Keep files of a version of a submission, and note those that are still to come; the names that were kept.

    Callers have asked whether the sender may. The same name once more replaces the file. NotHere for a name that no answer
    speaks of, where `only_expected`; refused with COL-416 for more files than anybody sends.
    """
    kept = []
    with acting_as(keeper(act.actor.entity)):
        version = InstanceVersion.objects.get(pk=version_id)
        names = expected(fields_in(version.version_id), bytes(version.xml))
        InstanceFile.objects.bulk_create(
            [InstanceFile(version=version, entity=version.entity, name=name[:255]) for name in names[:MOST_FILES]],
            ignore_conflicts=True,
        )
        for given in files:
            if only_expected and given.name not in names:
                raise NotHere
            if version.files.count() > MOST_FILES:
                raise refuse("COL-416", field="files", value=str(MOST_FILES))
            _keep(act, version, given)
            kept.append(given.name)
    act.about(version, files=len(kept), expected=len(names))
    return tuple(kept)


def _keep(act: Act, version: InstanceVersion, given: Given) -> None:
    row, _fresh = InstanceFile.objects.get_or_create(
        version=version, name=given.name[:255], defaults={"entity": version.entity}
    )
    row.pieces.all().delete()
    digest, size = hashlib.sha256(), 0
    for number, content in enumerate(_pieces(given.stream)):
        digest.update(content)
        size += len(content)
        InstancePiece.objects.create(file=row, entity=version.entity, number=number, content=content)
    InstanceFile.objects.filter(pk=row.pk).update(
        size=size, sha256=digest.hexdigest(), media_type=given.media_type[:120], arrived_at=act.at
    )


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while content := stream.read(PIECE):
        yield content
