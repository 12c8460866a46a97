"""The passages of a frozen set: what was answered to its open questions, cut, each with the audience of its answer."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from entraide.collection.domain.form import Form, Question
from entraide.documents.domain.searching import index_words
from entraide.kernel.audience import Audience

from ..frozen import Answered, Frozen
from .cutting import clean, cut
from .terms import concepts_in

UNSAID: Final = Audience.STATE
"""Where neither the answer nor the question says who may read it."""
NEVER_QUOTED: Final = frozenset({Audience.SECRETARIAT, Audience.AGGREGATE})


@frozen
class CutPassage:
    """A passage before it is stored. `number` is the question's, `[begins:ends]` its place in the answer."""

    submission: int
    entity: str
    region: str
    question: str
    number: str
    path: str
    part: int
    begins: int
    ends: int
    language: str
    audience: Audience
    text: str
    words: str
    concepts: tuple[str, ...]


@frozen
class Prepared:
    """What is stored for a set: its open questions (name, number, label as JSON), its submissions, its passages."""

    questions: tuple[dict[str, Any], ...]
    submissions: tuple[int, ...]
    passages: tuple[CutPassage, ...]


def open_questions(form: Form) -> tuple[Question, ...]:
    """Those answered in several lines, in the order of the paper."""
    return tuple(question for question in form.questions() if question.multiline)


def audience_of(answer: Answered, question: Question) -> Audience:
    """What the respondent said of the answer, else what the question says, else the State's own."""
    said = answer.audience or question.attributes.get("audience", "")
    return Audience(said) if said in set(Audience) else UNSAID


def prepare(made: Frozen, form: Form) -> Prepared:
    """Every answer in words, cut: question by question, then by respondent."""
    questions = open_questions(form)
    replies = {reply.submission: reply for reply in made.replies}
    answers: dict[str, list[Answered]] = {question.path: [] for question in questions}
    for answer in made.answers:
        if answer.question in answers and answer.submission in replies:
            answers[answer.question].append(answer)
    found = []
    for question in questions:
        for answer in sorted(answers[question.path], key=lambda row: (replies[row.submission].entity, row.path)):
            reply = replies[answer.submission]
            text = clean(answer.value)
            for part, one in enumerate(cut(text, reply.language)):
                said = text[one.start : one.end]
                found.append(
                    CutPassage(
                        reply.submission, reply.entity, reply.group, question.name, question.number, answer.path, part,
                        one.start, one.end, reply.language, audience_of(answer, question), said, index_words(said),
                        tuple(row.concept for row in concepts_in(said, reply.language)),
                    )
                )  # fmt: skip
    told = tuple({"name": q.name, "number": q.number, "label": q.label.to_json()} for q in questions)
    return Prepared(told, tuple(sorted(replies)), tuple(found))
