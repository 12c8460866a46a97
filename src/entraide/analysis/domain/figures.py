"""What figures are, and what of a questionnaire they are made of; the engine counts them.

Every figure names the submissions that were counted, so it can be followed back.

Rules: a share stands beside its count and its N; N is those who replied to the question; blank is not zero; a figure that
was not given is told apart by the reason (not applicable, not available, not collected, confidential, blank).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from entraide.collection.domain.form import Form, Question
from entraide.kernel.text import Text

from .frozen import Answered, Frozen

_SERIES = re.compile(r"^(?P<stem>.+)_(?P<year>(?:19|20)\d{2})$")


@frozen
class Figure:
    """A number, the N it stands beside (0 for none), and the submissions counted in it.

    `unit` names what is counted (`replies`, `objects`, `USD` …), `low` and `high` bound it at `level` per cent (a share: in
    per cent of all that were asked; a count that is too small to be told: at level 0, in numbers), `largest` is the largest
    reporter's share of the value in per cent. A figure that may not be printed has the reason in `held`
    (a code with words in six languages: `few`, `subtraction`, `empty`, `apart`, `recall`, `dropped` …), and its value is
    then never shown.
    """

    key: str
    value: Decimal
    base: int = 0
    submissions: tuple[int, ...] = ()
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    level: int = 0
    largest: Decimal | None = None
    held: str = ""
    contributors: int = 0
    """How many reporters stand in it; 0 where that was not counted."""
    excluded: int = 0
    """How many answers or records were left out of it because of a finding (a negative count, a part above its total …)."""

    @property
    def share(self) -> Decimal | None:
        """`value` of `base` in per cent, to one decimal; None without a base."""
        return (self.value * 100 / self.base).quantize(Decimal("0.1")) if self.base else None


@frozen
class ChoiceRow:
    """How many gave one choice."""

    value: str
    label: Text
    figure: Figure


@frozen
class ChoiceTable:
    """A closed question: N that replied to it, and each choice."""

    question: str
    number: str
    label: Text
    replied: Figure
    rows: tuple[ChoiceRow, ...]


@frozen
class YearRow:
    """One year of a series: the sum over those who gave a number, how many did, and why the others did not."""

    year: str
    total: Figure
    reporters: Figure
    largest: Figure
    """The largest single reporter's share of the total is told beside it; its entity is not."""
    missing: Mapping[str, Figure]


@frozen
class Series:
    """A figure asked year by year."""

    stem: str
    number: str
    label: Text
    years: tuple[YearRow, ...]


@frozen
class Money:
    """A sum in one currency and one year, over the amounts reported in it: never converted, never a world total."""

    question: str
    currency: str
    year: str
    total: Figure
    amounts: Figure


@frozen
class Words:
    """What a reply said in words; its language is that of the reply, its audience that of the answer."""

    question: str
    text: str
    language: str
    entity: str
    submission: int
    audience: str


@frozen
class Coverage:
    """Who was asked and who replied: by regional group and by language of the reply."""

    asked: Figure
    replied: Figure
    late: Figure
    groups: tuple[tuple[str, Figure], ...]
    languages: tuple[tuple[str, Figure], ...]
    silent: tuple[str, ...]


def without_year(label: Text, year: str) -> Text:
    """The label of a series: that of its first year without the year and the words and punctuation that held it."""
    held = re.compile(_HELD.replace("YEAR", year))
    cut = {language: _tidy(held.sub("", text)) for language, text in label.versions.items()}
    return Text(cut, label.statuses)


_HELD = (
    r"\s*[\(（,،，:：–-]?\s*(?:\b(?:in|for|en|pour|durante|de|за|в)\s+)?(?:(?:في|خلال)\s+)?(?:(?:سنة|عام)\s+)?"
    r"(?<!\d)YEAR(?!\d)(?:\s*(?:г\.|году|год|年))?[\)）]?"
)


def _tidy(text: str) -> str:
    return text.strip(" ,،:–-")


def decimal(value: str) -> Decimal | None:
    """A canonical number; None for blank and for what is not a number."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return None
    return Decimal(value)


@frozen
class Given:
    """The answers behind a sum, as they were given: what they may tell is for whoever prints the sum to decide."""

    question: Question
    answers: tuple[Answered, ...]


def given_years(frozen_set: Frozen, form: Form) -> dict[str, Given]:
    """By series and year (`offences.2021`): the numbers that a sum counts; years that nobody gave a number for as well."""
    answers = _by_question(frozen_set)
    found = {}
    for question in form.questions():
        stem, year = stem_and_year(question)
        if stem:
            found[f"{stem}.{year}"] = Given(question, tuple(_counted(frozen_set, answers[question.path])))
    return found


def given_amounts(frozen_set: Frozen, form: Form) -> dict[str, Given]:
    """By question, currency and year (`funds_amount.USD.2022`): the amounts that a sum counts."""
    answers, values = _by_question(frozen_set), {(row.submission, row.path): row.value for row in frozen_set.answers}
    found: dict[str, Given] = {}
    for question in form.questions():
        if question.kind == "amount":
            beside = siblings(form, question)
            for row in _counted(frozen_set, answers[question.path]):
                stem = row.path.rsplit("/", 1)[0]
                near = {kind: values.get((row.submission, f"{stem}/{name}"), "") for kind, name in beside.items()}
                key = f"{question.name}.{near['currency'].upper() or 'unknown'}.{near['year'] or 'undated'}"
                found[key] = Given(question, (*(found[key].answers if key in found else ()), row))
    return found


def _by_question(frozen_set: Frozen) -> defaultdict[str, list[Answered]]:
    rows: defaultdict[str, list[Answered]] = defaultdict(list)
    for row in frozen_set.answers:
        rows[row.question].append(row)
    return rows


def _counted(frozen_set: Frozen, answers: Iterable[Answered]) -> Iterator[Answered]:
    return (row for row in answers if decimal(row.value) is not None and frozen_set.sound(row))


def siblings(form: Form, amount: Question) -> dict[str, str]:
    """The names of the currency, the year and the method of an amount: the nearest of their kind in the same place."""
    place = amount.path.rsplit("/", 1)[0]
    order = [question for question in form.questions() if question.path.rsplit("/", 1)[0] == place]
    at = order.index(amount)
    found = {}
    for kind in ("currency", "year"):
        near = sorted((abs(order.index(q) - at), q.name) for q in order if q.kind == kind)
        found[kind] = near[0][1] if near else ""
    method = amount.name.removesuffix("_value") + "_method"
    found["method"] = method if any(one.name == method for one in order) else ""
    return found


def stem_and_year(question: Question) -> tuple[str, str]:
    """The series that a figure belongs to and its year (`offences_2021`); empty for what is not asked year by year."""
    match = _SERIES.match(question.name) if question.kind == "figure" and not question.repeat else None
    return (match["stem"], match["year"]) if match else ("", "")


def words(frozen_set: Frozen, form: Form, name: str) -> tuple[Words, ...]:
    """What replies said to one open question, by entity."""
    path = next((question.path for question in form.questions() if question.name == name), "")
    told = [row for row in frozen_set.answers if row.question == path and row.value.strip()]
    replies = {row.submission: row for row in frozen_set.replies}
    return tuple(
        Words(
            name,
            row.value.strip(),
            reply.language,
            reply.entity,
            row.submission,
            row.audience,
        )
        for row in told
        for reply in [replies[row.submission]]
    )
