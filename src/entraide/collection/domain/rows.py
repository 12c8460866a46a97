"""Taking a row out of a repeat: the rows below it move up, and nothing of them is lost."""

from __future__ import annotations

import re

from .answers import BLANK, Answers, Cell


def without_row(answers: Answers, repeat: str, position: int) -> dict[str, Cell]:
    """The cells that change when the row `position` (from 1) of the repeat at the concrete path `repeat` goes."""
    row = re.compile(re.escape(repeat) + r"\[([0-9]+)\](/.*)")
    changed: dict[str, Cell] = {}
    for path, cell in answers.items():
        match = row.fullmatch(path)
        if match is None or int(match[1]) < position:
            continue
        changed.setdefault(path, BLANK)
        if int(match[1]) > position:
            changed[f"{repeat}[{int(match[1]) - 1}]{match[2]}"] = cell
    return changed
