"""Which entries are meant, as far as the reader sees them: a query that is narrowed, counted and digested, not yet rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from attrs import frozen
from django.db import connection
from django.db.models import Q, QuerySet

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .. import policies
from ..domain.life import GRACE, YEAR
from ..models import Authority


@frozen
class Filters:
    """What narrows the directory; empty means all. `article` is compared as written, `since` is a moment or a day."""

    entity: str = ""
    function: str = ""
    instrument: str = ""
    article: str = ""
    standing: str = ""
    since: datetime | None = None
    ids: tuple[int, ...] = ()


def chosen(actor: Actor, filters: Filters = Filters()) -> QuerySet[Authority]:
    """The entries that this person sees; those withdrawn are seen by their own State and the secretariat alone."""
    found = Authority.objects.all()
    if not actor.staff:
        hidden = Q(state="withdrawn") & ~Q(entity=actor.entity) if actor.entity else Q(state="withdrawn")
        found = found.exclude(hidden)
    if filters.ids:
        found = found.filter(id__in=filters.ids)
    if filters.entity:
        found = found.filter(entity=filters.entity)
    triple = {name: getattr(filters, name) for name in ("function", "instrument", "article")}
    if said := {name: value for name, value in triple.items() if value}:
        found = found.filter(functions__contains=[said])
    if filters.standing:
        found = found.filter(_standing(filters.standing, clock.now().date()))
    if filters.since:
        found = found.filter(_changed(actor, filters.since))
    return found


def _standing(standing: str, today: date) -> Q:
    """As `domain.life.standing` computes it, for the database."""
    held = Q(state="confirmed", confirmed_on__isnull=False)
    lapsed = Q(confirmed_on__lt=today - YEAR - GRACE)
    late = Q(confirmed_on__lt=today - YEAR)
    return {
        "withdrawn": Q(state="withdrawn"), "confirmed": held & ~late, "due": held & late & ~lapsed,
        "not_confirmed": ~Q(state="withdrawn") & (~held | lapsed),
    }[standing]  # fmt: skip


def _changed(actor: Actor, since: datetime) -> Q:
    """For the public by the day: the moment would tell when something was changed that is not for them."""
    if policies.may_see_addresses(actor):
        return Q(changed_at__gte=since)
    start = datetime.combine(since.date(), datetime.min.time(), since.tzinfo)
    return Q(changed_at__gte=start)


_DIGEST = """
SELECT coalesce(md5(string_agg(md5(concat_ws('|', (to_jsonb(a) - 'version' - 'changed_at' - 'audience')::text, {moment},
  (SELECT string_agg((to_jsonb(r) - 'id' - 'position' - 'bounced_at')::text, ',' ORDER BY r.position, r.id)
    FROM directory_reach r WHERE r.authority_id = a.id),
  (SELECT p.content::text FROM directory_procedure p WHERE p.authority_id = a.id),
  (SELECT string_agg(concat_ws('/', d.kind, d.reference, d.dated), ',' ORDER BY d.dated, d.id) FROM directory_designation d
    WHERE d.authority_id = a.id),
  (SELECT string_agg((to_jsonb(c) - 'id' - 'bounced_at')::text, ',' ORDER BY c.id) FROM directory_contactpoint c WHERE c.authority_id = a.id)
)), '' ORDER BY a.id)), '')
FROM directory_authority a WHERE a.id = ANY(%s)
"""


def digest(actor: Actor, ids: list[int], *more: Any) -> str:
    """Of everything that row-level security lets this person see of these entries, and of who they are to the directory.

    One query; changes exactly when what they are shown changes: hidden parts do not enter, nor the version that counts them.
    """
    known = bool(policies.may_see_addresses(actor))
    moment = "a.version::text, a.changed_at::text" if known else "a.changed_at::date::text"
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST.format(moment=moment), [ids])
        found = cursor.fetchone()[0]
    return "|".join(map(str, (found, known, actor.entity, actor.staff, clock.now().date(), len(ids), *more)))
