"""Which pairs of reports are worth comparing: guarded blocks, and a sieve in the same SQL.

A rule joins two reports that agree on at least three columns (a date within a window counts as one; so does a rare key).
Rules are ladders: the widest form whose number of comparisons stays below the guard is taken, so that a set of ten thousand
is looked through broadly and one of a million stays within minutes. No rule reads the number of objects alone, since "one
object" is what most reports say. The sieve adds small whole numbers for agreement and takes some for contradiction; it only
has to be cheap and generous, the model weighs afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from attrs import field, frozen

GUARD = 25_000_000
"""The most comparisons one rule may cost."""

SIEVE = 1
"""The least score in the sieve."""

SLACK = 45
"""Days by which a seizure may lie before the theft, for dates are said roughly."""


def _same(column: str, agree: int, differ: int) -> str:
    return f"case when a.{column} = b.{column} then {agree} when a.{column} <> b.{column} then {differ} else 0 end"


def days_apart(day: str, swap: str, precision: str) -> str:
    """SQL: days between two dates in their likelier reading (day and month may be swapped), less what their precision leaves open."""
    least = f"least(abs(a.{day} - b.{day}), coalesce(abs(a.{swap} - b.{day}), 99999), coalesce(abs(a.{day} - b.{swap}), 99999))"
    return f"greatest({least} - greatest(a.{precision}, b.{precision}), 0)"


def _dated(day: str, swap: str, precision: str, near: int, far: int) -> str:
    apart = days_apart(day, swap, precision)
    return f"case when a.{day} is null or b.{day} is null then 0 when {apart} <= {near} then 3 when {apart} <= {far} then 1 else -4 end"


SCORE = " + ".join(
    (
        _same("m", 2, -4),
        _same("c", 2, -4),
        _same("o", 1, -5),
        _same("d", 1, -5),
        _same("t", 2, -3),
        _same("place", 2, -1),
        "case when a.type = b.type then 1 when a.g = b.g then 0 when a.g <> b.g then -3 else 0 end",
        "case when a.n = b.n then case when a.n = 1 then 1 else 2 end when abs(a.ln_n - b.ln_n) < 0.75 then 0 else -3 end",
        "case when a.la is null or b.la is null then 0 when abs(a.la - b.la) < 0.09 and abs(a.lb - b.lb) < 0.09 then 4 else -4 end",
        "case when a.lv is null or b.lv is null then 0 when abs(a.lv - b.lv) < 1 then 1 when abs(a.lv - b.lv) < 2 then 0 else -2 end",
        _dated("td", "ts", "tp", 1, 22),
        _dated("sd", "ss", "sp", 1, 10),
        "case when a.sk = b.sk then 4 else 0 end",
    )
)


@frozen
class Rule:
    """Reports that agree on `columns`, and whose dates lie within `window` days where `day` names one."""

    name: str
    columns: tuple[str, ...]
    day: str = ""
    window: int = 0
    extra: str = "true"

    def __attrs_post_init__(self) -> None:
        counted = len(self.columns) + bool(self.day) + ("sk" in self.columns) + (self.extra != "true")
        if counted < 3 or self.columns == ("n",):
            raise ValueError(f"{self.name}: a block needs three columns")


def _order(first: str, second: str, lead: int) -> str:
    """SQL: the seizure that one of the two knows lies between a little before and `lead` days after the known theft."""
    return (
        f"(coalesce(a.sd, b.sd) is null or coalesce({first}.td, {second}.td) is null"
        f" or coalesce(a.sd, b.sd) - coalesce({first}.td, {second}.td) between -{SLACK} and {lead})"
    )


LATER = _order("a", "b", 1300)
SOON = _order("a", "b", 420)
OPEN_D = " and (a.d is null or b.d is null)"
OPEN_O = " and (a.o is null or b.o is null)"

LADDERS: tuple[tuple[Rule, ...], ...] = (
    (Rule("theft, origin, group", ("o", "g"), "td", 26),),
    (Rule("theft, destination, group", ("d", "g"), "td", 26),),
    (Rule("seizure, origin, group", ("o", "g"), "sd", 14),),
    (
        Rule("seizure, destination, group", ("d", "g"), "sd", 14),
        Rule("seizure, destination, type", ("d", "type"), "sd", 14),
    ),
    (Rule("seizure, transit, group", ("t", "g"), "sd", 14), Rule("seizure, transit, type", ("t", "type"), "sd", 14)),
    (
        Rule("theft, origin, material", ("o", "m"), "td", 26),
        Rule("theft, origin, material, destination", ("o", "m", "d"), "td", 26),
    ),
    (Rule("seizure, origin, destination", ("o", "d"), "sd", 14),),
    (Rule("origin, group, material, culture", ("o", "g", "m", "c"), extra=LATER),),
    (Rule("destination, group, material, culture", ("d", "g", "m", "c"), extra=LATER),),
    (Rule("origin, destination, material, culture", ("o", "d", "m", "c"), extra=LATER),),
    (
        Rule("place, group, material", ("place", "g", "m"), extra=LATER),
        Rule("place, type, material", ("place", "type", "m"), extra=SOON),
    ),
    (
        Rule("place, group, culture", ("place", "g", "c"), extra=LATER),
        Rule("place, type, culture", ("place", "type", "c"), extra=SOON),
    ),
    (
        Rule("origin, destination, group", ("o", "d", "g"), extra=LATER),
        Rule("origin, destination, type", ("o", "d", "type"), extra=LATER),
        Rule("origin, destination, type, material", ("o", "d", "type", "m"), extra=LATER),
    ),
    (
        Rule("origin, group, no destination", ("o", "g"), extra=LATER + OPEN_D),
        Rule("origin, type, no destination", ("o", "type"), extra=LATER + OPEN_D),
        Rule("origin, type, material", ("o", "type", "m"), extra=SOON + OPEN_D),
    ),
    (
        Rule("destination, group, no origin", ("d", "g"), extra=LATER + OPEN_O),
        Rule("destination, type, no origin", ("d", "type"), extra=LATER + OPEN_O),
        Rule("destination, type, material", ("d", "type", "m"), extra=SOON + OPEN_O),
    ),
    (Rule("suspect, group", ("sk", "g")),),
    (Rule("suspect, origin", ("sk", "o")), Rule("suspect, origin, destination", ("sk", "o", "d"))),
)


@frozen
class Blocked:
    """How a rule was taken: its name, comparisons expected, pairs it added."""

    rule: str
    comparisons: int
    added: int = field(default=0)


def _readings(rule: Rule) -> str:
    swap = rule.day[0] + "s"
    return (
        f"(select *, {rule.day} as day from record where {rule.day} is not null"
        f" union all select *, {swap} as day from record where {swap} is not null)"
    )


def _joined(rule: Rule) -> str:
    """SQL: the pairs of a rule before the sieve."""
    on = " and ".join(f"a.{column} = b.{column}" for column in rule.columns)
    if not rule.day:
        return f"from record a join record b on {on} and a.rec < b.rec and {rule.extra}"
    bins = f"unnest([day // {rule.window} - 1, day // {rule.window}, day // {rule.window} + 1])"
    return (
        f"from (select *, {bins} as bin from {_readings(rule)}) a join (select *, day // {rule.window} as bin from {_readings(rule)}) b"
        f" on {on} and a.bin = b.bin and a.rec < b.rec and abs(a.day - b.day) <= {rule.window} and {rule.extra}"
    )


def comparisons(connection: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    """How many pairs the block would compare, from the sizes of its blocks; nothing is joined."""
    source, columns, times = "record", list(rule.columns), 1.0
    if rule.day:
        source, columns, times = (
            f"(select *, day // {rule.window} as bin from {_readings(rule)})",
            [*columns, "bin"],
            3.0,
        )
    keys = " and ".join(f"{column} is not null" for column in columns)
    found = connection.execute(
        f"select coalesce(sum(size * size / 2.0), 0) from (select count(*) as size from {source} as s where {keys}"
        f" group by {', '.join(columns)})"
    ).fetchall()
    return int(float(found[0][0]) * times)


def _chosen(connection: duckdb.DuckDBPyConnection, ladder: Sequence[Rule], guard: int) -> tuple[Rule, int] | None:
    for rule in ladder:
        cost = comparisons(connection, rule)
        if cost <= guard:
            return rule, cost
    return None


def _take(connection: duckdb.DuckDBPyConnection, name: str, cost: int, sql: str, *, cited: bool = False) -> Blocked:
    before = int(connection.execute("select count(*) from candidate").fetchall()[0][0])
    connection.execute(
        f"insert into candidate select ra, rb, sieve, {cited} from ({sql}) as found anti join candidate using (ra, rb)"
    )
    after = int(connection.execute("select count(*) from candidate").fetchall()[0][0])
    return Blocked(name, cost, after - before)


_CITED = """
select least(a.rec, b.rec)::integer as ra, greatest(a.rec, b.rec)::integer as rb, 9::tinyint as sieve
from record a join record b on a.xk = b.rk and a.rec <> b.rec group by all
"""

_NEARLY_CITED = """
with loose as (select rec, xk from record where xk is not null and xk not in (select rk from record where rk is not null)),
     half as (select rec, xk, left(xk, 7) as head, right(xk, 5) as tail from loose),
     known as (select rec, rk, left(rk, 7) as head, right(rk, 5) as tail from record where rk is not null),
     met as (select half.rec as citing, known.rec as cited, xk, rk from half join known on half.head = known.head
             union select half.rec, known.rec, xk, rk from half join known on half.tail = known.tail)
select least(citing, cited)::integer as ra, greatest(citing, cited)::integer as rb, 9::tinyint as sieve
from met where citing <> cited and damerau_levenshtein(xk, rk) <= 1 group by all
"""


def block(connection: duckdb.DuckDBPyConnection, *, guard: int = GUARD, sieve: int = SIEVE) -> tuple[Blocked, ...]:
    """Fill `candidate(ra, rb, sieve, cited)`, ra < rb, each pair once; `cited` are pairs that only a reference brought."""
    connection.execute("create or replace table candidate(ra integer, rb integer, sieve tinyint, cited boolean)")
    taken = []
    for ladder in LADDERS:
        chosen = _chosen(connection, ladder, guard)
        if chosen is None:
            taken.append(Blocked(ladder[0].name, 0))
            continue
        rule, cost = chosen
        sql = f"select a.rec as ra, b.rec as rb, max({SCORE})::tinyint as sieve {_joined(rule)} and {SCORE} >= {sieve} group by all"
        taken.append(_take(connection, rule.name, cost, sql))
    taken.append(_take(connection, "cites", 0, _CITED, cited=True))
    taken.append(_take(connection, "cites, mistyped", 0, _NEARLY_CITED, cited=True))
    return tuple(taken)
