"""What a path in an expression means: a question of the form, a block of rows, a list."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..form import Form, Group, Question, Repeat, Section
from ..xpath.tree import Binary, Call, Expression, NameTest, Negation, Number, Path, Text, Tree, TypeTest, Union


@frozen
class Place:
    """A path of the form as an expression at `base` reaches it. `single`: it is one value there, and not one per row."""

    path: str
    single: bool


def place_of(tree: Tree, base: str, form: Form) -> Place | None:
    """Where a path leads that goes down and up only; None for any other."""
    if not isinstance(tree, Path) or tree.start_predicates or any(step.predicates for step in tree.steps):
        return None
    at = "" if tree.absolute else base
    if tree.start is not None and not (isinstance(tree.start, Call) and tree.start.name == "current"):
        return None
    for step in tree.steps:
        if step.axis == "child" and isinstance(step.test, NameTest) and step.test.local != "*" and not step.test.prefix:
            at = f"{at}/{step.test.local}"
        elif step.axis == "parent" and isinstance(step.test, TypeTest):
            at = at.rsplit("/", 1)[0]
        elif not (step.axis == "self" and isinstance(step.test, TypeTest)):
            return None
    around = {one.path for one in form.repeats() if at.startswith(one.path + "/")}
    here = {one.path for one in form.repeats() if base == one.path or base.startswith(one.path + "/")}
    return Place(at, not around or (not tree.absolute and around <= here))


def question_at(tree: Tree, base: str, form: Form) -> Question | None:
    """The question that a path leads to."""
    place = place_of(tree, base, form)
    return form.question(place.path) if place and form.has(place.path) else None


def container_at(tree: Tree, base: str, form: Form) -> Section | Group | Repeat | None:
    """The section, group or block of rows that a path leads to."""
    place = place_of(tree, base, form)
    return container(place.path, form) if place else None


def container(path: str, form: Form) -> Section | Group | Repeat | None:
    """The section, group or block of rows at a path."""
    inner = (item for item in form.items() if isinstance(item, Group | Repeat) and item.path == path)
    return next(inner, next((one for one in form.sections if one.path and one.path == path), None))


def constant(tree: Tree) -> str | float | None:
    """A text or number written out; a negative number as well."""
    match tree:
        case Text(value):
            return value
        case Negation(operand):
            found = constant(operand)
            return -found if isinstance(found, float) else None
        case Number(number):
            return number
    return None


def parts(tree: Tree) -> Iterator[Tree]:
    """Every part of an expression that is read at its own base: what stands in predicates is left out."""
    yield tree
    match tree:
        case Binary(_, left, right) | Union(left, right):
            yield from parts(left)
            yield from parts(right)
        case Negation(operand):
            yield from parts(operand)
        case Call(_, arguments):
            for argument in arguments:
                yield from parts(argument)


def expressions(form: Form) -> Iterator[tuple[str, str, Expression]]:
    """Place, kind (`relevant`, `calculation`, `constraint`, `required`, `choices`, `count`) and expression of all logic."""
    for section in form.sections:
        if section.relevant is not None and section.path:
            yield section.path, "relevant", section.relevant
    for item in (*form.items(), *form.hidden):
        if item.relevant is not None:
            yield item.path, "relevant", item.relevant
        if isinstance(item, Repeat) and item.count_limit is not None:
            yield item.path, "count", item.count_limit
        if isinstance(item, Question):
            said = (
                ("calculation", item.calculation), ("constraint", item.constraint), ("required", item.required),
                ("choices", item.choice_filter),
            )  # fmt: skip
            yield from ((item.path, kind, one) for kind, one in said if one is not None)


__all__ = ["Place", "constant", "container", "container_at", "expressions", "parts", "place_of", "question_at"]
