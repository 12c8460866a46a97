"""SDMX-CSV 2.0 (SDMX Technical Notes, Section "SDMX-CSV"): one observation a line under the structure of the indicator.

The first three columns name the structure, its identifier and the action; then dimensions, the observation, attributes. A
held figure has no observation and the status `C` (confidential), one that is not there `M` of the code list CL_OBS_STATUS.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from entraide.kernel.languages import Language

from ...results import Result
from .flat import About, flat

AGENCY: Final = "ENTRAIDE"
VERSION: Final = "1.0"
_ATTRIBUTES: Final = ("OBS_STATUS", "UNIT_MEASURE", "BASE", "LOWER", "UPPER", "REASON", "SET_HASH", "INVENTED")


def sdmx_csv(result: Result, about: About, _language: Language) -> bytes:
    """Codes only, so the file is the same in every language."""
    held = io.StringIO()
    lines = csv.writer(held, lineterminator="\r\n")
    dimensions = [identifier(one.name) for one in result.dimensions]
    lines.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *dimensions, "OBS_VALUE", *_ATTRIBUTES])
    structure = f"{AGENCY}:{identifier(result.indicator)}({VERSION})"
    for one in flat(result, "en"):
        value, base, _share, low, high, _largest = one.numbers
        unit, reason, _key = one.after
        status = "C" if reason else "M" if value is None else "A"
        told = ["" if number is None else f"{number:f}" for number in (value, base, low, high)]
        lines.writerow([
            "dataflow", structure, "I", *one.codes, told[0], status, unit, *told[1:], reason, result.content_hash,
            "1" if about.invented else "0",
        ])  # fmt: skip
    return held.getvalue().encode()


def identifier(name: str) -> str:
    """A name as SDMX identifiers are written: capitals, digits and underscores, a letter first."""
    text = re.sub(r"[^A-Z0-9_]", "_", name.upper())
    return text if text[:1].isalpha() else f"I_{text}"
