"""Runs as HTML: emphasis, links, living figures, calls of notes, and the language of each stretch."""

from __future__ import annotations

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, direction

from .elements import Child, Element, element
from .frame import Frame, safe_link
from .marks import Names
from .spacing import spaced


def voice(language: Language) -> dict[str, str]:
    """The attributes that say in what language and direction something is."""
    return {"lang": language, "dir": direction(language)}


class Text:
    """The text of one file: keeps the names given and the notes called so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.names = Names()
        self.called: dict[str, str] = {}
        """Number of a note → name of the place that called it first."""

    def slug(self, number: str) -> str:
        """A note's number as part of a name."""
        return Names().take(number)

    def fast(self, words: str) -> str:
        """Words of the paper's language, their blanks kept from breaking a line."""
        return spaced(words, self.frame.tree.language)

    def runs(self, runs: t.Runs) -> list[Child]:
        """With the calls of notes."""
        children: list[Child] = []
        for run in runs:
            children += self._words(run)
            if run.note:
                children.append(self._call(run.note))
        return children

    def words(self, runs: t.Runs) -> list[Child]:
        """Without calls: a note does not call another."""
        return [child for run in runs for child in self._words(run)]

    def _words(self, run: t.Run) -> list[Child]:
        if not run.text:
            return []
        child: Child = spaced(run.text, self.frame.spoken(run))
        emphasis = self.frame.emphasis(run)
        if emphasis:
            child = element("strong" if emphasis == "bold" else "em", child)
        if run.language and self.frame.spoken(run) != self.frame.tree.language:
            child = element("bdi", child, **voice(self.frame.spoken(run)))
        return [self._followed(run, child)]

    def _followed(self, run: t.Run, child: Child) -> Child:
        href = safe_link(run.href)
        if run.figure and not href:
            return element("data", child, value=run.figure, **{"class": "living-figure"})
        if not href:
            return child
        if not run.figure:
            return element("a", child, href=href)
        return element(
            "a", child, href=href, title=self.frame.word("replies"),
            **{"class": "living-figure", "data-figure": run.figure},
        )  # fmt: skip

    def _call(self, number: str) -> Element:
        if number not in self.frame.notes:
            return element("sup", number, **{"class": "call"})
        name = self.names.take("call", number)
        self.called.setdefault(number, name)
        label = self.frame.word("note", number)
        link = element(
            "a", number, id=name, href=f"#note-{self.slug(number)}", role="doc-noteref", **{"aria-label": label}
        )
        return element("sup", link, **{"class": "call"})
