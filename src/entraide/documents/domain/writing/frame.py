"""What every writer asks of a tree before it draws anything: the frame of the paper and the notes at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from entraide.documents.domain.tree import Masthead, Note, Run, Runs, Tree
from entraide.kernel.languages import Language, as_language, is_language

from .words import MASTHEAD_LANGUAGE, spelled, word

Emphasis = Literal["", "italic", "bold"]
_NO_SLANT = frozenset({"ar", "zh"})
_SAFE_LINKS = ("https://", "http://", "mailto:", "/", "#")


@frozen
class Frame:
    """A tree and the language of the fixed words around its text."""

    tree: Tree
    language: Language

    @property
    def masthead(self) -> Masthead:
        """The tree's own."""
        return self.tree.masthead

    @property
    def symbol(self) -> str:
        """All symbols as printed: a paper of two series has both, joined by a hyphen."""
        return "-".join(self.masthead.symbols)

    @property
    def resolution(self) -> bool:
        """Whether the paper is a resolution: recitals first, or a symbol of a series of resolutions."""
        series = any("/RES/" in symbol for symbol in self.masthead.symbols)
        return series or any(section.kind == "preamble" for section in self.tree.all_sections())

    @property
    def issue_language(self) -> Language:
        """The language of the distribution, date and original language lines."""
        return MASTHEAD_LANGUAGE[self.tree.language]

    @property
    def notes(self) -> Mapping[str, Note]:
        """The footnotes by their number."""
        return {note.number: note for note in self.tree.notes}

    def word(self, key: str, words: str = "") -> str:
        """A fixed term in the language of the frame."""
        return word(key, self.language, words)

    def issue_lines(self) -> tuple[str, ...]:
        """Distribution, date, language of this version, original language, as printed; what is unknown is left out."""
        head, language = self.masthead, self.issue_language
        lines = (
            _distribution(head.distribution, language),
            spelled(head.date, language),
            word("version", self.tree.language),
            _original(head.original_language, language),
        )
        return tuple(line for line in lines if line)

    def session_lines(self) -> tuple[str, ...]:
        """Session, place, agenda item."""
        return tuple(line for line in (self.masthead.session, self.masthead.place, self.masthead.item) if line)

    def spoken(self, run: Run) -> Language:
        """The language of a run."""
        return as_language(run.language, self.tree.language) if run.language else self.tree.language

    def foreign(self, runs: Runs) -> Language | None:
        """The language of a whole item when all its words are in one other language than the paper's."""
        spoken = {self.spoken(run) for run in runs if run.text.strip()}
        return next(iter(spoken)) if len(spoken) == 1 and spoken != {self.tree.language} else None

    def emphasis(self, run: Run) -> Emphasis:
        """Arabic and Chinese letters do not slant: what is italic elsewhere is bold there."""
        return "bold" if run.emphasis == "italic" and self.spoken(run) in _NO_SLANT else run.emphasis


def safe_link(href: str) -> str:
    """The address when it is one that a reader can follow without harm, else nothing."""
    return href if href.startswith(_SAFE_LINKS) else ""


def _distribution(words: str, language: Language) -> str:
    bare = words.strip()
    if not bare or bare.lower().startswith("distr"):
        return bare
    if bare.lower() in ("general", "limited", "restricted"):
        return word(bare.lower(), language)
    return word("distribution", language, bare if language == "en" else bare.lower())


def _original(words: str, language: Language) -> str:
    known = is_language(words)
    return words and word("original", language, word(f"original_{words}", language) if known else words)
