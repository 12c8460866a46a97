"""What respondents said in words, as far as a public report may quote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from entraide.analysis.domain.frozen import Answered, Frozen
from entraide.collection.domain.form import Form, Question

from ..audiences import QUOTABLE, of_answer
from ..blocks.material import Asked, Quote


@frozen
class Chosen:
    """A passage that was chosen to be quoted and cleared by a second person."""

    question: str
    entity: str
    language: str
    text: str


def chosen(found: Mapping[str, Asked], cleared: Iterable[Chosen]) -> dict[str, Asked]:
    """The open questions with the passages cleared for them; where there are none, with every public answer."""
    by_question: dict[str, list[Quote]] = {}
    for one in cleared:
        by_question.setdefault(one.question, []).append(Quote(one.entity, one.language, one.text))
    return {
        name: evolve(one, quotes=tuple(by_question[name])) if name in by_question else one
        for name, one in found.items()
    }


def asked(made: Frozen, form: Form) -> dict[str, Asked]:
    """Every open question with what was said to it."""
    opened = [question for question in form.questions() if question.multiline and not question.repeat]
    return {question.name: _asked(made, question) for question in opened}


def _asked(made: Frozen, question: Question) -> Asked:
    told = [row for row in made.answers if row.question == question.path and row.value.strip()]
    shown = [row for row in told if of_answer(row, question) in QUOTABLE]
    return Asked(question.number, question.label, tuple(_quote(made, row) for row in shown), len(told) - len(shown))


def _quote(made: Frozen, row: Answered) -> Quote:
    reply = made.reply(row.submission)
    return Quote(reply.entity, reply.language, row.value.strip())
