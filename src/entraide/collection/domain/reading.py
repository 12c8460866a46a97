"""Reads a questionnaire in either format, told by its content and not by its name."""

from __future__ import annotations

from entraide.kernel.problems import Problem

from .review.traps import traps
from .xform import Reading, check_xform
from .xlsform import check_xlsform

ZIP = b"PK\x03\x04"


MARKS = b"\xef\xbb\xbf \t\r\n"
"""What may stand before XML."""


def check_form(data: bytes) -> Reading:
    """The form and its problems, traps for reviewers among them, from an XLSForm or an XForm; COL-001 for neither."""
    if data.startswith(ZIP):
        return reviewed(check_xlsform(data))
    if data.lstrip(MARKS).startswith(b"<"):
        return reviewed(check_xform(data.lstrip(MARKS)))
    return Reading(None, (Problem("COL-001"),))


def reviewed(reading: Reading) -> Reading:
    """The same reading with what a reviewer is told of the form."""
    found = traps(reading.form) if reading.form is not None else ()
    return Reading(reading.form, (*reading.problems, *found))
