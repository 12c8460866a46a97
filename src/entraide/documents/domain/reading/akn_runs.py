"""Words of an Akoma Ntoso file with their emphasis, links, languages and calls of notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field

from entraide.documents.domain import tree as t

from .akn_xml import NOTES, Element, name, squeezed

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_BREAKS: Final = frozenset({"p", "eol", "br", "tr", "td", "th", "li"})
_NO_HAND: Final = t.Run("")


@define
class Words:
    """Reads words; the footnotes met on the way are gathered."""

    notes: dict[str, t.Note] = field(factory=dict)

    def runs(self, item: Element) -> t.Runs:
        """The words of an element."""
        return tidied(list(self._runs(item, _NO_HAND)))

    def _runs(self, item: Element, hand: t.Run) -> Iterator[t.Run]:
        if item.text:
            yield evolve(hand, text=squeezed(item.text))
        for turn, inner in enumerate(item):
            kind = name(inner)
            if kind in NOTES:
                yield t.Run("", note=self._note(inner, kind))
            elif kind:
                if kind in _BREAKS and (turn or kind == "eol"):
                    yield evolve(hand, text=" ")
                yield from self._runs(inner, _hand(inner, kind, hand))
            if inner.tail:
                yield evolve(hand, text=squeezed(inner.tail))

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
    return evolve(hand, emphasis=emphasis, language=language, figure=figure, href=href)


def _emphasis(kind: str, style: str) -> t.Emphasis:
    if kind == "b" or "bold" in style:
        return "bold"
    return "italic" if kind == "i" or "italic" in style else ""


def tidied(runs: list[t.Run]) -> t.Runs:
    """Runs of one hand as one, calls on the run before them, no blanks at the edges or doubled between."""
    tidy: list[t.Run] = []
    for run in runs:
        last = tidy[-1] if tidy else None
        if last and not last.note and run.note and not run.text:
            tidy[-1] = evolve(last, note=run.note)
        elif last and not last.note and _same_hand(last, run):
            tidy[-1] = evolve(last, text=squeezed(last.text + run.text))
        elif run.text or run.note:
            tidy.append(_after(last, run))
    if tidy:
        tidy[0] = evolve(tidy[0], text=tidy[0].text.lstrip())
        tidy[-1] = evolve(tidy[-1], text=tidy[-1].text if tidy[-1].note else tidy[-1].text.rstrip())
    return tuple(run for run in tidy if run.text or run.note)


def _after(last: t.Run | None, run: t.Run) -> t.Run:
    doubled = last is not None and last.text.endswith(" ") and run.text.startswith(" ")
    return evolve(run, text=run.text.lstrip()) if doubled else run


def _same_hand(one: t.Run, other: t.Run) -> bool:
    return (one.emphasis, one.href, one.figure, one.language, other.note) == (
        other.emphasis, other.href, other.figure, other.language, "",
    )  # fmt: skip
