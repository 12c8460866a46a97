"""Questionnaires of frozen sets, read once each."""

from __future__ import annotations

from functools import lru_cache

from entraide.collection.domain.form import Form
from entraide.collection.domain.xform import read_xform


@lru_cache(maxsize=8)
def form_of_xform(xform: str) -> Form:
    """A questionnaire from its published form."""
    return read_xform(xform.encode())
