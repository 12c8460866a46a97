"""An indicator as plain SQL, which DuckDB, PostgreSQL and Spark all run unchanged.

What makes that so: every order has a full tie-breaker, blanks are named before rows are grouped (the three sort NULL
differently), nothing is divided (each has its own idea of a quotient) and no text is cast. Numbers come back whole or as
decimals; what needs a quotient is worked out in Python. Columns of the answer: `d1`, `d2` … the dimensions, then those of
`COLUMNS`.
"""

# ruff: noqa: S608 - statements are what this module makes; every value goes through `quoted` or `plain`

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from .indicator import Condition, Indicator, Measure
from .populations import POPULATIONS, Field, Population

COLUMNS: Final = ("value", "other", "base", "contributors", "counted", "kept", "excluded", "largest")
"""`other` is a second number (the upper median, the years, the whole); `counted` how many rows stand in the cell, `largest`
the largest reporter's part, `kept` the reporters with an answer that goes less far than the reader, `excluded` rows left out."""

_COMPARED: Final = {"is": "=", "not": "<>", "at_least": ">=", "at_most": "<="}


def sql(indicator: Indicator, reach: int = 0, questions: Sequence[str] = (), listed: str = "") -> str:
    """The statement. `reach`: the width of the reader's audience. With `questions` the first dimension is the question and
    the indicator is counted for each of them. `listed`: the engine's own aggregate that makes a list (`list`); the last column
    is then `submissions`, those that stand in the cell.
    """
    dims = _names(indicator, questions)
    if by_choice(indicator, questions):
        return choices_sql(indicator, dims, reach, questions, listed)
    among = _population(indicator, reach, questions)
    parts = [f"population AS ({among})", *_steady(indicator, questions), _parts(indicator, dims, reach, bool(listed))]
    return f"WITH {', '.join(parts)} {_answer(indicator, dims, among, listed)} {_ordered(dims)}".strip()


def counted_sql(indicator: Indicator, reach: int = 0, questions: Sequence[str] = ()) -> str:
    """Who stands in each cell: dimensions, submission, and the part of it."""
    dims = _names(indicator, questions)
    parts = [f"population AS ({_population(indicator, reach, questions)})", *_steady(indicator, questions)]
    hit = "hit = 1 AND " if indicator.measure.kind == "share" else ""
    columns = "".join(f"{dim}, " for dim in dims)
    return (
        f"WITH {', '.join(parts)} SELECT {columns}submission, SUM(x) AS part FROM {_source(indicator)} "
        f"WHERE {hit}fit = 1 AND submission IS NOT NULL GROUP BY {columns}submission ORDER BY {columns}submission"
    )


def dimensions(indicator: Indicator) -> tuple[Field, ...]:
    """The fields that it is counted by."""
    return tuple(POPULATIONS[indicator.population].fields[name] for name in indicator.by)


def _names(indicator: Indicator, questions: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"d{place}" for place in range(1, len(indicator.by) + bool(questions) + 1))


def _source(indicator: Indicator) -> str:
    return "steady" if indicator.same else "population"


def _ordered(dims: Sequence[str]) -> str:
    return f"ORDER BY {', '.join(dims)}" if dims else ""


def _population(indicator: Indicator, reach: int, questions: Sequence[str]) -> str:
    among, measure = POPULATIONS[indicator.population], indicator.measure
    asked = [Field(among.question)] if questions else []
    named = [*asked, *dimensions(indicator)]
    dims = "".join(f"{_named(one)} AS d{place}, " for place, one in enumerate(named, 1))
    x = _measured(among, measure)
    fit = f"({among.sound})" + (f" AND {x} IS NOT NULL" if measure.column else "")
    hit = f"CASE WHEN {_all(measure.when, among)} THEN 1 ELSE 0 END" if measure.when else "1"
    year = f"{_named(among.fields['year'])} AS y, " if "year" in among.fields else ""
    kept = f"CASE WHEN {among.width} < {reach} THEN 1 ELSE 0 END"
    return (
        f"SELECT {dims}{year}{among.who} AS who, {among.submission} AS submission, {x} AS x, {hit} AS hit, "
        f"CASE WHEN {fit} THEN 1 ELSE 0 END AS fit, CASE WHEN {among.sound} THEN 0 ELSE 1 END AS unsound, {kept} AS kept "
        f"FROM {among.source} WHERE {_where(indicator, among, questions)}"
    )


def _named(one: Field) -> str:
    return f"COALESCE({one.sql}, 0)" if one.shape == "whole" else f"COALESCE({one.sql}, '')"


def _measured(among: Population, measure: Measure) -> str:
    return among.measures[measure.column] if measure.column else "1"


def _where(indicator: Indicator, among: Population, questions: Sequence[str]) -> str:
    asked = questions or ([indicator.question] if indicator.question else [])
    told = [f"{among.question} IN ({', '.join(map(quoted, asked))})"] if asked else []
    if among.where:
        told.append(among.where)
    if indicator.where:
        told.append(_all(indicator.where, among))
    return " AND ".join(told) or "1 = 1"


def _all(conditions: Iterable[Condition], among: Population) -> str:
    return " AND ".join(_condition(one, among.fields[one.field]) for one in conditions)


def _condition(one: Condition, of: Field) -> str:
    if one.operator == "given":
        there = f"{of.sql} IS NOT NULL" + ("" if of.shape != "text" else f" AND {of.sql} <> ''")
        return f"({there})" if one.values == ("yes",) else f"NOT ({there})"
    values = [plain(value) if of.shape != "text" else quoted(value) for value in one.values]
    if one.operator == "in":
        return f"{_named(of) if of.shape == 'text' else of.sql} IN ({', '.join(values)})"
    return f"{_named(of) if of.shape == 'text' else of.sql} {_COMPARED[one.operator]} {values[0]}"


def quoted(value: str) -> str:
    """A text as SQL writes it in all three: no backslash and no quote can end it."""
    return "'" + value.replace("\\", "").replace("'", "''") + "'"


def plain(value: str) -> str:
    """A number as SQL writes it. Raises ValueError for anything else."""
    try:
        return f"{Decimal(value):f}"
    except InvalidOperation:
        raise ValueError(value) from None


def _steady(indicator: Indicator, questions: Sequence[str]) -> tuple[str, ...]:
    """Only reporters that gave something in every year that anybody gave something in."""
    if not indicator.same:
        return ()
    rest = [f"d{place + bool(questions)}" for place, name in enumerate(indicator.by, 1) if name != "year"]
    dims = [*(["d1"] if questions else []), *rest]
    columns = "".join(f"{dim}, " for dim in dims)
    grouped = f" GROUP BY {', '.join(dims)}" if dims else ""
    joined = " AND ".join([f"p.{dim} = w.{dim}" for dim in dims] + ["p.who = w.who"])
    spanned = " AND ".join([f"w.{dim} = s.{dim}" for dim in dims] + ["w.years = s.years"])
    return (
        f"spans AS (SELECT {columns}COUNT(DISTINCT y) AS years FROM population WHERE fit = 1 AND y > 0{grouped})",
        f"whole AS (SELECT {columns}who, COUNT(DISTINCT y) AS years FROM population WHERE fit = 1 AND y > 0 "
        f"GROUP BY {columns}who)",
        f"steady AS (SELECT p.* FROM population p JOIN whole w ON {joined} JOIN spans s ON {spanned})",
    )


def _parts(indicator: Indicator, dims: Sequence[str], reach: int, listed: bool) -> str:
    """Each reporter's part of each cell; nothing is added up that nobody asks for."""
    columns, among, kind = (
        "".join(f"{dim}, " for dim in dims),
        POPULATIONS[indicator.population],
        indicator.measure.kind,
    )
    part = "SUM(CASE WHEN fit = 1 THEN x END)" if kind in _SUMMED and indicator.measure.column else "SUM(fit)"
    hits = "SUM(CASE WHEN fit = 1 THEN hit ELSE 0 END)" if kind == "share" else "0"
    kept = "MAX(CASE WHEN fit = 1 THEN kept ELSE 0 END)" if reach else "0"
    unsound = "SUM(unsound)" if among.sound != "TRUE" else "0"
    whose = ", MAX(submission) AS submission" if listed else ""
    return (
        f"parts AS (SELECT {columns}who, {part} AS part, SUM(fit) AS n, {hits} AS hits, {kept} AS kept, {unsound} AS unsound{whose} "
        f"FROM {_source(indicator)} GROUP BY {columns}who)"
    )


_SUMMED: Final = ("sum", "rate", "largest")
_SHARED: Final = (
    "COUNT(CASE WHEN n > 0 THEN 1 END) AS contributors, COALESCE(SUM(n), 0) AS counted, "
    "COALESCE(SUM(kept), 0) AS kept, COALESCE(SUM(unsound), 0) AS excluded"
)


def _whose(measure: Measure, listed: str) -> str:
    """The submissions of a cell as a list: one reporter has one. Of a largest share it is the one whose it is."""
    if not listed:
        return ""
    there = f"FILTER (WHERE {'hits' if measure.kind == 'share' else 'n'} > 0 AND submission IS NOT NULL)"
    if measure.kind == "largest":
        return f", {listed}(submission ORDER BY part DESC, submission) {there}[1:1] AS submissions"
    return f", {listed}(submission) {there} AS submissions"


def _answer(indicator: Indicator, dims: Sequence[str], among: str, listed: str) -> str:
    measure = indicator.measure
    whose = _whose(measure, listed)
    if measure.kind in ("distinct", "median", "quantile"):
        return _of_rows(indicator, dims, among, whose)
    value, other, base, largest = _of_parts(measure, indicator)
    columns = "".join(f"{dim}, " for dim in dims)
    grouped = f" GROUP BY {', '.join(dims)}" if dims else ""
    return (
        f"SELECT {columns}{value} AS value, {other} AS other, {base} AS base, {_SHARED}, {largest} AS largest{whose} "
        f"FROM parts{grouped}"
    )


def _of_parts(measure: Measure, indicator: Indicator) -> tuple[str, str, str, str]:
    summed, rows = "COALESCE(SUM(part), 0)", "COALESCE(SUM(n), 0)"
    if measure.kind == "share":
        return "COALESCE(SUM(hits), 0)", "0", rows, "COALESCE(MAX(hits), 0)"
    if measure.kind == "part":
        return rows, "0", "(SELECT SUM(n) FROM parts)", "COALESCE(MAX(n), 0)"
    if measure.kind == "reporters":
        base = "0" if indicator.population in ("cases", "distinct_cases") else "(SELECT COUNT(*) FROM replies)"
        return "COUNT(CASE WHEN n > 0 THEN 1 END)", "0", base, "1"
    if measure.kind == "rate":
        years = f"(SELECT COUNT(DISTINCT y) FROM {_source(indicator)} WHERE y > 0)"
        return summed, years, "0", "COALESCE(MAX(part), 0)"
    if measure.kind == "largest":
        return "COALESCE(MAX(part), 0)", summed, "0", "COALESCE(MAX(part), 0)"
    return summed, "0", "0", "COALESCE(MAX(part), 0)"


def _of_rows(indicator: Indicator, dims: Sequence[str], among: str, whose: str) -> str:
    """What rows themselves must be asked. They are read a second time: a subquery that is named twice would be kept whole."""
    source = "steady" if indicator.same else f"({among}) again"
    columns = "".join(f"{dim}, " for dim in dims)
    grouped = f" GROUP BY {', '.join(dims)}" if dims else ""
    measured = _measured_rows(indicator.measure)
    joined = (
        "JOIN measured m ON " + " AND ".join(f"m.{dim} = c.{dim}" for dim in dims) if dims else "CROSS JOIN measured m"
    )
    theirs = "".join(f"c.{dim}, " for dim in dims)
    shared = "c.contributors, c.counted, c.kept, c.excluded, c.largest" + (", c.submissions" if whose else "")
    return (
        f", cells AS (SELECT {columns}{_SHARED}, COALESCE(MAX(n), 0) AS largest{whose} FROM parts{grouped}), "
        f"measured AS (SELECT {columns}{measured} FROM {source} WHERE fit = 1{grouped}) "
        f"SELECT {theirs}m.value, m.other, c.counted AS base, {shared} FROM cells c {joined}"
    )


def _measured_rows(measure: Measure) -> str:
    if measure.kind == "distinct":
        return "COUNT(DISTINCT x) AS value, 0 AS other"
    low = "0.5" if measure.kind == "median" else f"0.{measure.at:02d}"
    lower = f"CAST(PERCENTILE_DISC({low}) WITHIN GROUP (ORDER BY x) AS DECIMAL(28, 6)) AS value"
    if measure.kind == "quantile":
        return f"{lower}, 0 AS other"
    return f"{lower}, CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY x DESC) AS DECIMAL(28, 6)) AS other"


LONG: Final = 50
"""A list with more choices than this (of States, say) has cells only where somebody chose."""


def by_choice(indicator: Indicator, questions: Sequence[str]) -> bool:
    """Whether it counts who chose what, question by question: those that answered need then not be laid beside each choice."""
    measure = indicator.measure
    chosen = measure.kind == "share" and measure.when == (Condition("chosen", "is", ("yes",)),)
    asked = bool(questions or indicator.question or "question" in indicator.by)
    about = {*indicator.by, *(one.field for one in indicator.where)}
    return (
        indicator.population == "options" and chosen and asked and "choice" in indicator.by and "chosen" not in about
        and not any(one.field == "choice" for one in indicator.where)
    )  # fmt: skip


def choices_sql(indicator: Indicator, dims: Sequence[str], reach: int, questions: Sequence[str], listed: str) -> str:
    """Those that answered a question, once; what they chose, once; and each choice of the question under them."""
    named = ["question", *indicator.by] if questions else list(indicator.by)
    fields, among = POPULATIONS["options"].fields, POPULATIONS["answers"]
    others = [(dim, fields[name]) for dim, name in zip(dims, named, strict=True) if name != "choice"]
    columns = "".join(f"{dim}, " for dim, _field in others)
    kept = f"CASE WHEN v.width < {reach} THEN 1 ELSE 0 END"
    whose = f", {listed}(g.submission) AS submissions" if listed else ""
    shown = ", ".join("o.choice" if name == "choice" else f"b.{dim}" for dim, name in zip(dims, named, strict=True))
    same = " AND ".join(
        ["h.question = b.question", "h.choice = o.choice", *(f"h.{dim} = b.{dim}" for dim, _field in others)]
    )
    theirs = "".join(f"g.{dim}, " for dim, _field in others)
    told = "" if indicator.derived else (
        "WHERE h.hits IS NOT NULL OR b.question IN "
        f"(SELECT question FROM options GROUP BY question HAVING COUNT(*) <= {LONG}) "
    )  # fmt: skip
    selected = ", ".join(f"{part} AS {dim}" for part, dim in zip(shown.split(", "), dims, strict=True))
    return (
        f"WITH given AS (SELECT {''.join(f'{_named(one)} AS {dim}, ' for dim, one in others)}v.question AS question, "
        f"r.submission AS submission, {kept} AS kept FROM {among.source} "
        f"WHERE v.value <> '' AND NOT q.repeated AND {_where(indicator, among, questions)}), "
        f"bases AS (SELECT {columns}question, COUNT(*) AS n, SUM(kept) AS kept FROM given GROUP BY {columns}question), "
        f"hits AS (SELECT {theirs}g.question, c.choice, COUNT(*) AS hits{whose} FROM given g JOIN choices c "
        f"ON c.submission = g.submission AND c.question = g.question GROUP BY {theirs}g.question, c.choice) "
        f"SELECT {selected}, COALESCE(h.hits, 0) AS value, 0 AS other, b.n AS base, b.n AS contributors, b.n AS counted, "
        f"b.kept AS kept, 0 AS excluded, CASE WHEN h.hits IS NULL THEN 0 ELSE 1 END AS largest"
        f"{', h.submissions' if listed else ''} FROM bases b JOIN options o ON o.question = b.question "
        f"LEFT JOIN hits h ON {same} {told}{_ordered(dims)}"
    )
