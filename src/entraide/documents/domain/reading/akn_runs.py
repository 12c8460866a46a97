"""Words of an Akoma Ntoso file with their emphasis, links, languages and calls of notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import define, field

from entraide.documents.domain import tree as t

from .akn_xml import NOTES, Element, name, squeezed

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_BREAKS: Final = frozenset({"p", "eol", "br", "tr", "td", "th", "li"})
_NO_HAND: Final = t.Run("")
Piece = tuple[t.Run, str, str]


@define
class Words:
    """Reads words; the footnotes met on the way are gathered."""

    notes: dict[str, t.Note] = field(factory=dict)

    def runs(self, item: Element) -> t.Runs:
        """The words of an element."""
        pieces: list[Piece] = []
        self._take(item, _NO_HAND, pieces)
        return joined(pieces)

    def _take(self, item: Element, hand: t.Run, pieces: list[Piece]) -> None:
        if item.text:
            pieces.append((hand, squeezed(item.text), ""))
        for turn, inner in enumerate(item):
            kind = name(inner)
            if kind in NOTES:
                pieces.append((hand, "", self._note(inner, kind)))
            elif kind:
                if kind in _BREAKS and (turn or kind == "eol"):
                    pieces.append((hand, " ", ""))
                self._take(inner, _hand(inner, kind, hand), pieces)
            if inner.tail:
                pieces.append((hand, squeezed(inner.tail), ""))

    def _note(self, item: Element, kind: str) -> str:
        number = str(item.get("marker") or len(self.notes) + 1).strip()
        if kind == "authorialNote" and number not in self.notes:
            self.notes[number] = t.Note(number, ())
            self.notes[number] = t.Note(number, self.runs(item))
        elif kind == "authorialNote":
            return self._second(item, number)
        return number

    def _second(self, item: Element, number: str) -> str:
        """A note whose number is taken, as annexes that count anew have them: `1 (2)`, unless it says the same."""
        said = self.runs(item)
        if said == self.notes[number].runs:
            return number
        turn = next(turn for turn in range(2, 10_000) if f"{number} ({turn})" not in self.notes)
        self.notes[f"{number} ({turn})"] = t.Note(f"{number} ({turn})", said)
        return f"{number} ({turn})"


def _hand(item: Element, kind: str, hand: t.Run) -> t.Run:
    """The hand in which an element's words stand; the same object where nothing changes."""
    attributes = item.attrib
    if not attributes and kind not in ("b", "i"):
        return hand
    emphasis = _emphasis(kind, attributes.get("class", "")) or hand.emphasis
    figure = next((str(value) for key, value in attributes.items() if key.endswith("}figure")), hand.figure)
    href = attributes.get("href", "") if kind == "a" else hand.href
    language = attributes.get(_LANG) or hand.language
    if (emphasis, figure, href, language) == (hand.emphasis, hand.figure, hand.href, hand.language):
        return hand
    return t.Run("", emphasis, "", href, figure, language)


def _emphasis(kind: str, style: str) -> t.Emphasis:
    if kind == "b" or "bold" in style:
        return "bold"
    return "italic" if kind == "i" or "italic" in style else ""


def joined(pieces: list[Piece]) -> t.Runs:
    """Pieces of one hand as one run, calls on the run before them, no blanks at the edges or doubled between.

    A piece is (the hand it is in, its words, the note called after them).
    """
    rows: list[list[Any]] = []
    for hand, text, note in pieces:
        last = rows[-1] if rows else None
        if last and last[1][-1:] == " " and text[:1] == " ":
            text = text[1:]
        if note and not text and last and not last[2]:
            last[2] = note
        elif last and not last[2] and not note and (last[0] is hand or _alike(last[0], hand)):
            last[1] += text
        elif text or note:
            rows.append([hand, text, note])
    if rows:
        rows[0][1] = rows[0][1].lstrip()
        rows[-1][1] = rows[-1][1] if rows[-1][2] else rows[-1][1].rstrip()
    return tuple(_run(*row) for row in rows if row[1] or row[2])


def tidied(runs: Iterable[t.Run]) -> t.Runs:
    """Runs put together from several places, as `joined` would have them."""
    return joined([(run, run.text, run.note) for run in runs])


def _alike(one: t.Run, other: t.Run) -> bool:
    return (one.emphasis, one.href, one.figure, one.language) == (
        other.emphasis, other.href, other.figure, other.language,
    )  # fmt: skip


def _run(hand: t.Run, text: str, note: str) -> t.Run:
    return t.Run(text, hand.emphasis, note, hand.href, hand.figure, hand.language)
