"""Text that an extraction has broken into one word a line, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from entraide.kernel.problems import Problem

from .lines import Line, is_rule

_FEWEST: Final = 12
"""So many lines of one word each, one after the other, are no list."""
_LONGEST: Final = 24
_MARK: Final = re.compile(
    r"\d{1,4}[.．]|[(（]?[^\W\d_]{1,4}[)）]|[IVXLC]{1,7}\.|[A-ZА-Я]\.|Annex[e]?|Anexo|Приложение|مرفق|المرفق"
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SMALL: Final = 0.5


def mended(lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines with every run of single words as lines of text; each begins with a number or letter of its own."""
    out: list[Line] = []
    problems: list[Problem] = []
    run: list[Line] = []
    for line in lines:
        if _is_word(line):
            run.append(line)
            continue
        out.extend(_told(run, problems))
        run = []
        out.append(line)
    out.extend(_told(run, problems))
    return (out, problems) if problems else (list(lines), [])


def _is_word(line: Line) -> bool:
    text = line.text
    return " " not in text and len(text) <= _LONGEST and not line.hint and not line.table and not _HAN.search(text)


def _told(run: list[Line], problems: list[Problem]) -> list[Line]:
    if len(run) < _FEWEST or any(is_rule(line) for line in run):
        return run
    small = sum(not line.text[0].isupper() and line.text[0].isalpha() for line in run)
    if small < _SMALL * len(run):
        return run
    problems.append(Problem("DOC-052", {"count": len(run)}, line=run[0].number))
    out: list[Line] = []
    for line in run:
        if not out or _MARK.fullmatch(line.text):
            out.append(evolve(line, blank=True))
        else:
            out[-1] = evolve(out[-1], text=f"{out[-1].text} {line.text}")
    return out
