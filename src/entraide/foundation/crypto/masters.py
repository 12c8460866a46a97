"""The master keys: they wrap the data keys and never touch the database.

The first of `ENTRAIDE_MASTER_KEY` (or of the file `master-key` in the data folder) wraps; the others only unwrap, until
`entraide keys rewrap` has brought everything under the first.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from functools import cache

from attrs import field, frozen
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .envelope import KEY_BYTES


@frozen
class Master:
    """One master key; `id` names it in the table without telling it."""

    id: str
    secret: bytes = field(repr=False)


def fresh() -> str:
    """A new master key as it is written down: 32 random bytes in base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def read(given: tuple[str, ...]) -> tuple[Master, ...]:
    """Keys as they are written down. Raises ImproperlyConfigured without repeating what was given."""
    found = []
    for number, line in enumerate(given, 1):
        try:
            secret = base64.urlsafe_b64decode(line)
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) != KEY_BYTES:
            raise ImproperlyConfigured(
                f"Master key {number} is not 32 bytes in base64. `entraide keys new` writes one."
            )
        found.append(Master(hashlib.sha256(b"entraide.master.1" + secret).hexdigest()[:12], secret))
    if not found:
        raise ImproperlyConfigured(
            "There is no master key. `entraide keys new` writes one; see docs/how-to/operate.md."
        )
    return tuple(found)


@cache
def _read(given: tuple[str, ...]) -> tuple[Master, ...]:
    return read(given)


def masters() -> tuple[Master, ...]:
    """The master keys of this installation, the one that wraps first."""
    return _read(tuple(settings.MASTER_KEYS))
