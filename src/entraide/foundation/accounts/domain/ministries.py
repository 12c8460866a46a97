"""Ministries with a login of their own: OpenID Connect providers, as the operator names them.

    [{"id": "justice-egy", "name": "Ministry of Justice", "entity": "EGY", "server_url": "https://login.justice.example",
      "client_id": "entraide", "secret": "…", "origins": ["https://sso.justice.example"]}]

`origins` are needed only where the page of signing in stands elsewhere than `server_url`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

NEEDED = ("id", "entity", "server_url", "client_id")


class BadMinistries(ValueError):
    """The setting does not say what is needed; the message says which part, never a secret."""


@frozen
class Ministry:
    """One provider, bound to one State or organisation. `origins` may receive the form that begins signing in."""

    id: str
    name: str
    entity: str
    server_url: str
    client_id: str
    secret: str
    origins: tuple[str, ...]

    def app(self) -> dict[str, Any]:
        """As the library of signing in wants it."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server_url, "entity": self.entity, "oauth_pkce_enabled": True},
        }


def ministries(told: str) -> tuple[Ministry, ...]:
    """Read the setting: JSON, or the path of a file that holds it; nothing for nothing. Raises BadMinistries."""
    told = told.strip()
    if not told:
        return ()
    if not told.startswith("["):
        told = Path(told).read_text(encoding="utf-8")
    try:
        rows = json.loads(told)
    except json.JSONDecodeError as error:
        raise BadMinistries(f"ENTRAIDE_OIDC is not JSON (line {error.lineno}, column {error.colno})") from error
    if not isinstance(rows, list):
        raise BadMinistries("ENTRAIDE_OIDC is not a list")
    found = tuple(_ministry(row) for row in rows)
    if len({one.id for one in found}) != len(found):
        raise BadMinistries("ENTRAIDE_OIDC names one id twice")
    return found


def _ministry(row: Any) -> Ministry:
    lacking = [name for name in NEEDED if not isinstance(row, dict) or not row.get(name)]
    if lacking:
        raise BadMinistries(f"ENTRAIDE_OIDC: a provider lacks {', '.join(lacking)}")
    if not re.fullmatch(r"[a-z0-9-]{2,40}", row["id"]):
        raise BadMinistries("ENTRAIDE_OIDC: an id is 2 to 40 small letters, figures and hyphens")
    parts = urlsplit(row["server_url"])
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise BadMinistries(f"ENTRAIDE_OIDC: {row['id']} is not reached by https")
    origins = (f"{parts.scheme}://{parts.netloc}", *row.get("origins", ()))
    return Ministry(
        row["id"], row.get("name") or row["id"], row["entity"], row["server_url"].rstrip("/"), row["client_id"],
        row.get("secret", ""), tuple(dict.fromkeys(origins)),
    )  # fmt: skip
