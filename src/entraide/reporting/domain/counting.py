"""Chapters made of counts: closed questions, the table of yearly figures, sums of money."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.analysis.domain.figures import ChoiceTable, Money, Series, YearRow, choice_tables, money, series
from entraide.documents.domain.tree import Block, Cell, Paragraph, Run, Runs, Table
from entraide.kernel.audience import Audience

from .audiences import audience_of_question
from .kit import Kit, paragraph

LEAST = 3
"""A sum of amounts that were given for totals only is shown from so many respondents on."""


def closed(kit: Kit, names: Iterable[str]) -> tuple[Paragraph, ...]:
    """One paragraph for each closed question among `names`: N that replied, then each choice as a point."""
    wanted = set(names)
    return tuple(_closed(kit, table) for table in choice_tables(kit.made, kit.form) if table.question in wanted)


def _closed(kit: Kit, table: ChoiceTable) -> Paragraph:
    intro = kit.frame.runs(
        "question_intro", number=table.number, label=kit.label(kit.questions[table.question]),
        base=kit.value(table.replied.key),
    )  # fmt: skip
    points = [
        kit.frame.runs(
            "question_choice", label=row.label.shown_in(kit.language).text, n=kit.value(row.figure.key),
            base=kit.value(table.replied.key), share=kit.share(row.figure.key),
        )
        for row in table.rows
    ]  # fmt: skip
    return paragraph(*intro, points=points if table.replied.value else (), language=kit.language)


def yearly(kit: Kit) -> tuple[Block, ...]:
    """One table over all series: a row a year."""
    rows = [row for one in series(kit.made, kit.form) for row in _series(kit, one)]
    if not rows:
        return (paragraph(*kit.frame.runs("no_figures")),)
    heads = ("measure", "year", "sum", "reporters", "largest", "missing")
    numeric = {"year", "sum", "reporters", "largest"}
    header = tuple(Cell((Run(kit.frame.say(f"col_{head}")),), head in numeric) for head in heads)
    table = Table(kit.frame.say("table_caption"), header, tuple(rows), kit.source())
    return (paragraph(*kit.frame.runs("table_intro")), table)


def _series(kit: Kit, one: Series) -> list[tuple[Cell, ...]]:
    label = one.label.shown_in(kit.language).text
    return [_year(kit, label, row) for row in one.years]


def _year(kit: Kit, label: str, row: YearRow) -> tuple[Cell, ...]:
    """A sum of nobody is no zero: nothing is printed where nobody gave a figure."""
    told = bool(row.reporters.value)
    base = kit.counted("coverage.replied", kit.frame.number(row.reporters.base))
    reporters = kit.frame.runs("of", n=kit.value(row.reporters.key), base=base)
    return (
        Cell((Run(label),)),
        Cell((Run(row.year),), True),
        Cell((kit.value(row.total.key),) if told else (Run("–"),), True),
        Cell(reporters, True),
        Cell((kit.value(row.largest.key),) if told else (Run("–"),), True),
        Cell(_reasons(kit, row)),
    )


def _reasons(kit: Kit, row: YearRow) -> Runs:
    runs: list[Run] = []
    for reason, figure in row.missing.items():
        lead = kit.frame.comma if runs else ""
        runs += [Run(f"{lead}{kit.frame.say(f'missing_{reason}')}{kit.frame.colon}"), kit.value(figure.key)]
    return tuple(runs)


def amounts(kit: Kit, names: Iterable[str]) -> tuple[Block, ...]:
    """Sums by currency and year for each question about amounts among `names`, of any chapter."""
    wanted = set(names)
    sums = [row for row in money(kit.made, kit.form) if row.question in wanted]
    if not sums:
        return (paragraph(*kit.frame.runs("money_none")),)
    blocks = [paragraph(*kit.frame.runs("money_intro"))]
    for name in dict.fromkeys(row.question for row in sums):
        question = kit.questions[name]
        intro = kit.frame.runs("question_named", number=question.number, label=kit.label(question))
        points = [_sum(kit, row) for row in sums if row.question == name]
        blocks.append(paragraph(*intro, points=points, language=kit.language))
    return tuple(blocks)


def withheld(kit: Kit, row: Money) -> bool:
    """Whether a sum would tell what one respondent gave for totals only."""
    narrow = audience_of_question(kit.made, kit.questions[row.question]) is Audience.AGGREGATE
    return narrow and len(row.total.submissions) < LEAST


def _sum(kit: Kit, row: Money) -> Runs:
    common: dict[str, str | Run] = {
        "year": row.year or kit.frame.say("money_undated"),
        "currency": row.currency or kit.frame.say("currency_unknown"),
        "n": kit.value(row.amounts.key),
    }
    if withheld(kit, row):
        return kit.frame.runs("money_withheld", least=kit.frame.number(LEAST), **common)
    return kit.frame.runs("money_row", sum=kit.value(row.total.key), **common)
