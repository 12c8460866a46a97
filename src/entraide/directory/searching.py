"""Looking for an authority as one types, in any language and script, with mistakes."""

from __future__ import annotations

from attrs import frozen
from django.db import connection

from entraide.foundation.actions import Act, action
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.reference.domain.entities import find

from . import indexing, policies
from .domain.similar import asked
from .models import Authority
from .rows import record_of

BATCH = 500


@frozen
class Hit:
    """An authority that was found; `city` is where it is public."""

    id: int
    entity: str
    name: Text
    kind: str
    acronym: str
    city: str
    invented: bool


@frozen
class Looked:
    """What was found, the likeliest first; `state` is the State or organisation that the words name, "" for none."""

    hits: tuple[Hit, ...] = ()
    state: str = ""


def look(actor: Actor, text: str, most: int = 8) -> Looked:
    """Authorities whose names, State, city or competence hold all the words, or else most of them."""
    words = asked(text)
    if not words:
        return Looked()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT authority FROM directory_look(%s::text[], %s::text[], %s::text[], %s)",
            [[one.exact for one in words], [one.alike for one in words], [one.loose for one in words], most],
        )
        ids = [row[0] for row in cursor.fetchall()]
    rows = Authority.objects.filter(pk__in=ids).prefetch_related("reaches")
    seen = {row.pk: row for row in rows if policies.sees(actor, row)}
    state = find(text, page_language())
    return Looked(tuple(_hit(seen[one]) for one in ids if one in seen), state.code if state else "")


def _hit(row: Authority) -> Hit:
    record = record_of(row)
    return Hit(
        row.pk, row.entity, record.name or Text.of("en", en=record.original_name), row.kind, row.acronym,
        next((one.city for one in record.reaches if one.public and one.city), ""), row.invented,
    )  # fmt: skip


@action("directory.keys.filed")
def file_all(act: Act) -> int:
    """File every authority anew under the keys it is sought by; how many there were. For the secretariat."""
    policies.may_import(act.actor).enforce()
    rows = Authority.objects.order_by("pk").prefetch_related("reaches").iterator(BATCH)
    batch: list[indexing.Filed] = []
    count = 0
    for found in rows:
        batch.append(indexing.row(found.pk, found.state, found.audience, record_of(found)))
        count += 1
        if len(batch) == BATCH:
            indexing.write(batch)
            batch = []
    indexing.write(batch)
    act.about("directory.authority", authorities=count)
    return count
