"""Between an authority's tables and its record: the one place that knows how the two correspond."""

from __future__ import annotations

from typing import Any

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .domain.proposals import Comer, Proposal, without_empty
from .domain.record import Cultural, Function, Procedure, Reach, Record
from .indexing import index
from .models import Authority, Draft
from .models import Procedure as ProcedureRow
from .models import Reach as ReachRow

SCALARS = ("territory", "original_name", "original_language", "transliteration", "acronym", "kind", "invented")
COLUMNS = (*SCALARS, "name", "functions", "languages", "networks", "cultural")


def record_of(found: Authority) -> Record:
    """The record, as far as the database shows it to whoever asks: ways of reaching and the procedure have walls of their own."""
    procedure = getattr(found, "procedure", None)
    return Record(
        entity=found.entity,
        name=Text.from_json(found.name),
        functions=tuple(Function.from_json(row) for row in found.functions),
        languages=tuple(found.languages),
        networks=tuple(found.networks),
        cultural=tuple(Cultural.from_json(row) for row in found.cultural),
        reaches=tuple(_reach(row) for row in found.reaches.all()),
        procedure=Procedure.from_json(procedure.content if procedure else None),
        **{name: getattr(found, name) for name in SCALARS},
    )


def _reach(row: ReachRow) -> Reach:
    public = row.audience == Audience.PUBLIC
    return Reach(row.kind, row.value, row.purpose, row.extension, row.city, row.country, row.note, public)


def columns_of(record: Record) -> dict[str, Any]:
    """The columns of directory_authority."""
    return {
        **{name: getattr(record, name) for name in SCALARS},
        "name": record.name.to_json(), "functions": [one.to_json() for one in record.functions],
        "languages": list(record.languages), "networks": list(record.networks),
        "cultural": [one.to_json() for one in record.cultural],
    }  # fmt: skip


def write_parts(authority: Authority, record: Record) -> None:
    """The rows beside it: ways of reaching, the procedure, the keys it is sought by.

    An address that bounced stays marked while it stays the same.
    """
    bounced = {row.value: row.bounced_at for row in authority.reaches.all() if row.bounced_at}
    authority.reaches.all().delete()
    ReachRow.objects.bulk_create(
        ReachRow(
            authority=authority, entity=authority.entity, kind=one.kind, purpose=one.purpose, value=one.value,
            extension=one.extension, city=one.city, country=one.country, note=one.note, position=place,
            audience=Audience.PUBLIC if one.public else Audience.MEMBERS, bounced_at=bounced.get(one.value),
        )
        for place, one in enumerate(record.reaches)
    )  # fmt: skip
    content = record.procedure.to_json()
    ProcedureRow.objects.update_or_create(
        authority=authority, defaults={"entity": authority.entity, "content": content}
    )
    index(authority.pk, authority.state, authority.audience, record)


def proposal_of(draft: Draft, coming: tuple[Comer, ...] = ()) -> Proposal:
    """What a draft proposes; `coming` are those who become contact points, opened by `persons`."""
    return Proposal(
        kind=draft.kind, record=without_empty(Record.from_json(draft.record)), act_kind=draft.act_kind,
        act_reference=draft.act_reference, act_dated=draft.act_dated, act_name=draft.act_name, note=draft.note, coming=coming,
        leaving=frozenset(draft.leaving),
    )  # fmt: skip
