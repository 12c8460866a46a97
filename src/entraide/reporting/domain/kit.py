"""What every report is made with: the facts that a set does not know of itself, and paragraphs with lettered points."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from entraide.documents.domain.tree import Paragraph, Point, Run, Runs
from entraide.kernel.languages import Language

from .frame import joined
from .letters import letter


@frozen
class Facts:
    """What the set does not know of itself. `figure_base` is put before a figure's key to make its address.

    `asked_labels` are the paragraphs that asked for the report (`23 (c)`), `date` is ISO.
    """

    symbol: str
    set_number: int
    content_hash: str
    asked_symbols: tuple[str, ...]
    asked_labels: tuple[str, ...]
    date: str
    figure_base: str


def paragraph(*runs: Run, points: Iterable[Runs] = (), language: Language = "en") -> Paragraph:
    """A paragraph whose number is given later (`numbered`), its points lettered as the language does."""
    lettered = tuple(Point(letter(place, language), words) for place, words in enumerate(points))
    return Paragraph("", joined(list(runs)), lettered)
