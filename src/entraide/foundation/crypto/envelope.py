"""What a sealed text looks like in bytes. No Django, no database: keys come in, bytes go out.

    byte 0         the form of the envelope, 1
    bytes 1 to 16  the identity of the data key
    bytes 17 to 28 the nonce, random
    the rest       AES-256-GCM ciphertext and tag

The place (entity, table, row, field) and the key's identity are authenticated with it and not stored: what was moved to
another place does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from uuid import UUID

from attrs import frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORM = b"\x01"
KEY_BYTES = 32
_NONCE = 12
_HEAD = 1 + 16
_SHORTEST = _HEAD + _NONCE + 16


class Unopened(Exception):
    """A sealed text that could not be opened; the message names no content."""


class Tampered(Unopened):
    """Its bytes, its place or its key are not those it was sealed with."""


class NoLongerReadable(Unopened):
    """Its key was destroyed on purpose: nobody can read it again."""


@frozen
class Place:
    """Where a sealed text stands. `row` is an identity that the row has before it is inserted: a UUID as text."""

    entity: str
    table: str
    row: str
    field: str


def bound(*parts: str | bytes) -> bytes:
    """Parts made one, each with its length, so that no two lists of parts give the same bytes."""
    raw = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in raw)


def _said(place: Place, key: UUID) -> bytes:
    return bound("entraide.sealed.1", key.bytes, place.entity, place.table, place.row, place.field)


def close(text: str, place: Place, key: UUID, secret: bytes) -> bytes:
    """The text, sealed for this place."""
    nonce = os.urandom(_NONCE)
    return FORM + key.bytes + nonce + AESGCM(secret).encrypt(nonce, text.encode(), _said(place, key))


def key_of(sealed: bytes) -> UUID:
    """Which data key opens it. Raises Tampered when it is no envelope of ours."""
    if len(sealed) < _SHORTEST or sealed[:1] != FORM:
        raise Tampered("not an envelope")
    return UUID(bytes=bytes(sealed[1:_HEAD]))


def disclose(sealed: bytes, place: Place, key: UUID, secret: bytes) -> str:
    """The text. Raises Tampered when bytes, place or key differ from those it was sealed with."""
    nonce, body = bytes(sealed[_HEAD : _HEAD + _NONCE]), bytes(sealed[_HEAD + _NONCE :])
    try:
        return AESGCM(secret).decrypt(nonce, body, _said(place, key)).decode()
    except InvalidTag:
        raise Tampered(f"{place.table}.{place.field}") from None


def wrap(secret: bytes, master: bytes, said: bytes) -> bytes:
    """A data key, sealed under the master key and bound to what is said of it."""
    nonce = os.urandom(_NONCE)
    return FORM + nonce + AESGCM(master).encrypt(nonce, secret, said)


def unwrap(wrapped: bytes, master: bytes, said: bytes) -> bytes:
    """The data key. Raises Tampered for another master key or when its row was altered."""
    try:
        return AESGCM(master).decrypt(bytes(wrapped[1 : 1 + _NONCE]), bytes(wrapped[1 + _NONCE :]), said)
    except (InvalidTag, ValueError):
        raise Tampered("a data key") from None


def folded(text: str) -> str:
    """What counts as the same text when fingers are compared: case, width and spaces do not."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fingerprint(text: str, field: str, secret: bytes) -> str:
    """64 hexadecimal digits that are equal for equal texts and say nothing to whoever lacks the key."""
    return hmac.new(secret, bound("entraide.finger.1", field, folded(text)), hashlib.sha256).hexdigest()
