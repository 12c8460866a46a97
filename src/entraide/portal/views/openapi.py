"""The description of the whole JSON API: every room says its own operations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from entraide.directory.web import openapi as directory
from entraide.documents.web import openapi as documents
from entraide.foundation.api.answers import api
from entraide.foundation.api.openapi import ANY, described, operation
from entraide.mandates.web import openapi as mandates

ROOMS = (documents, mandates, directory)
OWN = {"/api/openapi.json": operation("openapi", "This description, in OpenAPI 3.1.", ANY)}


def description() -> dict[str, Any]:
    """What is served, and kept as docs/reference/openapi.json."""
    paths = {address: said for room in ROOMS for address, said in room.PATHS.items()}
    schemas = {name: said for room in ROOMS for name, said in room.SCHEMAS.items()}
    return described("entraide", {**paths, **OWN}, schemas)


@api
def openapi(_request: HttpRequest) -> dict[str, Any]:
    """OpenAPI 3.1."""
    return description()
