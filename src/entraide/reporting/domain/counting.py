"""Chapters made of counts: closed questions, the table of yearly figures, sums of money."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.analysis.domain.figures import ChoiceTable, Figure, Money, Series, YearRow, choice_tables, money, series
from entraide.collection.domain.form import Question
from entraide.documents.domain.tree import Block, Cell, Paragraph, Run, Runs, Table

from .disclosure import LEAST, share_may_stand, sum_may_stand
from .kit import Kit, paragraph


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
    """One table over all series: a row a year; and why something in it is not shown."""
    found = series(kit.made, kit.form)
    rows = [row for one in found for row in _series(kit, one)]
    if not rows:
        return (paragraph(*kit.frame.runs("no_figures")),)
    heads = ("measure", "year", "sum", "reporters", "largest", "missing")
    numeric = {"year", "sum", "reporters", "largest"}
    header = tuple(Cell((Run(kit.frame.say(f"col_{head}")),), head in numeric) for head in heads)
    table = Table(kit.frame.say("table_caption"), header, tuple(rows), kit.source())
    intro = paragraph(*kit.frame.runs("table_intro"))
    if all(share_may_stand(_asked(kit, one, row), row.given) for one in found for row in one.years):
        return (intro, table)
    return (intro, table, paragraph(*kit.frame.runs("not_shown_why", least=kit.frame.number(LEAST))))


def _asked(kit: Kit, one: Series, row: YearRow) -> Question:
    return kit.questions[f"{one.stem}_{row.year}"]


def _series(kit: Kit, one: Series) -> list[tuple[Cell, ...]]:
    label = one.label.shown_in(kit.language).text
    return [_year(kit, label, row, _asked(kit, one, row)) for row in one.years]


def _year(kit: Kit, label: str, row: YearRow, question: Question) -> tuple[Cell, ...]:
    base = kit.counted("coverage.replied", kit.frame.number(row.reporters.base))
    reporters = kit.frame.runs("of", n=kit.value(row.reporters.key), base=base)
    return (
        Cell((Run(label),)),
        Cell((Run(row.year),), True),
        Cell(_number(kit, row.total, row, sum_may_stand(question, row.given)), True),
        Cell(reporters, True),
        Cell(_number(kit, row.largest, row, share_may_stand(question, row.given)), True),
        Cell(_reasons(kit, row)),
    )


def _number(kit: Kit, figure: Figure, row: YearRow, may_stand: bool) -> Runs:
    """A sum of nobody is no zero: nothing is printed where nobody gave a figure."""
    if not row.given:
        return (Run("–"),)
    return (kit.value(figure.key),) if may_stand else kit.frame.runs("not_shown")


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


def _sum(kit: Kit, row: Money) -> Runs:
    common: dict[str, str | Run] = {
        "year": row.year or kit.frame.say("money_undated"),
        "currency": row.currency or kit.frame.say("currency_unknown"),
        "n": kit.value(row.amounts.key),
    }
    if not sum_may_stand(kit.questions[row.question], row.given):
        return kit.frame.runs("money_withheld", **common)
    return kit.frame.runs("money_row", sum=kit.value(row.total.key), **common)
