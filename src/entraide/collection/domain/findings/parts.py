"""Figures that belong to one another: parts and their total, what comes later and what it comes from; what must go along."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..form import Question
from .found import Found
from .look import Look, declared


def sums(look: Look) -> Iterator[Found]:
    """COL-372: a total (`sum-of` names its parts) that is not the sum; with parts blank, only one that is too small."""
    for question in look.form.questions():
        for path in look.places.get(question.path, ()) if question.attributes.get("sum-of") else ():
            parts = [part for one in declared(question, "sum-of") for part in look.meant(one, path)]
            total, values = look.number(path), [look.number(part) for part in parts]
            given = [value for value in values if value is not None]
            if total is None or not given:
                continue
            added = sum(given, Decimal(0))
            if added > total or (added < total and len(given) == len(values)):
                yield look.found("sum", "COL-372", path, total=total, sum=added)


def downstream(look: Look) -> Iterator[Found]:
    """COL-373: more than what it was drawn from (`at-most`): convicted ≤ prosecuted ≤ suspected."""
    for question in look.form.questions():
        for path in look.places.get(question.path, ()) if question.attributes.get("at-most") else ():
            value = look.number(path)
            for reference in declared(question, "at-most"):
                for above in look.meant(reference, path):
                    most = look.number(above)
                    if value is not None and most is not None and value > most:
                        number = look.question(above).number
                        yield look.found("above", "COL-373", path, value=value, most=most, number=number)


def needs(look: Look) -> Iterator[Found]:
    """COL-375: an answer without what must go along with it: `needs`, when the answer is `needs-when`."""
    for question in look.form.questions():
        for path in look.places.get(question.path, ()) if question.attributes.get("needs") else ():
            if _calls(question, look.values.get(path, "")):
                lacking = [
                    look.question(other).number
                    for reference in declared(question, "needs")
                    for other in look.meant(reference, path)
                    if look.blank(other)
                ]
                if lacking:
                    yield look.found("needs", "COL-375", path, numbers=", ".join(lacking))


def _calls(question: Question, value: str) -> bool:
    """A choice of yes and no calls for more with its yes; anything else with any answer."""
    wanted = question.attributes.get("needs-when", "") or ("yes" if question.choice("yes") else "")
    return value in wanted.split() if wanted else bool(value)


def amounts(look: Look) -> Iterator[Found]:
    """COL-376: an amount without the currency or the method that stand beside it."""
    for question in look.form.questions():
        beside = _beside(look, question) if question.kind == "amount" and not question.attributes.get("needs") else ()
        for path in look.places.get(question.path, ()) if beside else ():
            lacking = [
                look.question(other).number
                for one in beside
                for other in look.meant(one.path, path)
                if look.blank(other)
            ]
            if look.values.get(path) and lacking:
                yield look.found("amount", "COL-376", path, numbers=", ".join(lacking))


def _beside(look: Look, question: Question) -> tuple[Question, ...]:
    parent = question.path.rsplit("/", 1)[0]
    return tuple(
        one
        for one in look.form.questions()
        if one.path.rsplit("/", 1)[0] == parent and (one.kind == "currency" or one.name.endswith("method"))
    )
