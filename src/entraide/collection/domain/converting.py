"""The call of pyxform, run as a program in a process of its own: sheets as JSON come in, an XForm as JSON goes out.

The process has bounded time and memory, and holds nothing of ours. pyxform opens no file here, so that the libraries with
which it would open workbooks (half of its start) stand as empty names; its pins on their versions do not bind ours.
"""

from __future__ import annotations

import json
import resource
import sys
import types
from typing import Any

NEVER_OPENED = (
    "openpyxl", "openpyxl.cell", "openpyxl.reader", "openpyxl.reader.excel", "openpyxl.workbook", "openpyxl.worksheet",
    "openpyxl.worksheet.worksheet", "xlrd", "xlrd.book", "xlrd.sheet", "xlrd.xldate",
)  # fmt: skip
MEMORY = 1_500_000_000
"""Bytes of address space, of which a form of a thousand questions takes a tenth."""


class Unopened(types.ModuleType):
    """A module whose every name is a class that nobody uses."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {})


def converted(sheets: dict[str, Any]) -> dict[str, Any]:
    """`xform` and `warnings`, or `error`."""
    for name in NEVER_OPENED:
        sys.modules[name] = Unopened(name)
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - after the names above
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        made = convert(sheets)
    except PyXFormError as wrong:
        return {"error": str(wrong)}
    return {"xform": made.xform, "warnings": made.warnings}


if __name__ == "__main__":
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    json.dump(converted(json.load(sys.stdin)), sys.stdout)
