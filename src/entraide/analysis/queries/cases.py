"""Reports of cases, as far as who asks may read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from attrs import field, frozen
from django.db.models import Q, QuerySet

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere

from .. import policies
from ..models import CaseRecord, CaseSuspect

FILTERS: Final = ("entity", "offence", "type", "year", "origin", "destination", "round", "q", "mine", "withdrawn")


@frozen
class CaseRow:
    """One version of a report. `suspect` is empty for who may not read it; `normal` are its codes."""

    id: int
    report: str
    version: int
    current: bool
    entity: str
    role: str
    offence: str
    audience: str
    lang: str
    received: Mapping[str, str]
    langs: Mapping[str, str]
    source: str
    line: int | None
    invented: bool
    received_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str
    round: int | None
    normal: Mapping[str, Any]
    year: int | None
    suspect: str = field(default="", repr=False)

    @property
    def what(self) -> str:
        """The object in the reporter's words."""
        given = (self.received.get(name, "") for name in ("title", "obj", "description"))
        return next((text for text in given if text), "")

    @property
    def ref(self) -> str:
        """The reporter's own reference."""
        return self.received.get("ref", "")


def case_row(found: CaseRecord, suspect: str = "") -> CaseRow:
    """A row of a record whose `normal` is at hand."""
    normal = getattr(found, "normal", None)
    return CaseRow(
        found.pk, str(found.report), found.version, found.current, found.entity, found.role, found.offence, found.audience,
        found.lang, found.received, found.langs, found.source, found.line, found.invented, found.received_at,
        found.withdrawn_at, found.withdrawn_why, found.round_id, normal.columns if normal else {},
        normal.year if normal else None, suspect,
    )  # fmt: skip


def case(actor: Actor, record_id: int) -> CaseRow:
    """One version of a report; NotHere for whoever may not read it."""
    found = policies.access_case(actor, record_id)
    named = CaseSuspect.objects.filter(record=found).first() if policies.reads_suspects(actor, found.entity) else None
    return case_row(found, named.text if named else "")


def versions(actor: Actor, report: str) -> tuple[CaseRow, ...]:
    """Every version of a report that this person may read, the newest first."""
    found = CaseRecord.objects.select_related("normal").filter(report=report).order_by("-version")
    return tuple(case_row(one) for one in found if policies.admits_case(actor, one.audience, one.entity))


def _readable(actor: Actor) -> QuerySet[CaseRecord]:
    """What the policy lets this person read, said to the database as well as by its walls."""
    found = CaseRecord.objects.select_related("normal").filter(current=True)
    if actor.staff:
        return found
    if not policies.reads_cases(actor):
        raise NotHere
    wide = [str(one) for one in policies.OPEN if one is not Audience.STATE and actor.admits(one)]
    own = Q(entity=actor.entity)
    if not policies.reads_whole(actor, actor.entity):
        own &= Q(audience__in=[str(one) for one in policies.OPEN])
    return found.filter(own | Q(audience__in=wide))


def cases(actor: Actor, chosen: Mapping[str, str]) -> QuerySet[CaseRecord]:
    """The newest versions under the filters, newest first, for `case_row` page by page."""
    found = _readable(actor)
    found = found.filter(withdrawn_at__isnull=chosen.get("withdrawn") != "yes")
    plain = {"entity": "entity", "offence": "offence", "type": "normal__type", "origin": "normal__origin"}
    plain["destination"] = "normal__destination"
    found = found.filter(**{path: chosen[name] for name, path in plain.items() if chosen.get(name)})
    for name, path in (("year", "normal__year"), ("round", "round_id")):
        if chosen.get(name, "").isdecimal():
            found = found.filter(**{path: int(chosen[name][:9])})
    if chosen.get("mine") == "yes" and actor.entity:
        found = found.filter(entity=actor.entity)
    return _searched(found, chosen.get("q", "")).order_by("-id")


def _searched(found: QuerySet[CaseRecord], words: str) -> QuerySet[CaseRecord]:
    if not words:
        return found
    names = ("title", "obj", "description", "ref", "place", "inventory", "maker")
    anywhere = Q()
    for name in names:
        anywhere |= Q(**{f"received__{name}__icontains": words})
    return found.filter(anywhere)


@frozen
class Choices:
    """What the filters of the list offer."""

    entities: tuple[str, ...]
    types: tuple[str, ...]
    years: tuple[int, ...]


def filter_choices(actor: Actor) -> Choices:
    """Reporters, types and years of what this person may read."""
    found = _readable(actor).filter(withdrawn_at__isnull=True).order_by()
    types = found.exclude(normal__type="").values_list("normal__type", flat=True).distinct()
    years = found.filter(normal__year__isnull=False).values_list("normal__year", flat=True).distinct()
    return Choices(
        tuple(found.values_list("entity", flat=True).distinct()),
        tuple(sorted(types)),
        tuple(sorted(years, reverse=True)),
    )


def to_export(actor: Actor, chosen: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Rows for a file: what may be read, by the names of the fields; suspects for who may read them."""
    found = cases(actor, chosen)
    names: Mapping[int, str] = dict(CaseSuspect.objects.values_list("record_id", "text"))
    for one in found.iterator(chunk_size=2000):
        row = case_row(one)
        said = {"role": row.role, "offence": row.offence, "lang": row.lang, "audience": row.audience}
        suspect = names.get(row.id, "") if policies.reads_suspects(actor, row.entity) else ""
        yield {
            **row.received, **said, "suspect": suspect, "number": str(row.id), "entity": row.entity,
            "invented": "yes" if row.invented else "", "normal_type": str(row.normal.get("type") or ""),
        }  # fmt: skip
