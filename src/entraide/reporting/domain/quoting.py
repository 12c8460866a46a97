"""What respondents said in words: in their own language, with their name, as far as they gave it for circulation."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.analysis.domain.frozen import Answered
from entraide.collection.domain.form import Question
from entraide.documents.domain.tree import Block, Listing, Run, Runs
from entraide.kernel.languages import direction
from entraide.reference.domain import entities

from .audiences import QUOTABLE, of_answer
from .frame import words
from .kit import Kit, paragraph


def quoted(kit: Kit, names: Iterable[str]) -> tuple[Block, ...]:
    """For each open question among `names`: a paragraph, and what was said to it in the order of the language."""
    return tuple(block for name in names for block in _question(kit, kit.questions[name]))


def _question(kit: Kit, question: Question) -> tuple[Block, ...]:
    told = [row for row in kit.made.answers if row.question == question.path and row.value.strip()]
    shown = [row for row in told if of_answer(row, question) in QUOTABLE]
    key = "quotes_intro" if shown else "question_named"
    runs = list(kit.frame.runs(key, number=question.number, label=kit.label(question)))
    if len(shown) < len(told):
        left = len(told) - len(shown)
        runs += kit.frame.runs("quotes_left_out", left, n=kit.frame.number(left))
    if not told:
        runs += [Run(kit.frame.space), *kit.frame.runs("quotes_none")]
    said = paragraph(*runs)
    return (said, Listing(_in_order(kit, shown))) if shown else (said,)


def _in_order(kit: Kit, rows: list[Answered]) -> tuple[Runs, ...]:
    by_entity = {kit.made.reply(row.submission).entity: row for row in rows}
    return tuple(_quote(kit, by_entity[code], code) for code in entities.ordered(by_entity, kit.language))


def _quote(kit: Kit, row: Answered, code: str) -> Runs:
    language = kit.made.reply(row.submission).language
    spoken = str(words()["quote_language"][kit.language][language])
    source = kit.frame.say("quote_source", entity=entities.name(code, kit.language), language=spoken)
    return (Run(row.value.strip(), language=language), Run(_hold(language, kit.language) + source))


def _hold(spoken: str, page: str) -> str:
    """A mark that keeps the last stop of a quotation on its own side where the directions differ."""
    if direction(spoken) == direction(page):
        return ""
    return "\u200f" if direction(spoken) == "rtl" else "\u200e"
