"""Lines of a paper, what on them is page furniture, and how broken lines are joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from entraide.documents.domain import symbols
from entraide.documents.domain.tree import Emphasis, Table
from entraide.kernel.problems import Problem, refuse

from .limits import MAX_LINE, MAX_LINES

_RULE: Final = re.compile(r"[_\u2015\u2500\u2014-]{5,}")
JOB: Final = re.compile(
    r"(?:\d{1,4}(?:/\d{1,4})?\s+)?(?P<job>[A-Z]{1,3}\.\d{2}-\d{5,6}(?: {0,2}\([A-Z]\))?|\d{2}-\d{5} {0,2}\([A-Z]\))"
    r"(?: +[A-Z]{2}\b)?(?: +(?:\d{1,8}|\*\d{7,10}\*|\d{1,3}/\d{1,3}))*|\*\d{7,10}\*"
)
"""The number of a paper in the house's register, with the days of its making, a page number or its bar code."""
_FOLIO: Final = re.compile(
    r"(?:\d{1,3}|[-–—] ?\d{1,3} ?[-–—]|\d{1,3}/\d{1,3}|(?:Page|página) \d{1,3}(?:/\d{1,3})?)", re.IGNORECASE
)
_RTL: Final = re.compile(r"[\u0621-\u064a]")
_CLOSED_FIRST: Final = re.compile(r"(?:^|\s)\)\S")
_OPENED_LAST: Final = re.compile(r"\S\((?:[\s.،؛:]|$)")
_BRACKETS: Final = str.maketrans("()", ")(")
_SHORT: Final = 80
_SEAM: Final = 240
"""How much of a text is looked at to say how the next line is joined to it."""
_EDGE: Final = 3
"""How many lines at the top and foot of a page may be a running head."""

_CJK: Final = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_CJK_EDGE: Final = re.compile(rf"[{_CJK}“”]")
_ENDS: Final = re.compile(r"[.!?。！？؟;；؛:：…][\"'»”’)）\]\d¹²³⁴-⁹⁰]*$")


@frozen
class Emphasised:
    """Words in italic or bold type: which, and how often the same words stand before them in their line."""

    kind: Emphasis
    words: str
    before: int = 0


@frozen
class Line:
    """A line: its place in the file from 1, its words, whether it stood indented, and what came before it.

    `blank` says an empty line came before, `page` a page break, `rule` a rule of underscores. `number` is its place.
    `hint` is what the file itself says: h1 to h3 a heading, note a footnote, p a paragraph; `table` a whole table.
    """

    number: int
    text: str
    indent: int = 0
    blank: bool = False
    page: bool = False
    rule: bool = False
    hint: str = ""
    table: Table | None = None
    emphasis: tuple[Emphasised, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether something new may begin here: after a blank line, a page, a rule, or indented."""
        return self.blank or self.page or self.rule or self.indent > 0


def cut(text: str) -> list[Line]:
    """The lines that bear words, and rules as lines of their own. Raises Refused (DOC-008) beyond the limits."""
    lines: list[Line] = []
    blank, page = True, False
    for number, raw in enumerate(text.split("\n"), 1):
        page = page or "\f" in raw
        words = _turned(" ".join(raw.split()))
        if not words:
            blank = True
            continue
        if number > MAX_LINES or len(words) > MAX_LINE:
            raise refuse("DOC-008", limit=f"{MAX_LINES} × {MAX_LINE}")
        stripped = raw.lstrip("\f")
        lines.append(Line(number, words, len(stripped) - len(stripped.lstrip()), blank, page))
        blank = page = False
    return _level(lines)


def _turned(text: str) -> str:
    """A line from right to left whose brackets came out as they are drawn, with them the right way round."""
    if "(" in text and ")" in text and _CLOSED_FIRST.search(text) and _OPENED_LAST.search(text) and _RTL.search(text):
        return text.translate(_BRACKETS)
    return text


def _level(lines: list[Line]) -> list[Line]:
    """Indents counted from the margin that most lines share."""
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    return [evolve(line, indent=max(line.indent - margin, 0)) for line in lines] if margin else lines


def is_rule(line: Line) -> bool:
    """Whether it is a rule of underscores or dashes."""
    return bool(_RULE.fullmatch(line.text))


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and the running heads, folios and job numbers of the pages, in the order of the file."""
    placed = any(line.hint == "furniture" for line in lines)
    repeated = set() if placed else _running_heads(lines)
    kept: list[Line] = []
    dropped: list[Line] = []
    blank = page = False
    for place, line in enumerate(lines):
        if line.hint == "furniture" or line.number in repeated or _is_job(line.text) or _is_folio(lines, place):
            dropped.append(line)
            blank, page = blank or line.blank, page or line.page
            continue
        kept.append(evolve(line, blank=line.blank or blank, page=line.page or page) if blank or page else line)
        blank = page = False
    return kept, dropped


def _is_job(text: str) -> bool:
    return len(text) < _SHORT and bool(JOB.fullmatch(text))


def _is_folio(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if len(line.text) > _SHORT or not _FOLIO.fullmatch(line.text):
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    at_edge = line.page or after is None or after.page
    alone = line.blank and (after is None or after.blank)
    return at_edge or (alone and not line.text.isdigit())


def _running_heads(lines: list[Line]) -> set[int]:
    """Lines at the edges of pages that stand on two pages or more, digits aside; a lone symbol that comes again."""
    edges = _edges(lines)
    alike = Counter(_shape(line.text) for line in edges)
    heads = {line.number for line in edges if alike[_shape(line.text)] > 1 and len(line.text) < 120}
    seen: set[str] = set()
    for line in lines:
        if "/" in line.text and line.blank and symbols.parse(line.text):
            heads |= {line.number} if line.text in seen else set()
            seen.add(line.text)
    first = {line.number for line in lines[: lines.index(edges[0]) + 1]} if edges else set()
    return heads - first


def _edges(lines: list[Line]) -> list[Line]:
    starts = [0, *(place for place, line in enumerate(lines) if line.page), len(lines)]
    if len(starts) < 4:
        return []
    found: dict[int, Line] = {}
    for begin, end in pairwise(starts):
        page = lines[begin:end]
        found |= {line.number: line for line in (*page[:_EDGE], *page[-_EDGE:])}
    return list(found.values())


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def join(parts: Iterable[str]) -> str:
    """Wrapped lines as one text: no blank between Chinese characters, none inside a symbol or at a hyphen."""
    pieces: list[str] = []
    before = ""
    for part in parts:
        if not part:
            continue
        seam = _seam(before, part) if before else ""
        pieces += (seam, part)
        before = (before + seam + part)[-_SEAM:]
    return "".join(pieces).replace("\u00ad", "")


def _seam(before: str, after: str) -> str:
    last, first = before[-1], after[:1]
    if last == "\u00ad":
        return ""
    if _CJK_EDGE.match(last) and (_CJK_EDGE.match(first) or first.isalnum()):
        return ""
    if _CJK_EDGE.match(first) and last.isalnum():
        return ""
    if last in "-‑/" and before[-2:-1].strip():
        return ""
    return "" if first == "/" and symbols.is_broken(before, after) else " "


def finished(text: str) -> bool:
    """Whether a text ends as a sentence, a point or an announcement does."""
    return bool(_ENDS.search(text))


def breaks(parts: list[str]) -> bool:
    """Whether a symbol goes over from one of these lines to the next."""
    return any(symbols.is_broken(before, after) for before, after in pairwise(parts))


def dropped_problems(dropped: list[Line]) -> list[Problem]:
    """One note on the furniture taken off the pages."""
    shown = " | ".join(dict.fromkeys(line.text for line in dropped))[:400]
    return [Problem("DOC-016", {"words": shown, "count": len(dropped)}, line=dropped[0].number)] if dropped else []
