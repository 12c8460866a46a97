"""Conditions of the questionnaire as spreadsheet formulas, for the part of the language that a sheet can follow.

Whatever cannot be said (other functions, questions on other sheets) gives None and is judged after the upload only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from ..form import Question
from ..xpath.tree import Binary, Call, NameTest, Number, Path, Text, Tree, TypeTest

LITERAL_LIMIT: Final = 250
_COMPARED: Final = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@frozen
class Place:
    """Where a question is answered: the addresses of its cell or, for several choices, of each choice's cell."""

    question: Question
    cells: tuple[str, ...]
    labels: tuple[str, ...] = ()

    def chosen(self, value: str) -> str | None:
        """A formula that is true when the choice `value` is taken."""
        index = next((i for i, choice in enumerate(self.question.choices) if choice.value == value), None)
        if index is None or (self.labels and len(self.labels[index]) > LITERAL_LIMIT):
            return None
        if len(self.cells) > 1 or self.question.type == "select_multiple":
            return f'{self.cells[index]}<>""' if index < len(self.cells) > 1 else None
        return f"{self.cells[0]}={_quoted(self.labels[index])}"

    def filled(self) -> str:
        """A formula that is true when anything is answered."""
        parts = [f'{cell}<>""' for cell in self.cells]
        return parts[0] if len(parts) == 1 else f"OR({','.join(parts)})"


Finder = Callable[[str], "Place | None"]
"""From the path of a question to its place on the same sheet."""


def formula(tree: Tree, context: str, find: Finder) -> str | None:
    """The formula for a condition in the context of the node at path `context`, without the leading `=`."""
    if isinstance(tree, Binary) and tree.operator in ("and", "or"):
        left, right = formula(tree.left, context, find), formula(tree.right, context, find)
        return f"{tree.operator.upper()}({left},{right})" if left and right else None
    if isinstance(tree, Binary) and tree.operator in _COMPARED:
        return _comparison(tree, context, find)
    if isinstance(tree, Call):
        return _call(tree, context, find)
    return None


def path_of(tree: Tree, context: str) -> str | None:
    """The path of the node that a plain location path leads to; None for predicates and other axes."""
    if not isinstance(tree, Path) or tree.start is not None:
        return None
    parts = [] if tree.absolute else context.strip("/").split("/")
    for step in tree.steps:
        if step.predicates:
            return None
        if step.axis == "parent" and parts:
            parts.pop()
        elif step.axis == "child" and isinstance(step.test, NameTest):
            parts.append(step.test.local)
        elif not (step.axis == "self" and isinstance(step.test, TypeTest)):
            return None
    return "/" + "/".join(parts)


def _comparison(tree: Binary, context: str, find: Finder) -> str | None:
    left, right = _place(tree.left, context, find), _place(tree.right, context, find)
    sign = _COMPARED[tree.operator]
    if left and right:
        a, b = left.cells[0], right.cells[0]
        return f"AND(ISNUMBER({a}),ISNUMBER({b}),{a}{sign}{b})" if _numbers(left, right) else None
    if left and isinstance(tree.right, Text) and tree.operator in ("=", "!="):
        return _equality(left, tree.right.value, tree.operator)
    if left and isinstance(tree.right, Number) and _numbers(left):
        return f"AND(ISNUMBER({left.cells[0]}),{left.cells[0]}{sign}{tree.right.value:g})"
    return None


def _equality(place: Place, value: str, operator: str) -> str | None:
    if value == "":
        positive: str | None = f"NOT({place.filled()})"
    elif place.question.type == "select_one":
        positive = place.chosen(value)
    else:
        positive = f"{place.cells[0]}={_quoted(value)}" if place.question.type == "text" else None
    return positive if operator == "=" or positive is None else f"NOT({positive})"


def _call(tree: Call, context: str, find: Finder) -> str | None:
    if tree.name in ("true", "false") and not tree.arguments:
        return f"{tree.name.upper()}()"
    if tree.name == "not" and len(tree.arguments) == 1:
        inner = formula(tree.arguments[0], context, find)
        return f"NOT({inner})" if inner else None
    if tree.name == "selected" and len(tree.arguments) == 2 and isinstance(tree.arguments[1], Text):
        place = _place(tree.arguments[0], context, find)
        return place.chosen(tree.arguments[1].value) if place else None
    return None


def _place(tree: Tree, context: str, find: Finder) -> Place | None:
    path = path_of(tree, context)
    return find(path) if path else None


def _numbers(*places: Place) -> bool:
    return all(place.question.numeric and len(place.cells) == 1 for place in places)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
