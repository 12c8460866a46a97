"""Symbols of documents: CTOC/COP/WG.2/2012/3, S/RES/2322 (2016), joint and broken ones, "and Corr.1".

    organ / subsidiary / session or year / series / number / modification, then perhaps (suffix) and * for a reissue

One document may bear several symbols, joined by a hyphen: they are aliases, not two documents. All language versions
share one symbol. Source: the research guide on symbols of the UN library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

_ROOT: Final = r"[A-Z][A-Z0-9]{0,8}(?:-[A-Z]+)*(?:\.\d+)?"
_JOINT: Final = rf"-(?!{_ROOT}/)"
_SEGMENT: Final = rf"[A-Za-z0-9]+(?:(?:[.&]|{_JOINT})[A-Za-z0-9]+)*"
_SUFFIX: Final = r"(?:\s?\(\d{4}\)|\([A-Z]+(?:/[A-Z]+)*\))"
_BARE: Final = rf"{_ROOT}(?:/{_SEGMENT})+"
_ONE: Final = rf"{_BARE}{_SUFFIX}?\*{{0,3}}"
_AND: Final = r"(?:\s*(?:,|،|、)\s*|\s+(?:and|et|y|e|и|و)\s*|\s*[和及]\s*)"
_MORE: Final = (
    rf"(?:{_AND}(?:Add|Corr|Rev|Amend)\.?\s?\d+(?:-\d+)?(?:{_AND}\d+(?![\d/])(?:(?={_AND}\d)|(?!\s*[^\W\d_])))*)*"
)
_LONG_SUFFIX: Final = rf"(?:{_SUFFIX}|\s[A-D](?:\s?\([IVXLC]+\))?|\s\(Resumption(?:\s\d+)?\))"
_WHOLE_ONE: Final = rf"{_BARE}{_LONG_SUFFIX}?\*{{0,3}}"
_FOUND: Final = re.compile(rf"(?<![A-Za-z0-9/.\-])({_ONE}(?:-{_ONE})*)({_MORE})(?![A-Za-z0-9/])")
_WHOLE: Final = re.compile(rf"({_WHOLE_ONE}(?:-{_WHOLE_ONE})*)({_MORE})")
_SPLIT: Final = re.compile(rf"-(?={_ROOT}/)")
_PARTS: Final = re.compile(rf"({_BARE})(?:\s?([A-D](?:\s?\([IVXLC]+\))?|\([^)]+\)))?(\*{{0,3}})")
_SET_APART: Final = re.compile(r"[A-D]|\(\d|\(Resumption")
_NUMBERED: Final = re.compile(r"(.*?)(\d+)-(\d+)")
_LONGEST_RANGE: Final = 200
_MODIFIER: Final = re.compile(r"(Add|Corr|Rev|Amend)\.?\s?(\d+(?:-\d+)?)|(?<=\s|,|،|、|و|和|及)(\d+)")
_KEPT_CASE: Final = {word.lower(): word for word in ("Sub", "Rev", "Add", "Corr", "Amend", "Summary", "Report")}
_SPACED: Final = re.compile(r"(?<=[A-Za-z0-9)])\s*/\s*(?=[A-Za-z0-9])|(?<=/(?:Rev|Add)\.)\s+(?=\d)")
_SPACED_NUMBER: Final = re.compile(r"\b(Add|Corr|Rev|Amend|CRP|INF|WG|CN|AC)\.\s+(?=\d)", re.IGNORECASE)
_LOOKALIKES: Final = str.maketrans({"С": "C", "А": "A", "Е": "E", "Т": "T", "О": "O", "Р": "P", "–": "-", "‑": "-"})
_SIGNS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u00ad"))
_HALF: Final = re.compile(rf"(?<![A-Za-z0-9/.\-]){_BARE}-?$|(?<![A-Za-z0-9/.\-]){_ROOT}(?:/{_SEGMENT})*/$")
_REST: Final = re.compile(rf"/{_SEGMENT}|{_SEGMENT}(?:/{_SEGMENT})*")
_LONGEST: Final = 200


@frozen
class Symbol:
    """One symbol. `parts` are what stands between the slashes; `suffix` the brackets after it; `stars` its reissues."""

    parts: tuple[str, ...]
    suffix: str = ""
    stars: int = 0

    def __str__(self) -> str:
        """As it is displayed."""
        return self.normal + "*" * self.stars

    @property
    def normal(self) -> str:
        """The form in which two spellings of one symbol are equal: a reissue keeps its symbol."""
        blank = " " if self.suffix and _SET_APART.match(self.suffix) else ""
        return "/".join(self.parts) + blank + self.suffix

    @property
    def akn_name(self) -> str:
        """As a number in Akoma Ntoso names: CTOC-COP-WG.2-2012-3."""
        return self.normal.replace("/", "-").replace(" ", "_")

    @property
    def base(self) -> Symbol:
        """Without its modifications: the document that an addendum or corrigendum belongs to."""
        kept = tuple(part for part in self.parts if part.split(".")[0].lower() not in _KEPT_CASE or part == "Sub")
        return evolve(self, parts=kept, stars=0)


@frozen
class Found:
    """Symbols found in a text between `start` and `end`."""

    start: int
    end: int
    symbols: tuple[Symbol, ...]


def parse(text: str) -> tuple[Symbol, ...]:
    """The symbols that `text` is, in display or in any bad spelling; () when it is none.

    "A/1/2-B/3/4" gives two, "A/1/2 and Corr.1" gives A/1/2 and A/1/2/Corr.1, "A/1/2-4" and "A/1/2–A/1/4" all three.
    """
    if len(text) > _LONGEST:
        return ()
    tidy = _tidied(text)
    found = _WHOLE.fullmatch(tidy) or _WHOLE.fullmatch(_cased(tidy))
    return _spread(_symbols(found), "–" in text) if found else ()


def search(text: str) -> Iterator[Found]:
    """Every symbol of a running text; what has no number (A/B, HIV/AIDS) is none."""
    for found in _FOUND.finditer(text):
        symbols = _symbols(found)
        if symbols:
            yield Found(found.start(), found.end(), symbols)


def display(symbols: tuple[Symbol, ...]) -> str:
    """One document's symbols as printed, joined by a hyphen."""
    return "-".join(map(str, symbols))


def is_broken(before: str, after: str) -> bool:
    """Whether a symbol at the end of the line `before` goes on at the head of the line `after`."""
    tail = before.rstrip()[-_LONGEST:]
    half = _HALF.search(tail) if "/" in tail else None
    rest = _REST.match(after.lstrip())
    if not half or not rest:
        return False
    return half[0][-1] in "-/" or (rest[0].startswith("/") and "/" in half[0])


def _spread(found: tuple[Symbol, ...], dash: bool) -> tuple[Symbol, ...]:
    """With ranges spelled out; between two whole symbols a hyphen joins, and only a dash means from one to the other."""
    if dash and len(found) == 2 and found[0].parts[:-1] == found[1].parts[:-1]:
        (head, first), (other, last) = (_counted(one.parts[-1]) for one in found)
        if head == other and first < last:
            return tuple(_in_range(found[0], head, first, last))
    return tuple(symbol for one in found for symbol in _unrolled(one))


def _unrolled(symbol: Symbol) -> Iterator[Symbol]:
    found = _NUMBERED.fullmatch(symbol.parts[-1])
    if found and int(found[2]) < int(found[3]):
        yield from _in_range(symbol, found[1], int(found[2]), int(found[3]))
    else:
        yield symbol


def _in_range(symbol: Symbol, head: str, first: int, last: int) -> Iterator[Symbol]:
    for number in range(first, min(last, first + _LONGEST_RANGE) + 1):
        yield evolve(symbol, parts=(*symbol.parts[:-1], f"{head}{number}"))


def _counted(part: str) -> tuple[str, int]:
    """`CRP.4` as ("CRP.", 4); 0 when it does not end with a number."""
    found = re.fullmatch(r"(.*?)(\d{1,9})", part)
    return (found[1], int(found[2])) if found else (part, 0)


def _tidied(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).translate(_SIGNS).strip().rstrip(".")
    return _SPACED_NUMBER.sub(r"\1.", re.sub(r"\s*-\s+", "-", _SPACED.sub(lambda at: at[0].strip(), plain)))


def _cased(text: str) -> str:
    return "/".join(_cased_part(part) for part in text.split("/"))


def _cased_part(part: str) -> str:
    head, dot, number = part.partition(".")
    return _KEPT_CASE.get(head.lower(), head.upper()) + dot + number


def _symbols(found: re.Match[str]) -> tuple[Symbol, ...]:
    halves = [_one(half) for half in _SPLIT.split(found[1])]
    plain = tuple(half for half in halves if half and _numbered(half))
    if len(plain) < len(halves):
        return ()
    return (*plain, *_modified(plain[0], found[2]))


def _one(text: str) -> Symbol | None:
    match = _PARTS.fullmatch(text)
    return Symbol(tuple(match[1].split("/")), match[2] or "", len(match[3])) if match else None


def _numbered(symbol: Symbol) -> bool:
    return any(sign.isdigit() for part in symbol.parts[1:] for sign in part)


def _modified(symbol: Symbol, words: str) -> Iterator[Symbol]:
    kind = ""
    for match in _MODIFIER.finditer(words):
        kind = match[1] or kind
        yield Symbol((*symbol.parts, f"{kind}.{match[2] or match[3]}"))
