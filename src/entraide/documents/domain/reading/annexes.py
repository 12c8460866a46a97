"""The list of documents in an annex: symbol, agenda items, title, in rows that the file has broken into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen

from entraide.documents.domain import symbols
from entraide.documents.domain import tree as t
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem

from .draft import DraftAnnex
from .lexicon import word
from .lines import Line, breaks, finished, join
from .numbers import western

_AND: Final = r"(?:\s*[,،、;]\s*|\s+(?:and|et|y|e|и|و)\s*|\s*[和及]\s*|\s*[-–]\s*|\s+(?=\d))"
_BARE: Final = r" [a-z](?=\s+[A-ZÀ-ÞА-Я«“\u4e00-\u9fff])| [أبجدهزحط](?=\s)"
"""A letter without brackets, which the capital of the title tells from a word."""
_ITEM: Final = rf"\d{{1,2}}(?:\s?[(（]?[^\W\d_]{{1,2}}[)）]|{_BARE})?"
_ITEMS: Final = re.compile(rf"(?P<items>{_ITEM}(?:{_AND}{_ITEM})*)[.*]?(?:\s+|$)(?=[^\d\s]|$)")
_ONE_ITEM: Final = re.compile(r"(\d{1,2})(?:\s?[(（]?([^\W\d_]{1,2})[)）]| ([^\W\d_])(?=\W|$)(?!\s+\d))?")
_RANGE: Final = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")
_TABLE_HEAD: Final = re.compile(
    rf"(?:(?:{'|'.join(word('table_head', language) for language in LANGUAGES)})(?=\W|$)[\s/]*)+", re.IGNORECASE
)


@frozen
class ReadAnnex:
    """An annex, what was found amiss in it, and the words that its structure says."""

    annex: t.Annex
    problems: tuple[Problem, ...] = ()
    spent: tuple[str, ...] = ()


@frozen
class Row:
    """The lines of one row and the symbols at its head, with what is left of the line they stand on."""

    symbols: tuple[symbols.Symbol, ...]
    lines: list[str]
    place: int
    joined: bool = False
    spent: list[str] = field(factory=list)


def read_annex(draft: DraftAnnex) -> ReadAnnex:
    """The annex of a draft. What is not heading, table head or row stays as unnumbered paragraphs."""
    rows, before = _rows(draft.body)
    heading, rest = _heading(before)
    head, rest = _table_head(rest) if rows else ([], rest)
    documents, problems = list[t.AnnexDocument](), list[Problem]()
    spent = [line.text for line in head]
    for row in rows:
        document = _document(row, problems, spent)
        documents.append(document)
    if head:
        problems.insert(0, Problem("DOC-031", {"words": join(line.text for line in head)}, "", head[0].number))
    blocks: tuple[t.Block, ...] = (*(t.Paragraph("", (t.Run(text),)) for text in _texts(rest)), *draft.tables)
    annex = t.Annex(join(line.text for line in heading), tuple(documents), blocks, draft.number)
    return ReadAnnex(annex, tuple(problems), tuple(spent))


def items(text: str) -> tuple[str, ...]:
    """The agenda items of a cell: "1 b)" is 1 b, "4 et 5" two items, "4-6" three."""
    spread = _RANGE.sub(lambda found: " , ".join(map(str, range(int(found[1]), int(found[2]) + 1))), western(text))
    return tuple(" ".join(part for part in found.groups() if part) for found in _ONE_ITEM.finditer(spread))


def _rows(lines: list[Line]) -> tuple[list[Row], list[Line]]:
    rows: list[Row] = []
    before: list[Line] = []
    waiting = ""
    for line in lines:
        text = join((waiting, line.text)) if waiting else line.text
        if _half(text):
            waiting = text
            continue
        row = _row(text, line, bool(waiting))
        waiting = ""
        if row and rows and not row.lines and not line.blank and not rows[-1].lines:
            rows[-1] = evolve(rows[-1], symbols=(*rows[-1].symbols, *row.symbols), joined=True)
        elif row and (line.blank or row.joined or _starts(row)):
            rows.append(row)
        elif rows:
            rows[-1].lines.append(text)
        else:
            before.append(evolve(line, text=text))
    if waiting and rows:
        rows[-1].lines.append(waiting)
    elif waiting:
        before.append(evolve(lines[-1], text=waiting))
    return rows, before


def _half(text: str) -> bool:
    """Whether a line is a symbol that goes on in the next one."""
    return " " not in text and text[-1] in "-‑/" and bool(symbols.parse(text.rstrip("-‑/")) or text.count("/") > 1)


def _row(text: str, line: Line, joined: bool) -> Row | None:
    found = next(symbols.search(text), None)
    if not found or found.start > 0:
        return None
    rest = text[found.end :].strip()
    return Row(found.symbols, [rest] if rest else [], line.number, joined)


def _starts(row: Row) -> bool:
    return not row.lines or bool(_ITEMS.match(row.lines[0]))


def _document(row: Row, problems: list[Problem], spent: list[str]) -> t.AnnexDocument:
    shown = tuple(str(symbol) for symbol in row.symbols)
    text = join(row.lines)
    if row.joined or breaks(row.lines):
        problems.append(Problem("DOC-023", {"symbol": "-".join(shown)}, "", row.place))
    found = _ITEMS.match(text)
    if not found:
        problems.append(Problem("DOC-029", {"symbol": "-".join(shown)}, "", row.place))
        return t.AnnexDocument(shown, (), text)
    listed = items(found["items"])
    spent.extend(_unsaid(found["items"], listed))
    return t.AnnexDocument(shown, listed, text[found.end() :].strip())


def _unsaid(cell: str, listed: tuple[str, ...]) -> Iterator[str]:
    """The words of a cell that the normal form leaves out: "et"."""
    said = {part for item in listed for part in item.split()}
    yield from (part for part in re.findall(r"[^\W_]+", western(cell)) if part not in said)


def _heading(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The first block of lines is the heading, unless it is a sentence or the head of the table."""
    if not lines or _TABLE_HEAD.fullmatch(lines[0].text) or _is_row(lines[0].text):
        return [], lines
    end = next((turn for turn, line in enumerate(lines) if turn and line.blank), len(lines))
    block = lines[:end]
    return ([], lines) if finished(block[-1].text) and len(block) > 3 else (block, lines[end:])


def _is_row(text: str) -> bool:
    """Whether a line begins with a symbol."""
    found = next(symbols.search(text), None)
    return bool(found and found.start == 0)


def _table_head(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    head = [line for line in lines if _TABLE_HEAD.fullmatch(line.text.strip(" :"))]
    return head, [line for line in lines if line not in head]


def _texts(lines: list[Line]) -> Iterator[str]:
    block: list[str] = []
    for line in lines:
        if line.blank and block:
            yield join(block)
            block = []
        block.append(line.text)
    if block:
        yield join(block)
