"""Conditions of the questionnaire as spreadsheet formulas, for the part of the language that a sheet can follow.

What cannot be said (regular expressions, lists filtered by answers, nodes of several rows compared) is `Unsaid`: it is
judged after the upload, and the instructions of the workbook name the questions. Where a sheet differs for good: a
division by zero is no number (the judge says infinity), texts are compared to 32,767 characters, and what is typed into a
grey cell of a table counts for the other formulas of its row until the upload.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ..xpath.tree import Binary, Call, NameTest, Negation, Number, Path, Text, Tree, TypeTest, Union, Variable
from . import places
from .formula_calls import CALLS
from .places import Finder, Found, Kind, Place, Unsaid, plain_number, quoted
from .saying import Said, equal, measured, number_of, text_of, truth_of

LENGTH_LIMIT: Final = 8_000
"""Characters of a formula; the programs take 8,192."""
VALIDATION_LIMIT: Final = 255
"""Characters of the formula of a data validation."""
_COMPARED: Final = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MIRROR: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@frozen
class Speech:
    """Says trees as formulas, in the context of the node at `context`."""

    context: str
    find: Finder

    def say(self, tree: Tree) -> Said:
        """The formula of a tree."""
        match tree:
            case Number(value):
                return Said(plain_number(value), "number")
            case Text(value):
                return Said(quoted(value), "text", literal=value)
            case Negation(operand):
                return Said(f"-({self.number(operand)})", "number")
            case Binary():
                return self._binary(tree)
            case Call(name, arguments) if name in CALLS:
                return CALLS[name](self, arguments)
            case Path():
                return _of_place(self.place(tree))
            case Call() | Union() | Variable():
                raise Unsaid

    def place(self, tree: Tree) -> Place:
        """The one cell or cells of a question."""
        found = self.found(tree)
        if not isinstance(found, Place):
            raise Unsaid
        return found

    def found(self, tree: Tree) -> Found:
        """What a plain path leads to."""
        path = path_of(tree, self.context)
        return self.find(path) if path else None

    def number(self, tree: Tree) -> str:
        """As a number; an error where there is none."""
        return number_of(self.say(tree))

    def text(self, tree: Tree) -> str:
        """As a text."""
        return text_of(self.say(tree))

    def truth(self, tree: Tree) -> str:
        """As a truth; never an error."""
        return truth_of(self.say(tree))

    def _binary(self, tree: Binary) -> Said:
        if tree.operator in ("and", "or"):
            return Said(f"{tree.operator.upper()}({self.truth(tree.left)},{self.truth(tree.right)})", "boolean")
        if tree.operator in _COMPARED:
            return Said(self._compared(tree.operator, tree.left, tree.right), "boolean")
        left, right = self.number(tree.left), self.number(tree.right)
        if tree.operator == "mod":
            return Said(f"({left}-({right})*TRUNC({left}/({right})))", "number")
        sign = "/" if tree.operator == "div" else tree.operator
        return Said(f"({left}{sign}{right})", "number")

    def _compared(self, operator: str, left: Tree, right: Tree) -> str:
        if isinstance(left, Text) and not isinstance(right, Text):
            return self._compared(_MIRROR[operator], right, left)
        one, other = self.say(left), self.say(right)
        if operator in ("=", "!="):
            return equal(one, other, operator)
        return f"IFERROR({measured(one, other)}{_COMPARED[operator]}{measured(other, one)},FALSE)"


def formula(tree: Tree, context: str, find: Finder) -> str | None:
    """The formula for a condition at the node `context`, without the leading `=`; None when it cannot be said."""
    try:
        return condition(tree, context, find)
    except Unsaid:
        return None


def condition(tree: Tree, context: str, find: Finder) -> str:
    """The same; `Unsaid` when it cannot be said or becomes too long."""
    said = Speech(context, find).truth(tree)
    if len(said) > LENGTH_LIMIT:
        raise Unsaid
    return said


def worth(tree: Tree, context: str, find: Finder) -> tuple[str, Kind]:
    """The formula of a calculation, showing nothing where there is no number, and the kind of what it gives."""
    said = Speech(context, find).say(tree)
    kind: Kind = "text" if said.kind == "boolean" else said.kind
    if said.place is not None and said.place.question.numeric:
        kind = "number"
    text = text_of(said) if kind == "text" else _plain(said)
    shown = f'IFERROR({text},"")'
    if len(shown) > LENGTH_LIMIT:
        raise Unsaid
    return shown, kind


def path_of(tree: Tree, context: str) -> str | None:
    """The path of the node that a plain location path leads to; None for predicates and other axes."""
    if not isinstance(tree, Path):
        return None
    if tree.start is not None and not (tree.start == Call("current", ()) and not tree.start_predicates):
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


def _plain(said: Said) -> str:
    return said.text if said.place is None else places.number_at(said.place)


def _of_place(place: Place) -> Said:
    return Said(kind=place.kind or "text", place=place)
