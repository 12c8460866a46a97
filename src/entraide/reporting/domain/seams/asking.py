"""What was asked in the explorer, within a report: a block keeps the question itself, as names and values, and no view's id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlencode

from entraide.analysis.domain.exploring import indicator_of, read, written
from entraide.analysis.domain.exploring.offering import questions_for
from entraide.analysis.domain.indicators import Indicator
from entraide.collection.domain.form import Form
from entraide.kernel.problems import Refused

from ..blocks.structure import Structure

ASK: Final = "ask"
"""The parameter of a block that holds the question."""
PREFIX: Final = "explored."


def asks_of(structure: Structure) -> tuple[str, ...]:
    """The questions that a report asks of its set."""
    return tuple(sorted({block.source.params[ASK] for block in structure.blocks if block.source.params.get(ASK)}))


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values in one order; what is not a question is left out. Raises Refused (ANA-70x) for what cannot be asked."""
    return urlencode(written(read(parse_qs(urlencode(list(pairs))))))


def picture_of(ask: str) -> str:
    """The picture that was chosen, empty where none was."""
    return read(parse_qs(ask)).picture


def indicators(asks: Iterable[str], form: Form) -> dict[str, Indicator]:
    """The questions as indicators; one that can no longer be asked is left out, and its block says so."""
    found = {}
    for one in asks:
        try:
            ask = read(parse_qs(one))
        except Refused:
            continue
        titles = {question.name: question.label for question in questions_for(ask.subject, form)}
        found[one] = indicator_of(ask, titles.get(ask.question))
    return found
