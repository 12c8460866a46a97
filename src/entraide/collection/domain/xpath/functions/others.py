"""The rest: identifiers, and what JavaRosa knows of the device."""

from __future__ import annotations

import base64
import math
import uuid as uuids
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ..context import Context
from ..values import Value, number_of, text_of
from .registry import MANY, function

MAX_LENGTH: Final = 1_000
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@function("uuid", 0, 1)
def uuid(values: list[Value], context: Context) -> Value:
    """A random identifier, or so many random letters."""
    if not values:
        return str(uuids.UUID(int=context.around.chance.getrandbits(128), version=4))
    length = number_of(values[0], context.around.zone)
    size = 0 if math.isnan(length) else max(0, min(MAX_LENGTH, int(length)))
    return "".join(context.around.chance.choice(_LETTERS) for _ in range(size))


@function("property", 1)
def property_(_: list[Value], __: Context) -> Value:
    """What the device says of itself: nothing, since replies come through a server."""
    return ""


@function("version")
def version(_: list[Value], context: Context) -> Value:
    """The version of the form."""
    return context.around.version


@function("extract-signed", 2)
def extract_signed(values: list[Value], _: Context) -> Value:
    """The text behind a signature of Ed25519: 64 bytes of signature, then the text, in base64; "" when it is not true."""
    try:
        signed, key = (base64.b64decode(text_of(value), validate=True) for value in values)
        Ed25519PublicKey.from_public_bytes(key).verify(signed[:64], signed[64:])
        return signed[64:].decode()
    except (InvalidSignature, ValueError):
        return ""


@function("depend", 1, MANY)
def depend(values: list[Value], _: Context) -> Value:
    """The first argument; the others only say what it depends on."""
    return values[0]
