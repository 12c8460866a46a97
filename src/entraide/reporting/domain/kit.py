"""What every chapter is made with: the set and its figures at hand, the words of the language, runs that can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from attrs import evolve, frozen

from entraide.analysis.domain.figures import Figure, every_figure
from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form, Question
from entraide.documents.domain.tree import Block, Paragraph, Point, Run, Runs
from entraide.kernel.languages import Language

from .frame import Frame, joined
from .letters import letter

THIN = Decimal(1)


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


@frozen(slots=False)
class Kit:
    """One report being composed in one language."""

    made: Frozen
    form: Form
    frame: Frame
    facts: Facts

    @property
    def language(self) -> Language:
        """That of the report."""
        return self.frame.language

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure of the set by its key."""
        return every_figure(self.made, self.form)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its name."""
        return {question.name: question for question in self.form.questions()}

    def value(self, key: str) -> Run:
        """A figure as a run that leads to what was counted."""
        return self.counted(key, self.frame.number(self.figures[key].value))

    def share(self, key: str) -> Run:
        """A figure's share of its N in per cent; 0 of nobody."""
        share = self.figures[key].share
        return self.counted(key, self.frame.number(Decimal(0) if share is None else _short(share)))

    def counted(self, key: str, text: str) -> Run:
        """A figure printed in some way of its own."""
        return Run(text, figure=key, href=f"{self.facts.figure_base}{key}")

    def count(self, key: str) -> int:
        """A counted figure as an integer, to choose the form of a sentence."""
        return int(self.figures[key].value)

    def source(self) -> str:
        """The line under a table or a chart."""
        return self.frame.say("source", number=self.frame.number(self.facts.set_number), round=self.made.round)

    def label(self, question: Question) -> str:
        """The words of a question."""
        return question.label.shown_in(self.language).text


def _short(share: Decimal) -> Decimal:
    return share.quantize(THIN) if share == share.to_integral_value() else share


def paragraph(*runs: Run, points: Iterable[Runs] = (), language: Language = "en") -> Paragraph:
    """A paragraph whose number is given later (`numbered`), its points lettered as the language does."""
    lettered = tuple(Point(letter(place, language), words) for place, words in enumerate(points))
    return Paragraph("", joined(list(runs)), lettered)


def numbered(blocks: Iterable[Block], start: int) -> tuple[tuple[Block, ...], int]:
    """The blocks with their paragraphs numbered from `start`, and the number that comes next."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(evolve(block, number=str(start)))
            start += 1
        else:
            out.append(block)
    return tuple(out), start
