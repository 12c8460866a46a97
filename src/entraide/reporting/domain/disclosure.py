"""What a sum may tell without giving back one State's own figure: subtract what is public, and more than two must remain.

The rule looks only at the audiences of the answers and never at the numbers, so that what is held back tells nothing either.
"""

from __future__ import annotations

from collections.abc import Iterable

from entraide.analysis.domain.frozen import Answered
from entraide.collection.domain.form import Question

from .audiences import QUOTABLE, of_answer
from .frame import LEAST


def kept(question: Question, given: Iterable[Answered]) -> frozenset[int]:
    """The submissions among those added up that did not give their figure to the public."""
    return frozenset(row.submission for row in given if of_answer(row, question) not in QUOTABLE)


def sum_may_stand(question: Question, given: Iterable[Answered]) -> bool:
    """Every figure in the sum was given to the public, or at least three respondents keep theirs."""
    return len(kept(question, given)) not in range(1, LEAST)


def share_may_stand(question: Question, given: Iterable[Answered]) -> bool:
    """The share of the largest times the sum is the largest one's figure: all of them must have been given to the public."""
    return not kept(question, given)
