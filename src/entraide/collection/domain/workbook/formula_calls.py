"""The functions of XForms that a spreadsheet can follow, each said with functions every program has had since 2007."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from attrs import evolve

from ..xpath.tree import Binary, Path, Text, Tree, TypeTest
from . import places
from .places import EPOCH, Column, Found, Place, Unsaid, quoted
from .saying import Said, is_date, number_of, serial_of, text_of


class Speaker(Protocol):
    """Whoever says trees: `formulas.Speech`."""

    def say(self, tree: Tree) -> Said: ...
    def found(self, tree: Tree) -> Found: ...
    def place(self, tree: Tree) -> Place: ...
    def number(self, tree: Tree) -> str: ...
    def text(self, tree: Tree) -> str: ...
    def truth(self, tree: Tree) -> str: ...


Call = Callable[[Speaker, tuple[Tree, ...]], Said]


def _if(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """Both ways of one kind; `if(a = '', '', a + 1)` is a number that may be none."""
    test, one, other = at.truth(given[0]), at.say(given[1]), at.say(given[2])
    kinds = {_kind(part) for part in (one, other) if part.literal != ""}
    if kinds <= {"boolean"} and kinds:
        return Said(f"IF({test},{at.truth(given[1])},{at.truth(given[2])})", "boolean")
    if kinds == {"number"}:
        return Said(f"IF({test},{number_of(one)},{number_of(other)})", "number")
    if kinds == {"date"}:
        return Said(f"IF({test},{_day_or_none(one)},{_day_or_none(other)})", "date")
    return Said(f"IF({test},{text_of(one)},{text_of(other)})", "text")


def _kind(said: Said) -> str:
    if said.place is None:
        return said.kind
    return "number" if said.place.question.numeric else "date" if is_date(said) else said.kind


def _day_or_none(said: Said) -> str:
    return "NA()" if said.literal == "" else serial_of(said)


def _coalesce(at: Speaker, given: tuple[Tree, ...]) -> Said:
    parts = [at.say(tree) for tree in given]
    kinds = {_kind(part) for part in parts if part.literal != ""}
    if kinds == {"number"}:
        said = number_of(parts[-1])
        for part in reversed(parts[:-1]):
            said = f"IFERROR({number_of(part)},{said})"
        return Said(said, "number")
    said = text_of(parts[-1])
    for part in reversed(parts[:-1]):
        said = f'IF({text_of(part)}<>"",{text_of(part)},{said})'
    return Said(said, "text")


def _not(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(f"NOT({at.truth(given[0])})", "boolean")


def _boolean(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(at.truth(given[0]), "boolean")


def _selected(at: Speaker, given: tuple[Tree, ...]) -> Said:
    place = at.place(given[0])
    if not isinstance(given[1], Text):
        raise Unsaid
    return Said(places.chosen(place, given[1].value.strip()), "boolean")


def _count_selected(at: Speaker, given: tuple[Tree, ...]) -> Said:
    place = at.place(given[0])
    if place.question.type == "select_one":
        return Said(f"IF({places.filled(place)},1,0)", "number")
    if not place.question.choices:
        raise Unsaid
    return Said(places.count_chosen(place), "number")


def _contains(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(f"ISNUMBER(FIND({at.text(given[1])},{at.text(given[0])}))", "boolean")


def _starts(at: Speaker, given: tuple[Tree, ...]) -> Said:
    whole, part = at.text(given[0]), at.text(given[1])
    return Said(f"EXACT(LEFT({whole},LEN({part})),{part})", "boolean")


def _ends(at: Speaker, given: tuple[Tree, ...]) -> Said:
    whole, part = at.text(given[0]), at.text(given[1])
    return Said(f"EXACT(RIGHT({whole},LEN({part})),{part})", "boolean")


def _before(at: Speaker, given: tuple[Tree, ...]) -> Said:
    whole, part = at.text(given[0]), at.text(given[1])
    return Said(f'IFERROR(LEFT({whole},FIND({part},{whole})-1),"")')


def _after(at: Speaker, given: tuple[Tree, ...]) -> Said:
    whole, part = at.text(given[0]), at.text(given[1])
    return Said(f'IFERROR(MID({whole},FIND({part},{whole})+LEN({part}),32767),"")')


def _substring(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """`substr(text, from 0, up to)`."""
    whole, start = at.text(given[0]), at.number(given[1])
    if len(given) == 2:
        return Said(f'IFERROR(MID({whole},{start}+1,32767),"")')
    return Said(f'IFERROR(MID({whole},{start}+1,{at.number(given[2])}-{start}),"")')


def _concat(at: Speaker, given: tuple[Tree, ...]) -> Said:
    if any(isinstance(at.found(tree), Column) for tree in given):
        raise Unsaid
    return Said("(" + "&".join(at.text(tree) for tree in given) + ")") if given else Said('""', literal="")


def _round(at: Speaker, given: tuple[Tree, ...]) -> Said:
    digits = at.number(given[1]) if len(given) == 2 else "0"
    return Said(f"ROUND({at.number(given[0])},{digits})", "number")


def _numbers(name: str) -> Call:
    """`min` and `max`: of several numbers, or of a column in which no row in use may be blank."""

    def call(at: Speaker, given: tuple[Tree, ...]) -> Said:
        if len(given) == 1 and (column := _column(at, given[0])):
            cells, complete = _complete(column)
            return Said(f"IF(AND({complete},COUNT({cells})>0),{name}({cells}),NA())", "number")
        return Said(f"{name}({','.join(at.number(tree) for tree in given)})", "number")

    return call


def _sum(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """Of a column; blank rows make it no number, unless they are left out (`[. != '']`)."""
    column, sifted = _column(at, given[0]), False
    if column is None:
        bare = _without_blank(given[0])
        column, sifted = (_column(at, bare), True) if bare is not None else (None, False)
    if column is None:
        return Said(at.number(given[0]), "number")
    if column.within is not None:
        return Said(_sum_within(column, sifted), "number")
    cells, complete = _complete(column)
    return Said(f"SUM({cells})" if sifted else f"IF({complete},SUM({cells}),NA())", "number")


def _sum_within(column: Column, sifted: bool) -> str:
    assert column.within is not None
    parents, here = column.within
    said = f"SUMIF({parents},{here},{column.cells})"
    return said if sifted else f'IF(COUNTIFS({parents},{here},{column.cells},"")=0,{said},NA())'


def _count(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """Rows of a table; the answers in a column are as many, blank or not."""
    column, tree = at.found(given[0]), _without_blank(given[0])
    if isinstance(column, Column):
        return Said(_rows(column), "number")
    if tree is not None and (column := _column(at, tree)) is not None:
        return Said(_non_blank(column), "number")
    raise Unsaid


def _count_non_empty(at: Speaker, given: tuple[Tree, ...]) -> Said:
    column = _column(at, given[0])
    if column is None:
        return Said(f"IF({places.filled(at.place(given[0]))},1,0)", "number")
    return Said(_non_blank(column), "number")


def _rows(column: Column) -> str:
    if column.within is None:
        return column.rows
    parents, here = column.within
    return f"COUNTIF({parents},{here})"


def _non_blank(column: Column) -> str:
    if column.within is None:
        return f'SUMPRODUCT(--({column.cells}<>""))'
    parents, here = column.within
    return f'SUMPRODUCT(({parents}={here})*({column.cells}<>""))'


def _complete(column: Column) -> tuple[str, str]:
    """The cells, and a test that every row in use holds a number."""
    if column.within is not None:
        raise Unsaid
    return column.cells, f"COUNT({column.cells})={column.rows}"


def _column(at: Speaker, tree: Tree) -> Column | None:
    found = at.found(tree)
    return found if isinstance(found, Column) and found.question is not None else None


def _without_blank(tree: Tree) -> Tree | None:
    """`path[. != '']` without its predicate; None for other predicates."""
    if not isinstance(tree, Path) or not tree.steps or len(tree.steps[-1].predicates) != 1:
        return None
    match tree.steps[-1].predicates[0]:
        case Binary("!=", Path(False, (step,), None, ()), Text("")) if step.axis == "self" and isinstance(
            step.test, TypeTest
        ):
            return evolve(tree, steps=(*tree.steps[:-1], evolve(tree.steps[-1], predicates=())))
    return None


def _length(at: Speaker, given: tuple[Tree, ...]) -> Said:
    if not given:
        raise Unsaid
    return Said(f"LEN({at.text(given[0])})", "number")


def _date(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(serial_of(at.say(given[0])), "date")


def _days(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(f"({serial_of(at.say(given[0]))}-{EPOCH})", "number")


def _now(_: Speaker, __: tuple[Tree, ...]) -> Said:
    return Said("NOW()", "date")


def _today(_: Speaker, __: tuple[Tree, ...]) -> Said:
    return Said("TODAY()", "date")


def _once(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """What was computed first stays on the site; a sheet can only compute it again."""
    return at.say(given[0])


def _string(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(at.text(given[0])) if given else _refused()


def _number(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(at.number(given[0]), "number") if given else _refused()


def _refused() -> Said:
    raise Unsaid


def _trim(at: Speaker, given: tuple[Tree, ...]) -> Said:
    return Said(f"TRIM({at.text(given[0])})") if given else _refused()


def _constant(text: str) -> Call:
    return lambda _, __: Said(text, "boolean")


def _arithmetic(pattern: str) -> Call:
    return lambda at, given: Said(pattern.format(*(at.number(tree) for tree in given)), "number")


def _regex(at: Speaker, given: tuple[Tree, ...]) -> Said:
    """The one expression that questionnaires need everywhere: codes of so many capital letters."""
    if not isinstance(given[1], Text) or given[1].value not in _CAPITALS:
        raise Unsaid
    text, count = at.text(given[0]), _CAPITALS[given[1].value]
    capitals = quoted("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = ",".join(f"ISNUMBER(FIND(MID({text},{n},1),{capitals}))" for n in range(1, count + 1))
    return Said(f"AND(LEN({text})={count},{letters})", "boolean")


_CAPITALS: Final = {f"^[A-Z]{{{count}}}$": count for count in (2, 3)}

CALLS: Final[Mapping[str, Call]] = {
    "true": _constant("TRUE"), "false": _constant("FALSE"), "not": _not, "boolean": _boolean, "if": _if,
    "coalesce": _coalesce, "once": _once, "selected": _selected, "count-selected": _count_selected,
    "contains": _contains, "starts-with": _starts, "ends-with": _ends, "substring-before": _before,
    "substring-after": _after, "substr": _substring, "string-length": _length, "concat": _concat, "string": _string,
    "normalize-space": _trim, "regex": _regex, "number": _number, "int": _arithmetic("TRUNC({0})"), "round": _round,
    "abs": _arithmetic("ABS({0})"), "floor": _arithmetic("INT({0})"), "ceiling": _arithmetic("-INT(-({0}))"),
    "sqrt": _arithmetic("SQRT({0})"), "pow": _arithmetic("POWER({0},{1})"), "exp": _arithmetic("EXP({0})"),
    "log": _arithmetic("LN({0})"), "log10": _arithmetic("LOG10({0})"), "min": _numbers("MIN"), "max": _numbers("MAX"),
    "sum": _sum, "count": _count, "count-non-empty": _count_non_empty, "today": _today, "now": _now, "date": _date,
    "decimal-date-time": _days,
}  # fmt: skip
