"""How far words and figures of a reply may go: the audience of the answer, else that of the question, else the State's own.

What is derived takes the narrowest audience of what it was made of: a figure may be printed, while the names of those who
were counted in it stay with those whom the audience admits.
"""

from __future__ import annotations

from typing import Final

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.frozen import Answered, Frozen
from entraide.collection.domain.form import Form, Question
from entraide.kernel.audience import Audience, narrowest

QUOTABLE: Final = frozenset({Audience.PUBLIC})
"""An issued report is public, and what is derived takes the narrowest audience: only public words may be quoted in it."""

UNSAID: Final = Audience.STATE
"""Where neither the answer nor the question says anything."""


def of_question(question: Question) -> Audience:
    """What the questionnaire says of a question's answers."""
    said = question.attributes.get("audience", "")
    return Audience(said) if said in set(Audience) else UNSAID


def of_answer(answer: Answered, question: Question) -> Audience:
    """What the respondent said of one answer, else the question's."""
    return Audience(answer.audience) if answer.audience else of_question(question)


def audience_of_question(made: Frozen, question: Question) -> Audience:
    """The narrowest audience of the answers to a question."""
    given = [of_answer(row, question) for row in made.answers if row.question == question.path]
    return narrowest(given) if given else of_question(question)


def audience_of_figure(made: Frozen, form: Form, figure: Figure) -> Audience:
    """Who may know whose replies stand in a figure. Who replied at all is public; who is the largest reporter is not."""
    if figure.key.startswith("coverage."):
        return Audience.PUBLIC
    if figure.key.endswith(".largest"):
        return Audience.SECRETARIAT
    question = question_of_figure(form, figure.key)
    return audience_of_question(made, question) if question else Audience.SECRETARIAT


def question_of_figure(form: Form, key: str) -> Question | None:
    """The question behind a figure: `offences.2021.total` belongs to `offences_2021`, `needs.training` to `needs`."""
    names = {question.name: question for question in form.questions()}
    head, _dot, rest = key.partition(".")
    return names.get(f"{head}_{rest.split('.')[0]}") or names.get(head)
