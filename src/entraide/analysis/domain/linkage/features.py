"""What is looked at in a pair of reports, as numbers that know no vocabulary.

The first part compares the two reports field by field. `crowd` says how many others could be meant as well: of all the
candidates of either report with the other's role, which share of the odds does this pair take. The second part is read after
a first score: the same shares with better odds, and whether third reports join the two or stand between them.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np

from .blocking import days_apart
from .trees import Matrix


def _level(column: str) -> str:
    return f"case when a.{column} = b.{column} then 2 when a.{column} <> b.{column} then 0 else 1 end"


def _apart(column: str) -> str:
    return f"abs(a.{column} - b.{column})"


def _lead(score: str, crowd: str, floor: int) -> str:
    """SQL: how far the pair is ahead of the best other candidate of the same role."""
    return f"{score} - case when {crowd}.best > {score} then {crowd}.best else coalesce({crowd}.second, {floor}) end"


_ROLE = "case {0}.role when 'origin' then 0 when 'transit' then 1 when 'seizure' then 2 else 3 end"
_FIRST, _OTHER = _ROLE.format("a"), _ROLE.format("b")
_DELAY_A = "case when a.sd is null and b.sd is not null and b.td is null then b.sd - a.td end"
_DELAY_B = "case when b.sd is null and a.sd is not null and a.td is null then a.sd - b.td end"
_DELAY = f"coalesce({_DELAY_A}, {_DELAY_B})"
_AGREED = ("o", "d", "t", "place", "type", "g", "m", "c", "sk")
_BITS = " + ".join(f"case when a.{code} = b.{code} then ra_.b_{code} else 0 end" for code in _AGREED if code != "g")

PAIR: dict[str, str] = {
    "weight": "w.weight",
    "sieve": "w.sieve",
    "type": "case when a.type = b.type then 3 when a.g = b.g then 2 when a.type <> b.type then 0 else 1 end",
    **{
        name: _level(column)
        for name, column in (("origin", "o"), ("destination", "d"), ("transit", "t"), ("place", "place"))
    },
    "material": _level("m"),
    "culture": _level("c"),
    "theft_apart": days_apart("td", "ts", "tp"),
    "theft_plain": _apart("td"),
    "seizure_apart": days_apart("sd", "ss", "sp"),
    "seizure_plain": _apart("sd"),
    "delay": _DELAY,
    "dim_a": _apart("la"),
    "dim_b": _apart("lb"),
    "value": _apart("lv"),
    "n_ratio": _apart("ln_n"),
    "n_least": "least(a.n, b.n)",
    "suspect": _level("sk"),
    "suspect_alike": "case when a.sn is not null and b.sn is not null then jaro_winkler_similarity(a.sn, b.sn) end",
    "title": _level("tk"),
    "roles": f"4 * least({_FIRST}, {_OTHER}) + greatest({_FIRST}, {_OTHER})",
    "same_reporter": "(a.reporter = b.reporter)::int",
    "same_offence": "(a.offence = b.offence)::int",
    "known_both": " + ".join(
        f"(a.{c} is not null and b.{c} is not null)::int" for c in ("o", "d", "t", "place", "m", "c", "td", "sd")
    ),
    "bits": f"({_BITS})",
    "expected": f"log2((select count(*) from record)) - ({_BITS})",
    "bits_place": "case when a.place = b.place then ra_.b_place else 0 end",
    "share_low": "least(w.odds / (1 + ca.odds), w.odds / (1 + cb.odds))",
    "share_high": "greatest(w.odds / (1 + ca.odds), w.odds / (1 + cb.odds))",
    "lead_low": f"least({_lead('w.weight', 'ca', -12)}, {_lead('w.weight', 'cb', -12)})",
    "lead_high": f"greatest({_lead('w.weight', 'ca', -12)}, {_lead('w.weight', 'cb', -12)})",
    "crowd_low": "least(ca.number, cb.number)",
    "crowd_high": "greatest(ca.number, cb.number)",
}

CITES = (
    "case when a.xk = b.rk or b.xk = a.rk then 2"
    " when damerau_levenshtein(a.xk, b.rk) <= 1 or damerau_levenshtein(b.xk, a.rk) <= 1 then 1"
    " when a.xk is not null or b.xk is not null then -1 else 0 end"
)
"""SQL: 2 where one cites the other, 1 where it nearly does, -1 where it cites somebody, else 0."""

FIRST = (*PAIR, "cites")
SECOND = (
    *FIRST,
    "first",
    "part_low",
    "part_high",
    "ahead_low",
    "ahead_high",
    "joined",
    "apart_low",
    "apart_high",
    "company",
)


def crowd(connection: duckdb.DuckDBPyConnection) -> None:
    """`scored(ra, rb, sieve, weight, odds)` and `crowd(rec, role, odds, best, second, number)` of the weighed pairs."""
    connection.execute(
        "create or replace table scored as select ra, rb, sieve, weight, pow(2, least(weight, 40))::double as odds from weighed"
    )
    _gather(connection, "crowd", "scored", "weight")


def _gather(connection: duckdb.DuckDBPyConnection, name: str, source: str, score: str) -> None:
    """Sums over the candidates of each report, by the role of the other; in whole numbers of 1e-6 so that order cannot matter."""
    connection.execute(
        f"""create or replace table {name} as
        select rec, role, (sum(round(odds * 1e6)::hugeint) / 1e6)::double as odds, count(*)::integer as number,
               max({score}) as best, runner_up as second
        from (select rec, role, odds, {score}, nth_value({score}, 2) over (partition by rec, role order by {score} desc, other
                     rows between unbounded preceding and unbounded following) as runner_up
              from (select ra as rec, rb as other, odds, {score}, r.role from {source} join record r on r.rec = rb
                    union all select rb, ra, odds, {score}, r.role from {source} join record r on r.rec = ra))
        group by rec, role, runner_up"""
    )


def _select(citations: bool, extra: str, joins: str, where: str) -> str:
    chosen = ", ".join(f"({sql})::float as {name}" for name, sql in PAIR.items())
    cites = CITES if citations else "0"
    return (
        f"select w.ra, w.rb, {chosen}, ({cites})::float as cites{extra} from scored w"
        " join record a on a.rec = w.ra join record b on b.rec = w.rb join rarity ra_ on ra_.rec = w.ra"
        " join crowd ca on ca.rec = w.ra and ca.role = b.role join crowd cb on cb.rec = w.rb and cb.role = a.role"
        f"{joins}{where}"
    )


Batch = tuple[np.ndarray, np.ndarray, Matrix]


def _batches(connection: duckdb.DuckDBPyConnection, sql: str, names: tuple[str, ...], rows: int) -> Iterator[Batch]:
    for batch in connection.sql(sql).to_arrow_reader(rows):
        matrix = np.empty((batch.num_rows, len(names)), dtype=np.float32)
        for index, name in enumerate(names):
            matrix[:, index] = batch.column(name).to_numpy(zero_copy_only=False)
        yield batch.column("ra").to_numpy(), batch.column("rb").to_numpy(), matrix


def first_look(
    connection: duckdb.DuckDBPyConnection, *, citations: bool = True, rows: int = 100_000
) -> Iterator[Batch]:
    """ra, rb and the matrix of `FIRST` for every pair that was weighed."""
    yield from _batches(connection, _select(citations, "", "", ""), FIRST, rows)


def neighbourhood(connection: duckdb.DuckDBPyConnection) -> None:
    """Of `first(ra, rb, margin)`: what third reports say of each pair; needs `record`."""
    connection.execute(
        "create or replace table likely as select ra, rb, margin, exp(least(margin, 30))::double as odds,"
        " (1 / (1 + exp(-margin)))::double as p from first where margin > -5"
    )
    _gather(connection, "company", "likely", "margin")
    connection.execute(
        "create or replace table likely_ends as select ra as rec, rb as other, p from likely where p > 0.05"
        " union all select rb, ra, p from likely where p > 0.05"
    )
    connection.execute(
        "create or replace table whole as select rec, sum(round(p * 1e6)::bigint) / 1e6 as p from likely_ends group by rec"
    )
    connection.execute(
        """create or replace table joined as
        select l.ra, l.rb, sum(round(x.p * y.p * 1e6)::bigint) / 1e6 as joined
        from likely l join likely_ends x on x.rec = l.ra join likely_ends y on y.rec = l.rb and y.other = x.other
        group by l.ra, l.rb"""
    )


_PARTS = "f.odds / (1 + pa.odds), f.odds / (1 + pb.odds)"
_AHEAD = f"{_lead('f.margin', 'pa', -8)}, {_lead('f.margin', 'pb', -8)}"
_APART = "coalesce(wa.p, 0) - f.p - coalesce(j.joined, 0), coalesce(wb.p, 0) - f.p - coalesce(j.joined, 0)"
_SECOND = (
    f", f.margin::float as first, least({_PARTS})::float as part_low, greatest({_PARTS})::float as part_high"
    f", least({_AHEAD})::float as ahead_low, greatest({_AHEAD})::float as ahead_high, coalesce(j.joined, 0)::float as joined"
    f", least({_APART})::float as apart_low, greatest({_APART})::float as apart_high"
    ", (coalesce(wa.p, 0) + coalesce(wb.p, 0))::float as company"
)
_SECOND_JOINS = (
    " join likely f on f.ra = w.ra and f.rb = w.rb"
    " join company pa on pa.rec = w.ra and pa.role = b.role join company pb on pb.rec = w.rb and pb.role = a.role"
    " left join joined j on j.ra = w.ra and j.rb = w.rb left join whole wa on wa.rec = w.ra left join whole wb on wb.rec = w.rb"
)


def second_look(
    connection: duckdb.DuckDBPyConnection, *, citations: bool = True, where: str = "", rows: int = 100_000
) -> Iterator[Batch]:
    """ra, rb and the matrix of `SECOND` for the pairs that are still likely."""
    yield from _batches(connection, _select(citations, _SECOND, _SECOND_JOINS, where), SECOND, rows)
