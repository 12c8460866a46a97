"""Looking for an authority as one types, in any language and script, with mistakes."""

from __future__ import annotations

from attrs import frozen
from django.db import connection
from django.db.models import Prefetch

from entraide.foundation.actions import Act, action
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain.entities import find

from . import indexing, policies
from .domain.similar import asked
from .models import Authority, Reach
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
    places = Prefetch("reaches", Reach.objects.filter(kind="post", audience=Audience.PUBLIC))
    rows = Authority.objects.filter(pk__in=ids).prefetch_related(places)
    seen = {row.pk: row for row in rows if policies.sees(actor, row)}
    state = find(text, page_language())
    return Looked(tuple(_hit(seen[one]) for one in ids if one in seen), state.code if state else "")


def _hit(row: Authority) -> Hit:
    """Without the record, whose other parts have walls to be asked."""
    name = Text.from_json(row.name) or Text.of("en", en=row.original_name)
    city = next((one.city for one in row.reaches.all() if one.city), "")
    return Hit(row.pk, row.entity, name, row.kind, row.acronym, city, row.invented)


def unfiled() -> bool:
    """Whether some authority has no keys."""
    return Authority.objects.filter(sought__isnull=True).exists()


@action("directory.keys.filed")
def file_all(act: Act) -> int:
    """File every authority anew under the keys it is sought by; how many there were. For the secretariat."""
    policies.may_import(act.actor).enforce()
    rows = Authority.objects.order_by("pk").select_related("procedure").prefetch_related("reaches").iterator(BATCH)
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
