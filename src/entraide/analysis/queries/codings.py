"""What stands of all that coders said, kept between requests: a new coding is added to what is kept, nothing is read twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any, Final

from attrs import frozen
from django.db import connection

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

AGREED: Final = 0
_KEPT: Final = 4
_ROWS = """
SELECT c.id, c.passage_id, c.hand, c.deed, array_to_string(c.themes, ' '),
       ARRAY(SELECT jsonb_object_keys(c.proposed))
FROM analysis_coding c WHERE c.id > %(last)s
AND c.passage_id IN (SELECT id FROM analysis_passage WHERE submission = ANY(%(submissions)s)) ORDER BY c.id
"""


@frozen
class Edition:
    """What is kept of a set's codings between requests is kept under this."""

    set_id: int
    made_at: datetime
    last: int
    rows: int


@frozen(eq=False)
class Codings:
    """Per passage each coder's themes, what was agreed upon, and of each coder's themes those that had been proposed."""

    edition: Edition
    said: Mapping[int, Mapping[int, frozenset[str]]]
    agreed: Mapping[int, frozenset[str]]
    proposed: Mapping[int, Mapping[int, frozenset[str]]]


_live: OrderedDict[tuple[int, datetime], Codings] = OrderedDict()
_lock = Lock()


def codings_of(set_id: int, made_at: datetime, submissions: Iterable[int]) -> Codings:
    """What stands now. Rows are only ever added: those after the last one known are read, all of them when the number is wrong

    (a row with a lower number may be written down later than one with a higher).
    """
    asked = list(submissions)
    with _lock:
        known = _live.get((set_id, made_at))
    with acting_as(SYSTEM, savepoint=False):
        last, rows = _stand(asked)
        if known and (known.edition.last, known.edition.rows) == (last, rows):
            return known
        found = _with(known or _none(set_id, made_at), _read(asked, known.edition.last if known else 0))
        if known and found.edition.rows != rows:
            found = _with(_none(set_id, made_at), _read(asked, 0))
    with _lock:
        _live[set_id, made_at] = found
        _live.move_to_end((set_id, made_at))
        while len(_live) > _KEPT:
            _live.popitem(last=False)
    return found


def _none(set_id: int, made_at: datetime) -> Codings:
    return Codings(Edition(set_id, made_at, 0, 0), {}, {}, {})


def _stand(submissions: list[int]) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(c.id), 0), count(*) FROM analysis_coding c"
            " JOIN analysis_passage p ON p.id = c.passage_id WHERE p.submission = ANY(%s)",
            [submissions],
        )
        last, rows = cursor.fetchone()
    return int(last), int(rows)


def _read(submissions: list[int], last: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"submissions": submissions, "last": last})
        return list(cursor.fetchall())


def _with(known: Codings, rows: list[tuple[Any, ...]]) -> Codings:
    """What stands after these rows: the last of a hand counts, and one that takes back leaves nothing."""
    said, agreed, proposed = dict(known.said), dict(known.agreed), dict(known.proposed)
    sets: dict[str, frozenset[str]] = {}
    at = known.edition
    for number, passage, hand, deed, themes, of_proposals in rows:
        given = sets.setdefault(themes, frozenset(themes.split()))
        stands = deed == "coded"
        if hand == AGREED:
            _put(agreed, passage, given, stands)
        else:
            hands, confirmed = dict(said.get(passage, {})), dict(proposed.get(passage, {}))
            _put(hands, hand, given, stands)
            _put(confirmed, hand, frozenset(of_proposals), stands and bool(of_proposals))
            _put(said, passage, hands, bool(hands))
            _put(proposed, passage, confirmed, bool(confirmed))
        at = Edition(at.set_id, at.made_at, number, at.rows + 1)
    return Codings(at, said, agreed, proposed)


def _put(where: dict[int, Any], key: int, value: Any, stands: bool) -> None:
    if stands:
        where[key] = value
    else:
        where.pop(key, None)
