"""Reads a questionnaire in either format, told by its content and not by its name."""

from __future__ import annotations

from entraide.kernel.problems import Problem

from .xform import Reading, check_xform
from .xlsform import check_xlsform

ZIP = b"PK\x03\x04"


def check_form(data: bytes) -> Reading:
    """The form and its problems, from an XLSForm or an XForm; COL-001 when it is neither."""
    if data.startswith(ZIP):
        return check_xlsform(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return check_xform(data)
    return Reading(None, (Problem("COL-001"),))
