"""The figures of the register, counted over its facets: as far as the person who asks may see, because the database says so.

What only passes another mandate on, and what was retired, is not counted. An action counts from the day of adoption; where
neither that nor the day of the paper is known, it cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from attrs import evolve, frozen
from django.core.cache import caches
from django.db import connection
from django.db.models import F

from entraide.documents.domain.filing import shown_label
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .domain.figures import Axis, Figure
from .domain.repeats import Deed, repeated
from .exchange.rows import chosen
from .models import Relation

FRESH: Final = 60
"""Seconds for which figures are kept; a change of the register that adds to its index is seen at once."""
MOST: Final = 5_000
"""Recommendations of one body among which repetitions are looked for."""
_COUNTED: Final = "count(*), count(acted_after), percentile_disc(0.5) WITHIN GROUP (ORDER BY acted_after)"
_IN: Final = """AND NOT EXISTS (SELECT 1 FROM mandates_facet o
    WHERE o.mandate_id = f.mandate_id AND o.facet IN ('passes_on', 'life:retired'))"""
_STATES: Final = f"""SELECT facet, count(*) FROM mandates_facet f
    WHERE facet >= 'state:' AND facet < 'state;' {_IN} GROUP BY 1"""  # noqa: S608 - words of our own
_ALL: Final = f"SELECT 'all', {_COUNTED} FROM mandates_facet f WHERE facet = 'all' {_IN}"  # noqa: S608


def _grouped(key: str, condition: str) -> str:
    return f"SELECT {key}, {_COUNTED} FROM mandates_facet f WHERE {condition} {_IN} GROUP BY 1"  # noqa: S608


_BY: Final[dict[Axis, str]] = {
    "body": _grouped("facet", "facet >= 'body:' AND facet < 'body;'"),
    "addressee": _grouped("facet", "facet >= 'who:' AND facet < 'who;'"),
    "topic": _grouped("facet", "facet >= 'topic:' AND facet < 'topic;'"),
    "year": _grouped("extract(year FROM day)::int::text", "facet = 'all'"),
}


def _asked(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(sql)
        found: list[Any] = cursor.fetchall()
    return found


def _kept(actor: Actor, what: str, made: Any) -> Any:
    """Figures are the same for all who may see the same, until the index of the register grows."""
    newest = _asked("SELECT id FROM mandates_facet ORDER BY id DESC LIMIT 1")
    eyes = "staff" if actor.staff else f"{actor.entity}|{actor.party}"
    return caches["process"].get_or_set(f"mandates.figures|{newest}|{eyes}|{what}".replace(" ", ""), made, FRESH)


def overall(actor: Actor) -> Figure:
    """The register as a whole, with the states of implementation."""
    found: Figure = _kept(actor, "all", _overall)
    return found


def _overall() -> Figure:
    _key, count, timed, days = _asked(_ALL)[0]
    states = {facet.removeprefix("state:"): number for facet, number in _asked(_STATES)}
    return Figure("all", count, timed, days, timed, states)


def by(actor: Actor, axis: Axis) -> tuple[Figure, ...]:
    """By body (its code), addressee (`states/EGY`), topic or year: the largest first, years the newest first."""
    found: tuple[Figure, ...] = _kept(actor, axis, lambda: _by(axis))
    return found


def _by(axis: Axis) -> tuple[Figure, ...]:
    states: dict[str, dict[str, int]] = defaultdict(dict)
    figures = []
    for facet, count, timed, days in _asked(_BY[axis]):
        key = facet if axis == "year" else facet.partition(":")[2]
        key, _mark, state = key.partition("|") if axis == "addressee" else (key, "", "")
        if state:
            states[key][state] = count
        else:
            figures.append(Figure(key, count, timed, days, timed))
    figures = [evolve(one, states=states[one.key]) for one in figures]
    if axis == "body":
        codes = {str(row.id): row.code for row in meetings.bodies()}
        figures = [evolve(one, key=codes[one.key]) for one in figures if one.key in codes]
    if axis == "year":
        return tuple(sorted(figures, key=lambda one: -int(one.key)))
    return tuple(sorted(figures, key=lambda one: (-one.count, one.key)))


@frozen
class Repeat:
    """A deed that was asked in several sessions without an action: the words of the last, and all of them, the last first."""

    text: Text
    mandates: tuple[tuple[int, str, str], ...]
    """Id, document and label of the paragraph."""


def body_name(code: str) -> Text:
    """The name of a body; NotHere when there is none."""
    known = next((row for row in meetings.bodies() if row.code == code), None)
    if known is None:
        raise NotHere
    return known.name


def repeats(actor: Actor, code: str) -> tuple[Repeat, ...]:
    """What a body asked in three sessions or more without an action recorded. Refused with MAN-440 past `MOST`."""
    del actor  # the database knows who asks
    body_name(code)
    found = chosen(body=code).exclude(life="retired").filter(contained__isnull=True)
    rows = list(_deeds(found)[: MOST + 1])
    if len(rows) > MOST:
        raise refuse("MAN-440", limit=MOST)
    again = _again(row["id"] for row in rows)
    deeds = [
        Deed(row["id"], str(row["session"] or f"paper {row['document']}"), row["deliverable"] or _words(row["text"]),
             row["first_action_on"] is not None, tuple(again.get(row["id"], ())))
        for row in rows
    ]  # fmt: skip
    known = {row["id"]: row for row in rows}
    return tuple(_repeat([known[one] for one in group]) for group in repeated(deeds))


def _deeds(found: Any) -> Any:
    return found.values(
        "id", "deliverable", "first_action_on", "adopted_on",
        session=F("paragraph__document__meeting_id"), document=F("paragraph__document_id"), dated=F("paragraph__document__dated"),
        symbols=F("paragraph__document__symbols"), number=F("paragraph__number"), point=F("paragraph__point"),
        text=F("paragraph__text"),
    )  # fmt: skip


def _words(text: Any) -> str:
    return Text.from_json(text).shown_in("en").text


def _again(ids: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in Relation.objects.filter(kind="reiterates", mandate_id__in=list(ids)).values_list(
        "mandate_id", "other_id"
    ):
        if other:
            found[one].append(other)
    return found


def _repeat(group: list[dict[str, Any]]) -> Repeat:
    ordered = sorted(group, key=lambda row: (str(row["adopted_on"] or row["dated"] or ""), row["id"]), reverse=True)
    last = ordered[0]
    mandates = tuple(
        (row["id"], " - ".join(row["symbols"]), shown_label(row["number"], row["point"])) for row in ordered
    )
    return Repeat(Text.from_json(last["text"]), mandates)
