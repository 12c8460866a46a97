"""Indicators that every questionnaire gives by itself: one for each closed question, series, amount and other number.

Their keys are those that figures have had from the first: `needs.training`, `needs.replied`, `offences.2021.total`,
`offences.2021.missing.confidential`, `funds_amount.USD.2022`, `coverage.group.africa`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from attrs import evolve

from entraide.collection.domain.form import Form, Question
from entraide.kernel.text import Text

from ..figures import stem_and_year, without_year
from .indicator import Condition, Indicator, Measure, Suppression

CLOSED: Final = ("select_one", "select_multiple")
NUMBERS: Final = Suppression(contributors=3)
"""A sum may not give back one State's own figure: of two that keep theirs, each could work out the other's."""


@cache
def words() -> dict[str, Text]:
    """The method notes and labels of derived indicators, in six languages."""
    rows: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))
    return {name: Text.of(**text) for name, text in rows.items()}


def derived(form: Form) -> tuple[Indicator, ...]:
    """Every indicator of a questionnaire, coverage first, in the order of the paper."""
    return (*_coverage(), *_of_questions(form))


def _coverage() -> Iterator[Indicator]:
    said = words()

    def one(name: str, among: str, measure: Measure, by: tuple[str, ...] = ()) -> Indicator:
        return Indicator(
            f"coverage.{name}", among, measure, said[f"coverage.{name}"], said["method.coverage"], by,
            labels={"group": {"organisations": said["organisations"]}}, derived=True,
        )  # fmt: skip

    yield one("asked", "asked", Measure("count"))
    replied = Measure("share", when=(Condition("replied", "is", ("yes",)),))
    yield one("replied", "asked", replied)
    yield one("late", "replies", Measure("share", when=(Condition("standing", "is", ("late",)),)))
    yield one("group", "asked", replied, ("group",))
    yield one("language", "replies", Measure("part"), ("language",))


def _of_questions(form: Form) -> Iterator[Indicator]:
    seen: dict[str, list[str]] = {}
    for stem, year in map(stem_and_year, form.questions()):
        if stem:
            seen.setdefault(stem, []).append(year)
    for question in form.questions():
        stem, year = stem_and_year(question)
        if stem and year == seen[stem][0]:
            yield from _series(question, stem, tuple(seen[stem]))
        elif question.kind == "amount":
            yield from _amount(question)
        elif question.type in CLOSED and not question.repeat:
            yield from _choices(question)
        elif not stem and question.kind == "figure":
            yield from _number(question)


def _choices(question: Question) -> Iterator[Indicator]:
    said = words()
    labels = {"choice": {choice.value: choice.label for choice in question.choices}}
    chosen = Measure("share", when=(Condition("chosen", "is", ("yes",)),))
    yield Indicator(
        question.name, "options", chosen, question.label, said["method.choices"], ("choice",), question=question.name,
        values={"choice": tuple(labels["choice"])}, labels=labels, derived=True,
    )  # fmt: skip
    yield Indicator(
        f"{question.name}.replied", "answers", Measure("count"), _joined(question.label, said["replied"]),
        said["method.replied"], where=(Condition("answer", "given", ("yes",)),), question=question.name, derived=True,
    )  # fmt: skip


def _series(question: Question, stem: str, years: tuple[str, ...]) -> Iterator[Indicator]:
    said, label = words(), without_year(question.label, years[0])
    common = Indicator(
        f"{stem}.total", "series", Measure("sum", "number"), label, said["method.total"], ("year",), unit=stem,
        suppression=NUMBERS, question=stem, key=f"{stem}.{{year}}.total", values={"year": years}, derived=True,
    )  # fmt: skip
    yield common
    for name, measure in (("reporters", Measure("reporters", "number")), ("largest", Measure("largest", "number"))):
        yield evolve(
            common, name=f"{stem}.{name}", measure=measure, label=_joined(label, said[name]), method=said[f"method.{name}"],
            unit="replies" if name == "reporters" else "percent", key=f"{stem}.{{year}}.{name}",
            suppression=NUMBERS if name == "largest" else Suppression(),
        )  # fmt: skip
    yield evolve(
        common, name=f"{stem}.same", label=_joined(label, said["same"]), method=said["method.same"], same=True,
        key=f"{stem}.{{year}}.same",
    )  # fmt: skip
    yield evolve(
        common, name=f"{stem}.missing", population="series_cells", measure=Measure("reporters"), by=("year", "reason"), values={},
        label=_joined(label, said["missing"]), method=said["method.missing"], unit="replies",
        where=(Condition("reason", "not", ("given",)),), suppression=Suppression(),
        labels={"reason": {name: said[f"reason.{name}"] for name in REASONS}}, key=f"{stem}.{{year}}.missing.{{reason}}",
    )  # fmt: skip


REASONS: Final = ("blank", "not_applicable", "not_available", "not_collected", "confidential", "excluded")


def _amount(question: Question) -> Iterator[Indicator]:
    said = words()
    common = Indicator(
        question.name, "answers", Measure("sum", "number"), question.label, said["method.amount"], ("currency", "year"),
        unit="currency", suppression=NUMBERS, question=question.name, derived=True,
        where=(Condition("number", "given", ("yes",)),),
    )  # fmt: skip
    yield common
    yield evolve(
        common, name=f"{question.name}.amounts", measure=Measure("count"), label=_joined(question.label, said["amounts"]),
        method=said["method.amounts"], unit="amounts", suppression=Suppression(),
        key=f"{question.name}.{{currency}}.{{year}}.amounts",
    )  # fmt: skip


def _number(question: Question) -> Iterator[Indicator]:
    said = words()
    common = Indicator(
        f"{question.name}.median", "answers", Measure("median", "number"), _joined(question.label, said["median"]),
        said["method.median"], unit=question.name, suppression=NUMBERS, question=question.name, derived=True,
    )  # fmt: skip
    yield common
    yield evolve(
        common, name=f"{question.name}.reporters", measure=Measure("reporters", "number"), unit="replies",
        label=_joined(question.label, said["reporters"]), method=said["method.reporters"], suppression=Suppression(),
    )  # fmt: skip


def _joined(label: Text, more: Text) -> Text:
    """Two labels as one: what is counted, and how."""
    return Text({code: f"{text} – {more.shown_in(code).text}" for code, text in label.versions.items()}, label.statuses)
