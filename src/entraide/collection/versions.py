"""Answers to one published version as answers to a later one: along the maps of all the versions between."""

from __future__ import annotations

from .domain.answers import Answers
from .domain.carrying import Carried, Left, carry
from .domain.migration import Change
from .forms import form_of
from .models import QuestionnaireVersion


def carried(answers: Answers, source_id: int, target_id: int) -> Carried | None:
    """The answers at their paths of the later version, and what could not follow; None when it does not follow the earlier.

    `left` names paths of the version in which an answer was lost, the earliest first.
    """
    steps = _between(source_id, target_id)
    if steps is None:
        return None
    left: list[Left] = []
    before = form_of(source_id)
    for step in steps:
        after = form_of(step.pk)
        moved = carry(answers, before, after, (Change.from_json(row) for row in step.changes))
        answers, before = moved.answers, after
        left += moved.left
    return Carried(answers, tuple(left))


def _between(source_id: int, target_id: int) -> list[QuestionnaireVersion] | None:
    """The versions after the one up to the other, the earliest first; none for the same; None when there is no way."""
    steps: list[QuestionnaireVersion] = []
    at: int | None = target_id
    while at is not None and at != source_id:
        step = QuestionnaireVersion.objects.defer("xform").filter(pk=at).first()
        if step is None:
            return None
        steps.insert(0, step)
        at = step.previous_id
    return steps if at == source_id else None
