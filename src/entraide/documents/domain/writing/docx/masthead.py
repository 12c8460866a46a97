"""The head of the first page: the symbol over a rule, then who meets on one side and how the paper is issued on the other."""

from __future__ import annotations

from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame

from .text import paragraph_properties, plain_runs
from .xml import WIDTH, flag, w

_ISSUE = 2608
"""Width of the lines of issue, in twentieths of a point."""


def masthead(frame: Frame) -> list[Element]:
    """The table, then session, place, item and what else is printed there, and the title."""
    head = frame.masthead
    lines = [_table(frame)] if frame.symbol or frame.issue_lines() else _body(frame)
    for words in frame.session_lines():
        lines.append(_line(frame, "Session", words, bold=True))
    lines += [_line(frame, "Session", words) for words in head.lines]
    return [*lines, *(_line(frame, "HM", words) for words in head.title.split("\n") if words)]


def _line(frame: Frame, style: str, words: str, bold: bool = False) -> Element:
    return w("p", paragraph_properties(frame, style), *plain_runs(frame, words, bold=bold))


def _body(frame: Frame) -> list[Element]:
    return [_line(frame, "Organization", frame.masthead.body)] if frame.masthead.body else []


def _table(frame: Frame) -> Element:
    symbol = plain_runs(frame, frame.symbol, "en", bold=True)
    above = w("p", paragraph_properties(frame, "Symbol", align="end"), *symbol)
    voice = frame.issue_language
    # Issued in English beside an Arabic text, these lines stay flush with each other on the outer side.
    issue = [
        w("p", paragraph_properties(frame, "Masthead", voice=voice), *plain_runs(frame, line, voice))
        for line in frame.issue_lines()
    ]
    properties = w(
        "tblPr",
        flag("bidiVisual", frame.tree.language == "ar"),
        w("tblW", w=WIDTH, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("start", w=0, type="dxa"), w("end", w=0, type="dxa")),
        w("tblLook", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    grid = w("tblGrid", w("gridCol", w=WIDTH - _ISSUE), w("gridCol", w=_ISSUE))
    first = w("tr", w("trPr", w("cantSplit")), _cell([above], WIDTH, 6, span=2))
    who = _cell(_body(frame) or [_line(frame, "Masthead", "")], WIDTH - _ISSUE, 18)
    second = w("tr", w("trPr", w("cantSplit")), who, _cell(issue or [_line(frame, "Masthead", "")], _ISSUE, 18))
    return w("tbl", properties, grid, first, second)


def _cell(paragraphs: list[Element], width: int, rule: int, span: int = 1) -> Element:
    borders = w("tcBorders", w("bottom", val="single", sz=rule, space=0, color="000000"))
    spanned = w("gridSpan", val=span) if span > 1 else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), spanned, borders), *paragraphs)
