"""The call of Typst alone, here or, run as a program, in a process of its own: an order as JSON comes in, the file goes out.

Nothing of the house is imported, so that a process of its own starts at once and holds no more than the pages.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict

import typst


class Order(TypedDict):
    """What is to be set. `fonts`: folders, separated as PATH is; `moment` in Unix seconds; `ppi` for pictures."""

    source: str
    inputs: dict[str, str]
    fonts: str
    format: Literal["pdf", "png"]
    ppi: float
    moment: int


@cache
def fonts(folders: str) -> typst.Fonts:
    """The fonts of these folders, only listed: Typst opens the few it uses. Typst's own are the last resort."""
    present = [folder for folder in folders.split(os.pathsep) if Path(folder).is_dir()]
    return typst.Fonts(include_system_fonts=not present, include_embedded_fonts=True, font_paths=present)


def compiled(order: Order) -> bytes:
    """The file. Raises typst.TypstError for a fault of the template."""
    made = typst.compile(
        order["source"].encode(),
        font_paths=fonts(order["fonts"]),
        ignore_system_fonts=True,
        format=order["format"],
        ppi=order["ppi"],
        sys_inputs=order["inputs"],
        pdf_standards=["ua-1"] if order["format"] == "pdf" else [],
        timestamp=order["moment"],
    )
    return made[0] if isinstance(made, list) else bytes(made or b"")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(compiled(json.load(sys.stdin)))
