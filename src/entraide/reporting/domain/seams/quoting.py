"""What respondents said in words, as far as a public report may quote it."""

from __future__ import annotations

from entraide.analysis.domain.frozen import Answered, Frozen
from entraide.collection.domain.form import Form, Question

from ..audiences import QUOTABLE, of_answer
from ..blocks.material import Asked, Quote


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
