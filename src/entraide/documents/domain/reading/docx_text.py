"""The words of a Word paragraph as a reader sees them: insertions in, deletions and hidden text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from entraide.documents.domain.tree import Emphasis

from .calls import CLOSE, OPEN
from .decoding import visible
from .docx_package import W
from .lines import Emphasised

Element = Any
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED: Final = {
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sdtPr", "instrText", "delText", "delInstrText", "tblPr", "trPr", "tcPr", "rt", "txbxContent",
        "fldData", "sectPr",
    )
} | {f"{_MC}Fallback"}  # fmt: skip
_DELETED: Final = {f"{W}del", f"{W}moveFrom"}
_INSERTED: Final = {f"{W}ins", f"{W}moveTo"}
_BLANKS: Final = {f"{W}{name}" for name in ("tab", "br", "cr", "ptab")}
_UNREAD: Final = {
    f"{W}drawing": "w:drawing",
    f"{W}pict": "w:pict",
    f"{W}object": "w:object",
    f"{W}altChunk": "w:altChunk",
}
_SIGNS: Final = {
    0xB7: "•", 0xA7: "▪", 0xA8: "□", 0xFC: "✓", 0xFE: "☒", 0x6F: "□", 0x2D: "−", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤",
    0xD7: "×", 0xB4: "×", 0xE0: "→", 0xAE: "→", 0x28: "(", 0x29: ")", 0x2F: "/", 0x20: " ",
}  # fmt: skip
_UNKNOWN_SIGN: Final = "\u25a1"
_FIGURES: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEASURES: Final = ("m", "km", "cm", "м", "км", "م")
_DEEPEST: Final = 60


@define
class Words:
    """Reads paragraphs; remembers which notes were called, and counts what it leaves out."""

    called: list[str] = field(factory=list)
    labels: dict[str, str] = field(factory=dict)
    counts: Counter[str] = field(factory=Counter)
    first_note: int = 1
    kinds: dict[int, Emphasis] = field(factory=dict)
    """Of the pieces of the paragraph being read, which are in another type."""

    def of(self, item: Element) -> str:
        """The visible text of a paragraph; calls of footnotes between marks."""
        return self.read(item)[0]

    def read(self, item: Element) -> tuple[str, tuple[Emphasised, ...]]:
        """The same, with the words that are in italic or bold type."""
        pieces: list[str] = []
        self.kinds = {}
        self._gather(item, pieces, 0)
        return _squeezed(pieces), tuple(_emphases(pieces, self.kinds)) if self.kinds else ()

    def _gather(self, item: Element, pieces: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in item:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in _DELETED:
                self.counts["deleted"] += 1
            elif tag == f"{W}r":
                self._run(child, pieces, depth)
            elif tag == f"{_MATH}t":
                pieces.append(child.text or "")
            else:
                self.counts["inserted"] += tag in _INSERTED
                self._gather(child, pieces, depth + 1)

    def _run(self, run: Element, pieces: list[str], depth: int) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and _is_on(properties.find(f"{W}vanish")):
            self.counts["hidden"] += any(text.text for text in run.iter(f"{W}t"))
            return
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                if kind := _kind(properties):
                    self.kinds[len(pieces)] = kind
                pieces.append(_spoken(child.text or "", properties, pieces))
            elif tag in _BLANKS:
                pieces.append(" ")
            elif tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{W}sym":
                pieces.append(self._sign(child))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                pieces.append(self._call(child, run))
                if child.get(f"{W}customMarkFollows") in ("1", "true", "on"):
                    return
            elif tag == f"{W}commentReference":
                self.counts["comments"] += 1
            elif tag in _UNREAD:
                self.counts[_UNREAD[tag]] += 1
            elif tag not in _SKIPPED and isinstance(tag, str):
                self._gather(child, pieces, depth + 1)

    def _sign(self, item: Element) -> str:
        code = item.get(f"{W}char", "")
        try:
            value = int(code, 16)
        except ValueError:
            value = 0
        if value >= 0xF000:
            value -= 0xF000
        elif value > 0xFF:
            return chr(value)
        known = _SIGNS.get(value)
        self.counts["signs"] += known is None
        return known or _UNKNOWN_SIGN

    def _call(self, item: Element, run: Element) -> str:
        kind = "e" if item.tag == f"{W}endnoteReference" else "f"
        key = kind + item.get(f"{W}id", "")
        if key not in self.called:
            self.called.append(key)
            own = item.get(f"{W}customMarkFollows") in ("1", "true", "on")
            mark = "".join(text.text or "" for text in run.iter(f"{W}t")).strip() if own else ""
            counted = sum(not label.startswith("*") for label in self.labels.values())
            self.labels[key] = mark[:6] if mark and set(mark) <= {"*"} else str(self.first_note + counted)
        return f"{OPEN}{self.labels[key]}{CLOSE}"


def _spoken(text: str, properties: Element | None, before: list[str]) -> str:
    """A stretch of text; raised digits typed by hand are calls of notes too, but not after a measure."""
    raised = properties.find(f"{W}vertAlign") if properties is not None else None
    bare = text.strip()
    if raised is None or raised.get(f"{W}val") != "superscript" or not (bare.isdecimal() and bare.isascii()):
        return text
    last = "".join(before[-2:]).split()[-1:] or [""]
    if last[0] in _MEASURES or len(bare) > 3:
        return bare.translate(_FIGURES)
    return f"{OPEN}{bare}{CLOSE}"


def _squeezed(pieces: list[str]) -> str:
    return " ".join(visible("".join(pieces)).split())


def _kind(properties: Element | None) -> Emphasis:
    if properties is None:
        return ""
    if _is_on(properties.find(f"{W}i")) or _is_on(properties.find(f"{W}iCs")):
        return "italic"
    return "bold" if _is_on(properties.find(f"{W}b")) or _is_on(properties.find(f"{W}bCs")) else ""


def _emphases(pieces: list[str], kinds: dict[int, Emphasis]) -> Iterator[Emphasised]:
    at = 0
    while at < len(pieces):
        kind = kinds.get(at)
        if not kind:
            at += 1
            continue
        end = at
        while end < len(pieces) and kinds.get(end) == kind and OPEN not in pieces[end]:
            end += 1
        words = _squeezed(pieces[at:end])
        if words and OPEN not in words:
            yield Emphasised(kind, words, _squeezed(pieces[:at]).count(words))
        at = max(end, at + 1)


def _is_on(item: Element | None) -> bool:
    return item is not None and item.get(f"{W}val", "1") not in ("0", "false", "off")


def boxes(item: Element) -> Iterator[Element]:
    """The paragraphs of the text boxes anchored in a paragraph, once: not those kept for older programs."""
    for box in item.iter(f"{W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
            yield from paragraphs_in(box)


def paragraphs_in(holder: Element) -> Iterator[Element]:
    """The paragraphs inside, each once: in damaged files they stand within each other, and the outer one has it all."""
    for item in holder:
        if item.tag == f"{W}p":
            yield item
        elif item.tag not in _SKIPPED:
            yield from paragraphs_in(item)
