"""What can never be asked, and constraints that nothing can meet: a small analysis that is sound and not complete.

A condition is brought into alternatives of simple facts about single values (`= 'x'`, `< 5`, `selected(…, 'x')`); whatever
is not so simple counts as possible. A fact that needs an answer brings in the conditions under which that is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from ..form import Form, Group, Question, Repeat
from ..xpath.tree import Binary, Call, Expression, Tree
from .resolving import constant, place_of

MOST: Final = 128
"""Alternatives looked at; beyond, everything counts as possible."""
DEPTH: Final = 6
Sign = Literal["=", "!=", "<", "<=", ">", ">=", "has", "lacks"]
_OPPOSITE: Final[dict[str, Sign]] = {"=": "!=", "!=": "=", "has": "lacks", "lacks": "has"}
_TURNED: Final[dict[str, Sign]] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@frozen
class Fact:
    """Something that holds of the one value at a path."""

    path: str
    sign: Sign
    value: str | float


Facts: TypeAlias = frozenset[Fact]
Alternatives: TypeAlias = tuple[Facts, ...]
POSSIBLE: Final[Alternatives] = (frozenset(),)
NEVER: Final[Alternatives] = ()


@frozen
class Unreachable:
    """Something that can never be asked; `questions` are those inside it (or itself)."""

    path: str
    source: str
    questions: tuple[Question, ...]


@frozen
class Reach:
    """Looks at one form."""

    form: Form
    around: dict[str, tuple[tuple[str, Expression], ...]] = field(factory=dict)
    """Path → the conditions at it and around it, each with the place where it stands."""

    @classmethod
    def of(cls, form: Form) -> Reach:
        """Gathers the conditions once."""
        found = [(one.path, one.relevant) for one in form.sections if one.path]
        found += [(one.path, one.relevant) for one in (*form.items(), *form.hidden)]
        held = [(path, relevant) for path, relevant in found if relevant is not None]
        around = {
            path: tuple((place, one) for place, one in held if path == place or path.startswith(place + "/"))
            for path, _ in found
        }
        return cls(form, around)

    def unreachable(self) -> Iterator[Unreachable]:
        """The outermost places that can never be asked."""
        done: list[str] = []
        sections = [(one.path, one.relevant, tuple(one.questions())) for one in self.form.sections if one.path]
        for path, relevant, inside in (*sections, *map(_described, self.form.items())):
            if relevant is None or any(path.startswith(one + "/") for one in done):
                continue
            if not self.possible(path):
                done.append(path)
                yield Unreachable(path, relevant.source, inside)

    def possible(self, path: str) -> bool:
        """Whether what stands at a path can be asked at all, as far as one can tell."""
        return any(self._holds(facts, DEPTH) for facts in self._conditions(path))

    def unmeetable(self) -> Iterator[Question]:
        """Questions whose constraint no answer meets."""
        for question in self.form.questions():
            if question.constraint is None or not question.answerable:
                continue
            alternatives = self._of(question.constraint.tree, question.path, True)
            given = frozenset({Fact(question.path, "!=", "")})
            if not any(self._consistent(facts | given) for facts in alternatives):
                yield question

    def _conditions(self, path: str) -> Alternatives:
        return _all(self._of(one.tree, place, True) for place, one in self.around.get(path, ()))

    def _holds(self, facts: Facts, depth: int) -> bool:
        """Consistent, also with the conditions under which the values that it needs are asked."""
        if not self._consistent(facts):
            return False
        needed = {fact.path for fact in facts if _needs_answer(fact)} if depth else set()
        if not needed:
            return True
        together = _all([(facts,), *(self._conditions(path) for path in sorted(needed))])
        if together == (facts,):
            return True
        return any(self._holds(one, depth - 1) if one != facts else self._consistent(one) for one in together)

    def _consistent(self, facts: Facts) -> bool:
        by_path: dict[str, list[Fact]] = {}
        for fact in facts:
            by_path.setdefault(fact.path, []).append(fact)
        return all(self._one(path, held) for path, held in by_path.items())

    def _one(self, path: str, facts: list[Fact]) -> bool:
        question = self.form.question(path)
        exact = {fact.value for fact in facts if fact.sign == "="}
        if exact:
            return all(_agrees(value, fact) for value in exact for fact in facts) and _may_be(question, exact)
        has = {fact.value for fact in facts if fact.sign == "has"}
        if has & {fact.value for fact in facts if fact.sign == "lacks"} or not _may_have(question, has):
            return False
        if _values(question) and question.type == "select_one" and any(f.sign == "!=" and f.value == "" for f in facts):
            return any(all(_agrees(value, fact) for fact in facts) for value in _values(question))
        return _range_left(question, facts)

    def _of(self, tree: Tree, base: str, wanted: bool) -> Alternatives:
        """The alternatives under which an expression is `wanted`."""
        match tree:
            case Binary("and" | "or" as operator, left, right):
                sides = self._of(left, base, wanted), self._of(right, base, wanted)
                return _all(sides) if (operator == "and") == wanted else _any(sides)
            case Binary(operator, left, right) if operator in _TURNED:
                return self._compared(operator, left, right, base, wanted)
            case Call("not", (inner,)):
                return self._of(inner, base, not wanted)
            case Call("true" | "false" as name, ()):
                return POSSIBLE if (name == "true") == wanted else NEVER
            case Call("selected", (what, value)):
                return self._fact(what, "has", constant(value), base, wanted)
        return POSSIBLE

    def _compared(self, operator: str, left: Tree, right: Tree, base: str, wanted: bool) -> Alternatives:
        if constant(left) is not None and constant(right) is None:
            left, right, operator = right, left, _TURNED[operator]
        return self._fact(left, _TURNED[_TURNED[operator]], constant(right), base, wanted)

    def _fact(self, what: Tree, sign: Sign, value: str | float | None, base: str, wanted: bool) -> Alternatives:
        place = place_of(what, base, self.form)
        if value is None or place is None or not place.single or not self.form.has(place.path):
            return POSSIBLE
        if not wanted and sign not in _OPPOSITE:
            return POSSIBLE  # not (a < 5) is also true of what is no number
        if sign in ("<", "<=", ">", ">=") and isinstance(value, str):
            number = _number(value)
            return NEVER if number is None else self._fact(what, sign, number, base, wanted)
        return (frozenset({Fact(place.path, sign if wanted else _OPPOSITE[sign], value)}),)


def _described(item: object) -> tuple[str, Expression | None, tuple[Question, ...]]:
    if isinstance(item, Group | Repeat):
        inside = tuple(one for one in _walked(item) if isinstance(one, Question))
        return item.path, item.relevant, inside
    held = (item,) if isinstance(item, Question) else ()
    return str(getattr(item, "path", "")), getattr(item, "relevant", None), held


def _walked(container: Group | Repeat) -> Iterator[object]:
    for item in container.items:
        yield item
        if isinstance(item, Group | Repeat):
            yield from _walked(item)


def _all(parts: Iterable[Alternatives]) -> Alternatives:
    found: Alternatives = POSSIBLE
    for part in parts:
        if len(found) * len(part) > MOST:
            continue  # left out: what remains is weaker, so nothing is called impossible that is not
        found = tuple(dict.fromkeys(one | other for one, other in product(found, part)))
    return found


def _any(parts: Iterable[Alternatives]) -> Alternatives:
    found = tuple(dict.fromkeys(one for part in parts for one in part))
    return found if len(found) <= MOST else POSSIBLE


def _needs_answer(fact: Fact) -> bool:
    if fact.sign in ("=", "!="):
        return (fact.value != "") == (fact.sign == "=")
    return fact.sign != "lacks"


def _number(value: str | float) -> float | None:
    if isinstance(value, float):
        return value
    try:
        return float(value) if value.strip() and value.strip()[-1].isdigit() else None
    except ValueError:
        return None


def _agrees(value: str | float, fact: Fact) -> bool:
    """Whether a value is as a fact says."""
    mine, other = _number(value), _number(fact.value)
    match fact.sign:
        case "=":
            return mine == other if mine is not None and other is not None else value == fact.value
        case "!=":
            return not (mine == other if mine is not None and other is not None else value == fact.value)
        case "has":
            return str(fact.value) in str(value).split()
        case "lacks":
            return str(fact.value) not in str(value).split()
    if mine is None or other is None:
        return False
    return {"<": mine < other, "<=": mine <= other, ">": mine > other, ">=": mine >= other}[fact.sign]


def _values(question: Question) -> tuple[str, ...]:
    return tuple(choice.value for choice in question.choices)


def _may_be(question: Question, exact: set[str | float]) -> bool:
    if question.type != "select_one" or not question.choices or not question.answerable:
        return True
    return all(any(_agrees(one, Fact("", "=", value)) for one in ("", *_values(question))) for value in exact)


def _may_have(question: Question, has: set[str | float]) -> bool:
    if question.type == "select_one" and len(has) > 1:
        return False
    return not question.choices or not question.answerable or {str(one) for one in has} <= set(_values(question))


def _range_left(question: Question, facts: list[Fact]) -> bool:
    low, high = float("-inf"), float("inf")
    open_low = open_high = False
    for fact in facts:
        if fact.sign in (">", ">=") and float(fact.value) >= low:
            open_low = fact.sign == ">" or (open_low and float(fact.value) == low)
            low = float(fact.value)
        elif fact.sign in ("<", "<=") and float(fact.value) <= high:
            open_high = fact.sign == "<" or (open_high and float(fact.value) == high)
            high = float(fact.value)
    if question.type == "integer":
        low, high = _whole(low, open_low, 1), _whole(high, open_high, -1)
        return low <= high
    return low < high or (low == high and not open_low and not open_high)


def _whole(bound: float, open_end: bool, step: int) -> float:
    """The outermost whole number inside a bound."""
    if bound in (float("inf"), float("-inf")):
        return bound
    rounded = float(-(-bound // 1)) if step > 0 else float(bound // 1)
    return rounded + step if open_end and rounded == bound else rounded
