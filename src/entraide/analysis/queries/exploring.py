"""Exploring a set: what may be chosen, what comes out, the views that were kept.

The secretariat asks the set itself. Everybody else asks an edition in which nothing narrower than their reach stands.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve, frozen

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .. import policies
from ..domain.engine.run import opened, run
from ..domain.exploring import Ask, indicator_of
from ..domain.exploring.asking import ASKS_FOR_A_QUESTION, SUBJECTS, Subject, fields_of
from ..domain.exploring.narrowing import narrowed
from ..domain.exploring.offering import Offer, amounts, questions_for, values_in
from ..domain.results import Result
from ..domain.sets.shapes import TABLES
from ..models import FrozenSet, KeptView
from .results import place

_KEPT = 6
_editions: OrderedDict[tuple[str, Audience], dict[str, pa.Table]] = OrderedDict()
_lock = Lock()
Where = Path | Mapping[str, pa.Table]


@frozen
class ExploredRow:
    """A set that a person may explore."""

    id: int
    round_code: str
    title: Text
    number: int
    content_hash: str
    invented: bool
    reach: Audience

    @property
    def whole(self) -> bool:
        """Whether everything in the set is asked, and not an edition of it."""
        return self.reach is Audience.SECRETARIAT


@frozen
class ViewRow:
    """A kept view; `asked` are the names and values of its address, `own` whether it is one's own."""

    id: int
    name: str
    set_id: int
    round_code: str
    title: Text
    asked: tuple[tuple[str, str], ...]
    shared: bool
    own: bool


def explored_set(actor: Actor, set_id: int) -> ExploredRow:
    """The set that is explored; NotHere for those to whom its figures were not opened."""
    return _explored(actor, policies.access_results(actor, set_id))


def _explored(actor: Actor, row: FrozenSet) -> ExploredRow:
    return ExploredRow(
        row.pk, row.round.code, Text.from_json(row.round.title), row.number, row.content_hash, row.round.invented,
        policies.reach(actor),
    )  # fmt: skip


def explored(actor: Actor, set_id: int, ask: Ask) -> Result:
    """What was asked, counted. Sums of amounts always stand by currency."""
    row = policies.access_results(actor, set_id)
    where, form = _where(actor, row)
    titles = {one.name: one.label for one in questions_for(ask.subject, form)}
    indicator = indicator_of(ask, titles.get(ask.question))
    return run(where, [indicator], content_hash=row.content_hash, counted=actor.staff)[indicator.name]


def subjects(actor: Actor) -> tuple[Subject, ...]:
    """In an edition nobody can say whether a question was left blank: what was kept looks the same."""
    return tuple(one for one in SUBJECTS if actor.staff or one != "cells")


def sound(actor: Actor, set_id: int, ask: Ask) -> Ask:
    """The question made one that can be counted: with a question where it needs one, money by currency."""
    _where_of, form = _where(actor, policies.access_results(actor, set_id))
    if ask.subject not in subjects(actor):
        ask = Ask("asked", "count")
    if ask.subject in ASKS_FOR_A_QUESTION:
        offered = questions_for(ask.subject, form)
        names = [one.name for one in offered]
        if ask.question not in names:
            ask = evolve(ask, question=names[0] if names and ask.subject != "cells" else "")
    if ask.question in amounts(form):
        ask = _by_currency(ask)
    return ask


def _by_currency(ask: Ask) -> Ask:
    single = any(one.field == "currency" and len(one.values) == 1 for one in ask.filters)
    if single or "currency" in (ask.by, ask.across):
        return ask
    return evolve(ask, across="currency") if ask.by else evolve(ask, by="currency")


def offer(actor: Actor, set_id: int, ask: Ask) -> Offer:
    """What may be chosen for a question: questions of the questionnaire, fields, and the values that stand in the set."""
    where, form = _where(actor, policies.access_results(actor, set_id))
    fields = fields_of(ask.subject)
    connection = opened(where)
    try:
        values = {field: values_in(connection, ask.subject, field, ask.question) for field in fields}
    finally:
        connection.close()
    return Offer(questions_for(ask.subject, form), fields, values)


def _where(actor: Actor, row: FrozenSet) -> tuple[Where, object]:
    where, form = place(row)
    reader = policies.reach(actor)
    return (where if reader is Audience.SECRETARIAT else _edition(row, where, reader)), form


def _edition(row: FrozenSet, where: Where, reader: Audience) -> dict[str, pa.Table]:
    key = (row.content_hash, reader)
    with _lock:
        if key in _editions:
            _editions.move_to_end(key)
            return _editions[key]
    tables = {name: pq.read_table(where / f"{name}.parquet") if isinstance(where, Path) else where[name] for name in TABLES}
    made = narrowed(tables, reader)
    with _lock:
        _editions[key] = made
        while len(_editions) > _KEPT:
            _editions.popitem(last=False)
    return made


def explorable(actor: Actor) -> tuple[ExploredRow, ...]:
    """The sets that a person may explore, the newest first."""
    ids = FrozenSet.objects.order_by("-frozen_at", "-id").values_list("pk", flat=True)
    return tuple(_explored(actor, policies.access_results(actor, set_id)) for set_id in ids)


def views(actor: Actor, set_id: int | None = None, *, removed: bool = False) -> tuple[ViewRow, ...]:
    """The kept views that a person may read, the newest first."""
    rows = policies.visible_views(actor).filter(removed_at__isnull=not removed)
    return tuple(_view(actor, row) for row in (rows if set_id is None else rows.filter(frozen_set_id=set_id)))


def view(actor: Actor, view_id: int) -> ViewRow:
    """One kept view."""
    return _view(actor, policies.access_view(actor, view_id))


def _view(actor: Actor, row: KeptView) -> ViewRow:
    return ViewRow(
        row.pk, row.name, row.frozen_set_id, row.frozen_set.round.code, Text.from_json(row.frozen_set.round.title),
        tuple((name, value) for name, value in row.asked), row.shared, row.person == actor.person_id,
    )  # fmt: skip
