"""Living figures: what stands in a report, kept with the replies counted, and held against a new count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form, Question
from entraide.kernel.audience import Audience

from .audiences import audience_of_figure, question_of_figure

Of = Literal["value", "base", "replies", "figure", "set"]


@frozen
class Living:
    """A figure as it was printed. `value` is a canonical number; `audience` is of whose replies were counted."""

    key: str
    value: str
    base: int
    submissions: tuple[int, ...]
    audience: Audience


@frozen
class Difference:
    """What a new count does not confirm: of the value, its N, the replies counted, the whole figure or the whole set."""

    key: str
    of: Of
    stood: str
    now: str


def living(whole: Mapping[str, Figure], made: Frozen, form: Form, keys: Iterable[str]) -> tuple[Living, ...]:
    """The figures printed in a report, in the order of their keys. `whole` are all figures of the set, nothing held."""
    return tuple(
        Living(key, canonical(whole[key]), whole[key].base, whole[key].submissions,
               audience_of_figure(made, form, whole[key]))
        for key in sorted(set(keys))
    )  # fmt: skip


def canonical(figure: Figure) -> str:
    """The value without zeros that say nothing: 27003.00 is 27003."""
    return format(figure.value.normalize(), "f")


def differences(stood: Iterable[Living], whole: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """Every figure counted again from the set."""
    return tuple(one for figure in stood for one in _differs(figure, whole))


def _differs(stood: Living, known: Mapping[str, Figure]) -> Iterator[Difference]:
    now = known.get(stood.key)
    if now is None:
        yield Difference(stood.key, "figure", stood.value, "")
        return
    pairs: tuple[tuple[Of, str, str], ...] = (
        ("value", stood.value, canonical(now)),
        ("base", str(stood.base), str(now.base)),
        ("replies", _list(stood.submissions), _list(now.submissions)),
    )
    for of, before, after in pairs:
        if before != after:
            yield Difference(stood.key, of, before, after)


def _list(submissions: Iterable[int]) -> str:
    return " ".join(map(str, sorted(submissions)))


@frozen
class Meaning:
    """What a key says: the question it belongs to, and the choice, year, currency or reason that stands after it."""

    question: Question | None
    choice: str
    """The value of a choice of that question, empty when the figure is of another kind."""
    rest: tuple[str, ...]


def meaning(form: Form, key: str) -> Meaning:
    """`needs.training` is choice `training` of `needs`; `offences.2021.total` has the rest `2021`, `total`."""
    question = question_of_figure(form, key)
    rest = tuple(key.split(".")[1:])
    choice = rest[0] if question and rest and question.choice(rest[0]) else ""
    return Meaning(question, choice, rest)
