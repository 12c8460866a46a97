"""`entraide mandates export|import|undo-import|figures`: the register out to a spreadsheet and back in, and counted."""

from __future__ import annotations

import argparse

from entraide.kernel.languages import LANGUAGES
from entraide.mandates.domain.figures import AXES

from .acting import Verbs, acting
from .mandates_register import ACTS


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    out = acting(verbs, "export", "write the register to a workbook or a table", "mandates_exchange:export")
    out.add_argument("--to", required=True, metavar="FILE", help="a file that ends in .xlsx or .csv")
    out.add_argument("--language", choices=LANGUAGES, default="en", help="of headings, states and texts")
    out.add_argument("--act", choices=ACTS, help="only this act")
    for name, what in (
        ("body", "the code of a body"), ("kind", "a kind of addressee"), ("life", "a state of the recommendation"),
        ("implementation", "a state of implementation"), ("topic", "a topic"),
    ):  # fmt: skip
        out.add_argument(f"--{name}", default="", help=f"only {what}")
    back = acting(verbs, "import", "show what a sheet of the register changes", "mandates_exchange:bring_back")
    back.add_argument("source", metavar="FILE", help="an .xlsx or .csv file that left the register")
    back.add_argument("--apply", action="store_true", help="change the register")
    back.add_argument("--skip", action="store_true", help="leave out recommendations with a problem")
    undo = acting(verbs, "undo-import", "take an import back", "mandates_exchange:undo")
    undo.add_argument("record", type=int, metavar="ID", help="the number that `import --apply` printed")
    figures = acting(
        verbs, "figures", "count the register: what was asked, what was acted upon", "mandates_exchange:count"
    )
    figures.add_argument("--by", choices=AXES, default="", help="only by this; by everything otherwise")
    figures.add_argument("--json", action="store_true", help="one JSON document")
