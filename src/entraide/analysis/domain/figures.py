"""Figures of a frozen set. Every figure names the submissions that were counted, so it can be followed back.

Rules: a share stands beside its count and its N; N is those who replied to the question; blank is not zero; a figure that
was not given is told apart by the reason (not applicable, not available, not collected, confidential, blank).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from entraide.collection.domain.form import Form, Question
from entraide.kernel.text import Text

from .frozen import Answered, Frozen

BLANK = "blank"
EXCLUDED = "excluded"
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
    given: tuple[Answered, ...]
    """The answers that were added up: what they may tell is for whoever prints the sum to decide."""


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
    given: tuple[Answered, ...]
    """The answers that were added up."""


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


def coverage(frozen_set: Frozen) -> Coverage:
    """The response: N asked, replied, late; each regional group's own N ('' are organisations)."""
    replies = frozen_set.replies
    everyone = tuple(row.submission for row in replies)
    asked_by_group = Counter(row.group for row in frozen_set.asked)
    groups = tuple(
        (
            group,
            _count(
                f"coverage.group.{group or 'organisations'}", (r.submission for r in replies if r.group == group), n
            ),
        )
        for group, n in sorted(asked_by_group.items(), key=lambda pair: (pair[0] == "", pair[0]))
    )
    languages = tuple(
        (
            language,
            _count(
                f"coverage.language.{language}", (r.submission for r in replies if r.language == language), len(replies)
            ),
        )
        for language in sorted({row.language for row in replies})
    )
    heard = {row.entity for row in replies}
    return Coverage(
        Figure("coverage.asked", Decimal(len(frozen_set.asked)), 0, everyone),
        _count("coverage.replied", everyone, len(frozen_set.asked)),
        _count("coverage.late", (row.submission for row in replies if row.late), len(replies)),
        groups,
        languages,
        tuple(row.entity for row in frozen_set.asked if row.entity not in heard),
    )  # fmt: skip


def _count(key: str, submissions: Iterable[int], base: int) -> Figure:
    counted = tuple(sorted(submissions))
    return Figure(key, Decimal(len(counted)), base, counted)


def _by_question(frozen_set: Frozen) -> dict[str, list[Answered]]:
    rows: dict[str, list[Answered]] = defaultdict(list)
    for row in frozen_set.answers:
        rows[row.question].append(row)
    return rows


def choice_tables(frozen_set: Frozen, form: Form) -> tuple[ChoiceTable, ...]:
    """Every closed question outside repeats, in the order of the paper."""
    answers = _by_question(frozen_set)
    closed = (q for q in form.questions() if q.type in ("select_one", "select_multiple") and not q.repeat)
    return tuple(_choice_table(question, answers.get(question.path, [])) for question in closed)


def _choice_table(question: Question, answers: list[Answered]) -> ChoiceTable:
    given = [row for row in answers if row.value]
    replied = _count(f"{question.name}.replied", (row.submission for row in given), 0)
    rows = tuple(
        ChoiceRow(
            choice.value,
            choice.label,
            _count(
                f"{question.name}.{choice.value}",
                (row.submission for row in given if choice.value in row.value.split()),
                len(given),
            ),
        )
        for choice in question.choices
    )
    return ChoiceTable(question.name, question.number, question.label, replied, rows)


def series(frozen_set: Frozen, form: Form) -> tuple[Series, ...]:
    """Figures asked year by year (`offences_2021`, `offences_2022` …), each as one series."""
    answers = _by_question(frozen_set)
    stems: dict[str, list[tuple[str, Question]]] = defaultdict(list)
    for question in form.questions():
        stem, year = stem_and_year(question)
        if stem:
            stems[stem].append((year, question))
    return tuple(
        Series(
            stem,
            rows[0][1].number,
            without_year(rows[0][1].label, rows[0][0]),
            tuple(_year_row(stem, year, answers.get(question.path, []), frozen_set) for year, question in rows),
        )
        for stem, rows in stems.items()
    )


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


def _year_row(stem: str, year: str, answers: list[Answered], frozen_set: Frozen) -> YearRow:
    given = tuple(row for row in answers if decimal(row.value) is not None and frozen_set.sound(row))
    numbers = [(row.submission, Decimal(row.value)) for row in given]
    key = f"{stem}.{year}"
    counted = tuple(sorted(submission for submission, _value in numbers))
    total = sum((value for _submission, value in numbers), Decimal(0))
    largest = max(numbers, key=lambda pair: (pair[1], -pair[0]), default=(0, Decimal(0)))
    return YearRow(
        year,
        Figure(f"{key}.total", total, 0, counted),
        Figure(f"{key}.reporters", Decimal(len(numbers)), len(frozen_set.replies), counted),
        Figure(f"{key}.largest", _percent(largest[1], total), 0, (largest[0],) if numbers else ()),
        _missing(key, answers, frozen_set),
        given,
    )


def _missing(key: str, answers: list[Answered], frozen_set: Frozen) -> dict[str, Figure]:
    """Why there is no figure, reason by reason; a reply without the cell left it blank."""
    reasons: dict[str, list[int]] = defaultdict(list)
    for row in answers:
        if decimal(row.value) is None:
            reasons[row.missing or BLANK].append(row.submission)
        elif not frozen_set.sound(row):
            reasons[EXCLUDED].append(row.submission)
    silent = {row.submission for row in frozen_set.replies} - {row.submission for row in answers}
    reasons[BLANK] += silent
    base = len(frozen_set.replies)
    return {reason: _count(f"{key}.missing.{reason}", who, base) for reason, who in sorted(reasons.items()) if who}


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1")) if whole else Decimal(0)


def decimal(value: str) -> Decimal | None:
    """A canonical number; None for blank and for what is not a number."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return None
    return Decimal(value)


def money(frozen_set: Frozen, form: Form) -> tuple[Money, ...]:
    """Sums of amounts by question, currency and year. Currency and year stand beside the amount in its group or row."""
    values = {(row.submission, row.path): row.value for row in frozen_set.answers}
    sums: dict[tuple[str, str, str], list[Answered]] = defaultdict(list)
    for question in form.questions():
        if question.kind != "amount":
            continue
        beside = siblings(form, question)
        for row in frozen_set.answers:
            if row.question != question.path or decimal(row.value) is None or not frozen_set.sound(row):
                continue
            stem = row.path.rsplit("/", 1)[0]
            currency = values.get((row.submission, f"{stem}/{beside['currency']}"), "").upper()
            year = values.get((row.submission, f"{stem}/{beside['year']}"), "")
            sums[(question.name, currency, year)].append(row)
    return tuple(_money(*key, rows) for key, rows in sorted(sums.items()))


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


def _money(question: str, currency: str, year: str, rows: list[Answered]) -> Money:
    submissions = tuple(sorted({row.submission for row in rows}))
    key = f"{question}.{currency or 'unknown'}.{year or 'undated'}"
    total = sum((Decimal(row.value) for row in rows), Decimal(0))
    amounts = Figure(f"{key}.amounts", Decimal(len(rows)), 0, submissions)
    return Money(question, currency, year, Figure(key, total, 0, submissions), amounts, tuple(rows))


def words(frozen_set: Frozen, form: Form, name: str) -> tuple[Words, ...]:
    """What replies said to one open question, by entity."""
    path = next((question.path for question in form.questions() if question.name == name), "")
    told = [row for row in frozen_set.answers if row.question == path and row.value.strip()]
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
        for reply in [frozen_set.reply(row.submission)]
    )


def every_figure(frozen_set: Frozen, form: Form) -> dict[str, Figure]:
    """All figures of the set by key, for living figures and their verification."""
    cover = coverage(frozen_set)
    found = [cover.asked, cover.replied, cover.late]
    found += [figure for _name, figure in (*cover.groups, *cover.languages)]
    for table in choice_tables(frozen_set, form):
        found += [table.replied, *(row.figure for row in table.rows)]
    for one in series(frozen_set, form):
        for year in one.years:
            found += [year.total, year.reporters, year.largest, *year.missing.values()]
    for one_sum in money(frozen_set, form):
        found += [one_sum.total, one_sum.amounts]
    return {figure.key: figure for figure in found}
