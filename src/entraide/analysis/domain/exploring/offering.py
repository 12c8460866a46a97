"""What may be chosen: the questions that a subject can be asked about, and the values that stand in a set."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
from attrs import frozen

from entraide.collection.domain.form import Form, Question
from entraide.kernel.text import Text

from ..engine.naming import namer
from ..figures import stem_and_year, without_year
from ..indicators.populations import POPULATIONS
from ..indicators.sql import quoted
from .asking import Subject

MOST = 300


@frozen
class Asked:
    """A question or a series by the name figures have, its number on paper and its words."""

    name: str
    number: str
    label: Text


@frozen
class Offer:
    """What a page offers for the question at hand; `values` by field."""

    questions: tuple[Asked, ...]
    fields: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


def questions_for(subject: Subject, form: Form) -> tuple[Asked, ...]:
    """Those of the questionnaire that the subject counts, in the order of the paper; a series stands once."""
    if subject == "options":
        return tuple(_asked(one) for one in form.questions() if one.choices and not one.repeat)
    if subject == "answers":
        return tuple(_asked(one) for one in form.questions() if _counts(one) and not stem_and_year(one)[0])
    if subject == "series":
        found: dict[str, Asked] = {}
        for one in form.questions():
            stem, year = stem_and_year(one)
            if stem and year and _counts(one):
                found.setdefault(stem, Asked(stem, one.number, without_year(one.label, year)))
        return tuple(found.values())
    return ()


def amounts(form: Form) -> frozenset[str]:
    """Questions that ask for money: never added across currencies."""
    return frozenset(one.name for one in form.questions() if one.kind == "amount")


def _counts(one: Question) -> bool:
    return one.type in ("integer", "decimal") and one.kind != "year"


def _asked(one: Question) -> Asked:
    return Asked(one.name, one.number, one.label)


def values_in(
    connection: duckdb.DuckDBPyConnection, subject: Subject, field: str, question: str = ""
) -> tuple[str, ...]:
    """The values of a field that stand in the set, in their order; at most 300."""
    among = POPULATIONS[subject]
    of = among.fields[field]
    told = [f"{among.question} = {quoted(question)}"] if question and among.question else []
    where = " AND ".join([*told, *([among.where] if among.where else [])]) or "1 = 1"
    # Every name below is one of ours; the question is quoted.
    rows = connection.execute(
        f"SELECT DISTINCT {of.sql} AS v FROM {among.source} WHERE {where} ORDER BY v LIMIT {MOST}"  # noqa: S608
    ).fetchall()
    written = namer(of)
    return tuple(written(value) for (value,) in rows if value is not None and value != "")
