"""Says an expression in words, in six languages: `/data/law/offence = 'yes'` → question 1 is “Yes”."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from attrs import evolve, frozen

from entraide.kernel.languages import Language

from ..form import Form, Question
from ..xpath.tree import Binary, Call, Expression, NameTest, Negation, Number, Path, Step, Text, Tree, Union
from .resolving import constant, container, place_of

_COMPARED: Final = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_NAMED: Final = {
    "today": "today", "now": "now", "true": "always", "false": "never", "count": "count", "sum": "sum", "max": "max",
    "min": "min", "count-selected": "count_selected", "string-length": "length", "regex": "regex", "if": "if",
    "coalesce": "coalesce", "count-non-empty": "count",
}  # fmt: skip
_SILENT: Final = frozenset({"number", "string", "int", "boolean", "once", "date", "randomize"})
LISTED: Final = "*"
"""Where names are columns of a list and not questions."""
_ARITHMETIC: Final = {"+": "+", "-": "−", "*": "×", "div": "÷", "mod": "mod"}


@cache
def _vocabulary() -> Mapping[str, Mapping[Language, str]]:
    text = files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: dict[str, dict[Language, str]] = yaml.safe_load(text)
    return words


@frozen
class Speaker:
    """Says the expressions of one form in one language."""

    form: Form
    language: Language

    def says(self, expression: Expression | None, base: str) -> str:
        """An expression that stands at `base`; "" for none."""
        return self._say(expression.tree, base, "", base) if expression is not None else ""

    def word(self, key: str, a: str = "", b: str = "", c: str = "") -> str:
        """One of the words, filled in."""
        text = _vocabulary()[key][self.language]
        return text.replace("{a}", a).replace("{b}", b).replace("{c}", c)

    def names(self, question: Question) -> str:
        """A question by its number; a hidden one by its name."""
        return self.word("question", question.number) if question.number else self.word("computed", question.name)

    def _say(self, tree: Tree, base: str, around: str, current: str) -> str:
        match tree:
            case Binary(operator, left, right):
                return self._binary(operator, left, right, base, around, current)
            case Call(name, arguments):
                return self._call(name, arguments, base, around, current)
            case Path():
                return self._path(tree, base, current)
            case Negation(operand):
                return f"−{self._say(operand, base, 'x', current)}"
            case Number(value):
                return f"{int(value)}" if value == int(value) else f"{value}"
            case Text(value):
                return self.word("quoted", value) if value else self.word("nothing")
            case Union(left, right):
                return self.word("and", self._say(left, base, "", current), self._say(right, base, "", current))
            case _:
                return "?"

    def _binary(self, operator: str, left: Tree, right: Tree, base: str, around: str, current: str) -> str:
        if operator in ("and", "or"):
            said = self.word(
                operator, self._say(left, base, operator, current), self._say(right, base, operator, current)
            )
            return self.word("group", said) if around not in ("", operator) else said
        if operator in _COMPARED:
            return self._compared(operator, left, right, base, current)
        said = f"{self._say(left, base, operator, current)} {_ARITHMETIC[operator]} {self._say(right, base, operator, current)}"
        return self.word("group", said) if around in _ARITHMETIC and around != operator else said

    def _compared(self, operator: str, left: Tree, right: Tree, base: str, current: str) -> str:
        if constant(left) is not None and constant(right) is None:
            turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
            return self._compared(turned, right, left, base, current)
        what = self._say(left, base, "x", current)
        if constant(right) == "" and operator in ("=", "!="):
            return self.word("blank" if operator == "=" else "given", what)
        return self.word(
            _COMPARED[operator], what, self._value(right, self._question(left, base, current), base, current)
        )

    def _value(self, tree: Tree, question: Question | None, base: str, current: str) -> str:
        """A value as it reads beside a question: the label of the choice that it is."""
        value = constant(tree)
        choice = question.choice(value) if question and isinstance(value, str) else None
        if choice is not None and choice.label:
            return self.word("quoted", choice.label.shown_in(self.language).text)
        return self._say(tree, base, "x", current)

    def _call(self, name: str, arguments: tuple[Tree, ...], base: str, around: str, current: str) -> str:
        if name == "selected" and len(arguments) == 2:
            return self._selected("includes", arguments, base, current)
        if name == "not" and len(arguments) == 1:
            inner = arguments[0]
            if isinstance(inner, Call) and inner.name == "selected" and len(inner.arguments) == 2:
                return self._selected("excludes", inner.arguments, base, current)
            return self.word("not", self._say(inner, base, "", current))
        if name in _SILENT and len(arguments) == 1:
            return self._say(arguments[0], base, around, current)
        if name == "instance" and arguments:
            return self.word("list", str(constant(arguments[0])))
        said = [self._say(one, base, "", current) for one in arguments]
        if name in _NAMED and len(said) <= 3:
            return self.word(_NAMED[name], *said)
        return f"{name}({', '.join(said)})"

    def _selected(self, key: str, arguments: tuple[Tree, ...], base: str, current: str) -> str:
        what, value = arguments
        said = self._value(value, self._question(what, base, current), base, current)
        return self.word(key, self._say(what, base, "x", current), said)

    def _path(self, path: Path, base: str, current: str) -> str:
        plain = evolve(path, steps=tuple(Step(step.axis, step.test) for step in path.steps))
        what = self._plain(plain, base, current)
        for step in path.steps:
            for predicate in step.predicates:
                at = LISTED if _is_list(path) else (self._at(plain, base, current) or LISTED)
                what = self.word("where", what, self._say(predicate, at, "", current))
        return what

    def _plain(self, path: Path, base: str, current: str) -> str:
        """A path without conditions."""
        if isinstance(path.start, Call) and path.start.name == "instance":
            return self._say(path.start, base, "", current)
        at = self._at(path, base, current)
        if at == current:
            return self.word("answer")
        if at and self.form.has(at):
            return self.names(self.form.question(at))
        block = container(at, self.form)
        if block is not None:
            return self.word("block", self.word("quoted", block.label.shown_in(self.language).text or block.name))
        names = [step.test.local if isinstance(step.test, NameTest) else ".." for step in path.steps]
        return self.word("column", names[0]) if base == LISTED and len(names) == 1 else "/".join(names) or "."

    def _at(self, path: Tree, base: str, current: str) -> str:
        """The path of the form that is meant; "" for none."""
        if not isinstance(path, Path):
            return ""
        if isinstance(path.start, Call) and path.start.name == "current":
            path, base = evolve(path, start=None), current
        if base == LISTED and not path.absolute:
            return ""
        place = place_of(path, base, self.form)
        return place.path if place else ""

    def _question(self, tree: Tree, base: str, current: str) -> Question | None:
        at = self._at(tree, base, current)
        return self.form.question(at) if at and self.form.has(at) else None


def _is_list(path: Path) -> bool:
    return isinstance(path.start, Call) and path.start.name == "instance"
