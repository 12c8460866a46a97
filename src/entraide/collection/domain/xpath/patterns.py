"""Regular expressions that cannot run away: `regex()` takes patterns from forms, and texts from anybody.

Python's own machine tries one way after the other, which some patterns make take for ever. It is used where the pattern
bounds that; elsewhere all ways are followed at once (Thompson), in time that grows with pattern × text. What that
cannot do (looking around, back references) in such a pattern, and what takes too many steps, is refused with COL-009.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the shape of a pattern: the standard library has no other door
from typing import Any, Final

from attrs import define, field

from entraide.kernel.problems import refuse

from .parser import walk
from .tree import Call, Expression, Text

MAX_PATTERN: Final = 500
MAX_SUBJECT: Final = 10_000
MAX_STATES: Final = 3_000
MAX_STEPS: Final = 1_500_000
"""About a second."""
_CHEAP: Final = 1_000_000
_CHARACTERS: Final = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN"})


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches. Digits, letters and spaces are those of ASCII, as in JavaRosa."""
    text = text[:MAX_SUBJECT]
    shape = shape_of(pattern)
    if shape.bounded and max(len(text), 2) ** shape.repeats <= _CHEAP:
        return bool(shape.compiled.fullmatch(text))
    return _simulated(_machine(pattern), text, pattern)


def is_plain(pattern: str) -> bool:
    """Whether any machine runs it safely, also the one of a browser."""
    shape = shape_of(pattern)
    return shape.bounded and shape.repeats <= 3


def check_pattern(pattern: str) -> None:
    """Refused with COL-009 where the pattern cannot be used at all."""
    if not shape_of(pattern).bounded:
        _machine(pattern)


def check_patterns(expression: Expression) -> None:
    """Refused with COL-009 where an expression holds a pattern that cannot be used."""
    for tree in walk(expression.tree):
        if isinstance(tree, Call) and tree.name == "regex" and isinstance(tree.arguments[1], Text):
            check_pattern(tree.arguments[1].value)


def runs_anywhere(tree: Call) -> bool:
    """Whether a call of `regex` has a pattern that is known and plain."""
    pattern = tree.arguments[1]
    return isinstance(pattern, Text) and is_plain(pattern.value)


@define(frozen=True)
class Shape:
    """A pattern, how many parts of it repeat without bound, and whether these stand side by side only."""

    compiled: re.Pattern[str]
    repeats: int
    bounded: bool


@lru_cache(maxsize=512)
def shape_of(pattern: str) -> Shape:
    """The shape of a pattern; COL-009 when it is none or too long."""
    if len(pattern) > MAX_PATTERN:
        raise refuse("COL-009", pattern=pattern[:80])
    try:
        compiled, tree = re.compile(pattern, re.ASCII), _parser.parse(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError):
        raise refuse("COL-009", pattern=pattern[:80]) from None
    repeats, bounded = _weighed(tree)
    return Shape(compiled, repeats, bounded)


def _weighed(tree: Any) -> tuple[int, bool]:
    """How many repeats a part holds, and whether trying its ways in turn takes bounded time."""
    repeats, bounded = 0, True
    for code, value in tree:
        name = str(code)
        for inside in _inner(name, value):
            more, well = _weighed(inside)
            if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                few = value[1] != _parser.MAXREPEAT and value[1] <= 1
                simple = len(inside) == 1 and str(inside[0][0]) in _CHARACTERS
                well, more = few or simple, more + (0 if few else 1)
            repeats, bounded = repeats + more, bounded and well
    return repeats, bounded


def _inner(name: str, value: Any) -> list[Any]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return list(value[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


@define
class Machine:
    """States with their ways: on a character (a compiled class) to the next, or at once (`free`) to several."""

    classes: list[re.Pattern[str] | None] = field(factory=list)
    free: list[list[int]] = field(factory=list)
    after: list[int] = field(factory=list)

    def state(self) -> int:
        """A new state; COL-009 when there are too many."""
        if len(self.after) >= MAX_STATES:
            raise refuse("COL-009", pattern="…")
        self.classes.append(None)
        self.free.append([])
        self.after.append(-1)
        return len(self.after) - 1

    def build(self, tree: Any, start: int, pattern: str) -> int:
        """States for a part of a pattern from `start`; the state it ends in."""
        for code, value in tree:
            start = self._part(str(code), value, (code, value), start, pattern)
        return start

    def _part(self, name: str, value: Any, item: Any, start: int, pattern: str) -> int:
        if name in _CHARACTERS:
            end = self.state()
            self.classes[start], self.after[start] = _one_character(item), end
            step = self.state()
            self.free[end].append(step)
            return step
        if name == "SUBPATTERN" and not value[1] and not value[2]:
            return self.build(value[3], start, pattern)
        if name == "BRANCH":
            end = self.state()
            for way in value[1]:
                begin = self.state()
                self.free[start].append(begin)
                self.free[self.build(way, begin, pattern)].append(end)
            return end
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            return self._repeat(value, start, pattern)
        if name == "AT" and str(value) in ("AT_BEGINNING", "AT_BEGINNING_STRING") and start == 0:
            return start
        raise refuse("COL-009", pattern=pattern[:80])

    def _repeat(self, value: Any, start: int, pattern: str) -> int:
        least, most, inside = value
        for _ in range(least):
            start = self.build(inside, self._begun(start), pattern)
        end = self.state()
        self.free[start].append(end)
        if most == _parser.MAXREPEAT:
            loop = self.state()
            self.free[start].append(loop)
            back = self.build(inside, self._begun(loop), pattern)
            self.free[back] += [loop, end]
            return end
        for _ in range(most - least):
            start = self.build(inside, self._begun(start), pattern)
            self.free[start].append(end)
        return end

    def _begun(self, start: int) -> int:
        begin = self.state()
        self.free[start].append(begin)
        return begin


def _one_character(item: Any) -> re.Pattern[str]:
    return re.compile(_written(item), re.ASCII)


def _written(item: Any) -> str:
    """One class of characters, as a pattern of its own."""
    name, value = str(item[0]), item[1]
    if name == "ANY":
        return "."
    if name == "LITERAL":
        return re.escape(chr(value))
    if name == "NOT_LITERAL":
        return f"[^{re.escape(chr(value))}]"
    return f"[{''.join(_member(str(code), held) for code, held in value)}]"


def _member(name: str, value: Any) -> str:
    if name == "NEGATE":
        return "^"
    if name == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if name == "CATEGORY":
        kinds = {"DIGIT": "\\d", "SPACE": "\\s", "WORD": "\\w"}
        kind = kinds[str(value).removeprefix("CATEGORY_").removeprefix("NOT_")]
        return kind.upper() if "NOT_" in str(value) else kind
    return re.escape(chr(value))


@lru_cache(maxsize=128)
def _machine(pattern: str) -> tuple[Machine, int]:
    machine = Machine()
    tree = list(_parser.parse(pattern, re.ASCII))
    if tree and str(tree[-1][0]) == "AT" and str(tree[-1][1]) in ("AT_END", "AT_END_STRING"):
        tree.pop()  # the whole text is matched anyhow
    end = machine.build(tree, machine.state(), pattern)
    return machine, end


def _simulated(made: tuple[Machine, int], text: str, pattern: str) -> bool:
    machine, end = made
    steps = 0
    active = _closure(machine, {0})
    for letter in text:
        steps += len(active) + 1
        if steps > MAX_STEPS:
            raise refuse("COL-009", pattern=pattern[:80])
        reached = {
            machine.after[state]
            for state in active
            if (found := machine.classes[state]) is not None and found.match(letter)
        }
        active = _closure(machine, reached)
        if not active:
            return False
    return end in active


def _closure(machine: Machine, states: set[int]) -> set[int]:
    waiting, found = list(states), set(states)
    while waiting:
        for other in machine.free[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
