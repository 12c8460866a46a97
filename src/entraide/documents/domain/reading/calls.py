"""Calls of footnotes that a file has glued to the word before them: "6/41" may be resolution 6/4 with note 1.

Nothing is decided by one sign alone. Every digit that could be a call is weighed: a footnote of that number follows;
the figure would be no year with it; it stands before a stop; the rest is known elsewhere. The row of calls 1, 2, 3 …
with the most weight is taken. Raised digits, and calls that the file itself marks, need no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from entraide.documents.domain import symbols
from entraide.kernel.languages import Language

from .draft import DraftNote, Passage
from .lexicon import pattern
from .marks import western_raised

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the number of a call that the file marks as one."""

_SURE: Final = re.compile(rf"{OPEN}([\w*]+){CLOSE}|(?<!\bm)(?<!\bkm)\s?([¹²³⁰⁴-⁹]{{1,3}})(?!\w)")
_LETTER: Final = re.compile(r"(?<=[a-zà-ÿœа-яё\u0621-\u064a]{2})(\d{1,3})(?![\w/])")
_STOP: Final = re.compile(
    r"(?:(?<=[^\W\d][.,;:»”’\"])|(?<=[^\W\d]\)))(\d{1,3})(?=\s|$)|(?<=[。，；、”）》])(\d{1,2})(?![\d年月日.])"
)
_YEAR: Final = re.compile(r"(?<![\w/.])(?:19|20|21)\d\d(\d{1,2})(?![\w/])")
_LABEL: Final = re.compile(r"(?<![\w/])(\d{1,4})/(\d{2,5})(?![\w/])|(?<=[\u4e00-\u9fff])(\d{1,4})/(\d{2,5})(?![\d/])")
_HAN: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!项目|议程)(\d{1,2})(?=[。，；、]|$)")
_DIGIT: Final = re.compile(r"\d")
_AFTER: Final = re.compile(r"\s*[.,;:。，；、،؛)]|$")
_MOST: Final = 400
_FAR: Final = 120
"""How many lines below its call a footnote may stand: two pages."""


@frozen
class Call:
    """A digit that may be the call of note `number`: passage, where in its text, its weight and what is needed."""

    passage: int
    start: int
    end: int
    number: int
    weight: int
    needed: int
    word: str


@frozen
class Evidence:
    """What calls are weighed by: the footnotes and the whole text."""

    language: Language
    notes: dict[int, DraftNote]
    labels: dict[str, int]
    cited: dict[str, int]

    @classmethod
    def of(cls, language: Language, notes: Sequence[DraftNote], texts: Sequence[str]) -> Evidence:
        """Count every label and symbol of the text once."""
        labels: dict[str, int] = {}
        cited: dict[str, int] = {}
        for text in texts:
            for label in re.findall(r"(?<![\w/])\d{1,4}/\d{1,5}(?![\d/])", text):
                labels[label] = labels.get(label, 0) + 1
            for found in symbols.search(text) if "/" in text else ():
                for symbol in found.symbols:
                    cited[symbol.normal] = cited.get(symbol.normal, 0) + 1
        return cls(language, {int(note.number): note for note in notes if note.number.isdigit()}, labels, cited)

    def of_note(self, number: int, passage: Passage) -> int:
        """2 when there is a footnote of that number, 3 when it stands near."""
        note = self.notes.get(number)
        if not note:
            return 0
        return 3 if passage.place <= note.place <= passage.last + _FAR else 2


def sure(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without the calls that are marked or raised, and where they stood with their numbers."""
    if text.isascii() or not _SURE.search(text):
        return text, []
    calls: list[tuple[int, str]] = []
    kept, length, end = [], 0, 0
    for found in _SURE.finditer(text):
        kept.append(text[end : found.start()])
        length += found.start() - end
        calls.append((length, found[1] or western_raised(found[2])))
        end = found.end()
    return "".join((*kept, text[end:])), calls


def glued(passages: Sequence[Passage], texts: Sequence[str], evidence: Evidence, known: Sequence[int]) -> list[Call]:
    """The calls glued to words, in reading order. `known` are the numbers already called by sure signs."""
    found = [
        call
        for turn, text in enumerate(texts)
        for call in _weighed(turn, text, passages[turn], evidence)
        if call.weight >= call.needed and call.number not in known and call.number > 0
    ]
    if len(found) > _MOST:
        found = [call for call in found if call.number in evidence.notes][:_MOST]
    first = min(evidence.notes, default=1)
    return _heaviest_row(found, min(first, 1) if known else first if first > 1 else 1)


def _weighed(turn: int, text: str, passage: Passage, evidence: Evidence) -> Iterator[Call]:
    if not _DIGIT.search(text):
        return
    for shape, base, needed in ((_LETTER, 2, 3), (_STOP, 1, 3), (_HAN, 0, 3)):
        for found in shape.finditer(text):
            weight = base + _after(text, found.end()) * (shape is not _HAN)
            yield _call(turn, found.span(found.lastindex or 1), text, passage, evidence, weight, needed)
    for found in _YEAR.finditer(text):
        dated = pattern(r"<months>(?:\s+de)?\s*$", evidence.language).search(text[: found.start()])
        weight = 1 + (2 if dated else 0) + _after(text, found.end())
        yield _call(turn, found.span(1), text, passage, evidence, weight, 3)
    yield from _of_labels(turn, text, passage, evidence)
    yield from _of_symbols(turn, text, passage, evidence)


def _call(
    turn: int, span: tuple[int, int], text: str, passage: Passage, evidence: Evidence, weight: int, needed: int
) -> Call:
    number = int(text[slice(*span)])
    head = re.search(r"[^\s()\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{0,40}$|\S{4}$", text[: span[0]])
    word = (head[0] if head else "") + text[slice(*span)]
    return Call(turn, *span, number, weight + evidence.of_note(number, passage), needed, word)


def _of_labels(turn: int, text: str, passage: Passage, evidence: Evidence) -> Iterator[Call]:
    """6/41 as 6/4 and 1: likelier when no resolution 6/41 can be, or 6/4 is named elsewhere; never when 6/41 is."""
    for found in _LABEL.finditer(text):
        session, number = (found[1], found[2]) if found[1] else (found[3], found[4])
        for tail in (1, 2):
            if len(number) <= tail or number[-tail] == "0":
                continue
            head = f"{session}/{number[:-tail]}"
            weight = _after(text, found.end()) + (1 if evidence.labels.get(head) else 0)
            weight += 1 if int(session) <= 20 < int(number) else -1 if len(session) == 4 else 0
            weight -= 3 if evidence.labels.get(f"{session}/{number}", 0) > 1 else 0
            yield _call(turn, (found.end() - tail, found.end()), text, passage, evidence, weight, 4)


def _of_symbols(turn: int, text: str, passage: Passage, evidence: Evidence) -> Iterator[Call]:
    """CTOC/COP/2012/153 as …/15 and 3, when …/15 is named elsewhere."""
    for found in symbols.search(text) if "/" in text else ():
        whole = found.symbols[-1].normal
        tail = re.search(r"\d(\d)$", text[found.start : found.end])
        if not tail or evidence.cited.get(whole, 0) > 1:
            continue
        weight = _after(text, found.end) + (2 if evidence.cited.get(whole[:-1]) else -1)
        yield _call(turn, (found.end - 1, found.end), text, passage, evidence, weight, 4)


def _after(text: str, end: int) -> int:
    return 1 if _AFTER.match(text, end) else 0


def _heaviest_row(calls: list[Call], first: int) -> list[Call]:
    """Of all rows of rising numbers, the one with the most weight; each number left out costs one."""
    best: list[tuple[int, int]] = []
    for turn, call in enumerate(calls):
        weight, before = call.weight - max(call.number - first, 0), -1
        for earlier in range(turn):
            other = calls[earlier]
            if other.number < call.number and (other.passage, other.end) <= (call.passage, call.start):
                chained = best[earlier][0] + call.weight - (call.number - other.number - 1)
                if chained > weight:
                    weight, before = chained, earlier
        best.append((weight, before))
    at = max(range(len(best)), key=lambda turn: best[turn][0], default=-1)
    row: list[Call] = []
    while at >= 0 and best[at][0] > 0:
        row.append(calls[at])
        at = best[at][1]
    return row[::-1]
