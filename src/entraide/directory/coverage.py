"""Reading the coverage: which State has an authority for which function."""

from __future__ import annotations

from datetime import date

from django.db import connection

from entraide.foundation.kept.rows import rows_kept
from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.reference.domain.entities import entities, ordered

from .domain.coverage import Coverage, Held, coverage
from .domain.life import GRACE, YEAR
from .domain.vocabulary import FUNCTIONS

_HELD = """
SELECT a.entity, f.item ->> 'function', bool_or(a.state = 'confirmed' AND a.confirmed_on >= %s)
FROM directory_authority a CROSS JOIN LATERAL jsonb_array_elements(a.functions) f(item)
WHERE a.state <> 'withdrawn' AND coalesce(f.item ->> 'until', '9999') >= %s AND coalesce(f.item ->> 'since', '0000') <= %s
GROUP BY 1, 2
"""


def covered(actor: Actor, group: str = "", instrument: str = "", parties_only: bool = False) -> Coverage:
    """The table of States in the order of the page's language; counted from what this person sees, by the database."""
    states = [one.code for one in entities("state") if not group or one.group == group]
    return coverage(ordered(states, page_language()), held(actor), tuple(FUNCTIONS), instrument, parties_only)


def held(actor: Actor) -> tuple[Held, ...]:
    """Who has an authority for what, and whether one of them stands confirmed today; the walls know who asks."""
    today = clock.now().date()
    return rows_kept(f"directory held {today}", actor, lambda: _held(today))


def _held(today: date) -> tuple[Held, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [today - YEAR - GRACE, today.isoformat(), today.isoformat()])
        return tuple(cursor.fetchall())
