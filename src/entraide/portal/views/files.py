"""Stored files: to those whom their audience admits, never by a path."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from entraide.foundation.files.serving import serve


@require_safe
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A stored file as a download; hidden and absent ones are the same 404."""
    return serve(request, request.actor, file_id)
