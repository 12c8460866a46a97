"""What devices and programs sent, as pages show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from django.db.models import Count, Max, Q

from entraide.foundation.accounts.models import Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere, Problem, Refused
from entraide.kernel.text import Text

from .. import policies
from ..domain.judge import Finding, judge_xml
from ..forms import form_of
from ..models import AccessToken, AppKey, Instance, InstanceFile, InstancePiece, Project, Round
from ..released import version_name

PAGE = 100


@frozen
class ProjectRow:
    """A project in the list. `title` is the round's where it belongs to one."""

    id: int
    name: str
    title: Text
    round_id: int | None
    archived: bool
    arrived: int
    last: datetime | None


@frozen
class ArrivalRow:
    """A submission in the list: what the judge marked of its newest version, and what became of it."""

    id: int
    entity: str
    form: str
    version: str
    sender: str
    created_at: datetime
    updated_at: datetime | None
    valid: bool
    findings: int
    review_state: str
    versions: int
    taken_at: datetime | None


@frozen
class StrayRow:
    """What was refused to a device, and kept."""

    id: int
    entity: str
    form: str
    version: str
    created_at: datetime
    problem: Problem


@frozen
class KeyRow:
    """A key of a device, without what opens."""

    id: int
    name: str
    entity: str
    start: str
    created_at: datetime
    revoked_at: datetime | None


@frozen
class VersionRow:
    """A version of a submission."""

    id: int
    guid: str
    number: int
    version: str
    created_at: datetime
    valid: bool
    current: bool


def device_projects(actor: Actor) -> tuple[ProjectRow, ...]:
    """The projects that this person may see; how much arrived of what they may see."""
    seen = Q() if actor.staff else Q(forms__instances__entity=actor.entity)
    counted = policies.projects_of(actor).annotate(
        arrived=Count("forms__instances", filter=seen, distinct=True),
        last=Max("forms__instances__created_at", filter=seen),
    )
    return tuple(project_row(row, row.arrived, row.last) for row in counted)


def project_row(row: Project, arrived: int = 0, last: datetime | None = None) -> ProjectRow:
    """One of them."""
    title = Text.from_json(row.round.title) if row.round else Text()
    return ProjectRow(row.pk, row.name, title, row.round_id, row.archived, arrived, last)


def unconnected_rounds(actor: Actor) -> tuple[tuple[int, Text], ...]:
    """Open rounds of which no device sends yet, and in which this person was asked or which they run."""
    rows = Round.objects.filter(project=None, state="open")
    if not actor.staff:
        if not policies.answers_for(actor, actor.entity):
            return ()
        rows = rows.filter(replies__entity=actor.entity)
    return tuple((row.pk, Text.from_json(row.title)) for row in rows)


def arrivals(actor: Actor, project: Project, before: int = 0) -> tuple[ArrivalRow, ...]:
    """The newest first, a page of them; `before` the number of the last one on the page before."""
    rows = policies.arrived_in(actor, project).select_related("form")
    if before:
        rows = rows.filter(pk__lt=before)
    return tuple(_arrival_rows(list(rows.order_by("-pk")[:PAGE])))


def _arrival_rows(rows: Sequence[Instance]) -> Iterator[ArrivalRow]:
    names = senders(rows)
    for row in rows:
        yield ArrivalRow(
            row.pk, row.entity, row.form.form_id, version_name(row.version_id), names[row.pk], row.created_at,
            row.updated_at, row.valid, len(row.findings), row.review_state, row.edits + 1, row.taken_at,
        )  # fmt: skip


def senders(rows: Sequence[Instance]) -> Mapping[int, str]:
    """Who sent each: a person or a device, by the submission's number."""
    with acting_as(SYSTEM):
        persons = dict(
            Person.objects.filter(pk__in={row.person for row in rows if row.person}).values_list("pk", "name")
        )
        keys = dict(AppKey.objects.filter(pk__in={row.key_id for row in rows if row.key_id}).values_list("pk", "name"))
    return {row.pk: persons.get(row.person or 0) or keys.get(row.key_id or 0, "") for row in rows}


def arrival_row(actor: Actor, instance_id: int) -> ArrivalRow:
    """One submission."""
    return next(_arrival_rows([policies.access_arrival(actor, instance_id)]))


def strays(actor: Actor, project: Project) -> tuple[StrayRow, ...]:
    """What was refused and kept, the newest first."""
    rows = policies.strays_of(actor, project).defer("xml")[:PAGE]
    return tuple(
        StrayRow(
            row.pk, row.entity, row.form_id, row.version, row.created_at,
            Problem(row.code, {"version": row.version, "form": row.form_id, "id": row.guid}),
        )
        for row in rows
    )  # fmt: skip


def stray_xml(actor: Actor, project: Project, stray_id: int) -> bytes:
    """What was sent."""
    row = policies.strays_of(actor, project).filter(pk=stray_id).first()
    if row is None:
        raise NotHere
    return bytes(row.xml)


def device_keys(actor: Actor, project: Project) -> tuple[KeyRow, ...]:
    """The keys of a project that this person may see."""
    rows = policies.keys_of(actor, project)
    return tuple(KeyRow(row.pk, row.name, row.entity, row.start, row.created_at, row.revoked_at) for row in rows)


def own_tokens(actor: Actor) -> tuple[AccessToken, ...]:
    """The tokens of this person that still open."""
    rows = AccessToken.objects.filter(person_id=actor.person_id, ended_at__isnull=True)
    return tuple(rows.exclude(name=""))


def access_token(actor: Actor, token_id: int) -> AccessToken:
    """One of them."""
    row = AccessToken.objects.filter(pk=token_id, person_id=actor.person_id).first()
    if row is None or actor.person_id is None:
        raise NotHere
    return row


def versions(instance: Instance) -> tuple[VersionRow, ...]:
    """Every version, the first one first."""
    rows = instance.versions.order_by("pk").defer("xml")
    return tuple(
        VersionRow(row.pk, row.guid, at, version_name(row.version_id), row.created_at, row.valid, row.current)
        for at, row in enumerate(rows, 1)
    )


def version_xml(instance: Instance, version_id: int) -> bytes:
    """A version as it came."""
    row = instance.versions.filter(pk=version_id).first()
    if row is None:
        raise NotHere
    return bytes(row.xml)


def files(instance: Instance) -> tuple[InstanceFile, ...]:
    """The files of the version that counts."""
    return tuple(policies.current_version(instance).files.all())


def file_of(instance: Instance, file_id: int) -> InstanceFile:
    """A file that has arrived, of any version."""
    row = InstanceFile.objects.filter(pk=file_id, version__instance=instance, arrived_at__isnull=False).first()
    if row is None:
        raise NotHere
    return row


def file_pieces(actor: Actor, file_id: int) -> Iterator[bytes]:
    """The bytes of a file, each piece read in a transaction of its own as this person."""
    number = 0
    while True:
        with acting_as(actor):
            piece = InstancePiece.objects.filter(file_id=file_id, number=number).first()
        if piece is None:
            return
        yield bytes(piece.content)
        number += 1


def findings(instance: Instance) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """What the judge says of the newest version, with its words; or why it cannot judge it."""
    version = policies.current_version(instance)
    try:
        judged = judge_xml(form_of(version.version_id), bytes(version.xml), version.created_at.date())
    except Refused as refusal:
        return (), (*refusal.problems, Problem("COL-431"))
    return judged.problems, ()


def remarks(instance: Instance) -> tuple[dict[str, Any], ...]:
    """What was said of it, the oldest first."""
    rows = list(instance.remarks.order_by("pk"))
    with acting_as(SYSTEM):
        names = dict(Person.objects.filter(pk__in={row.person for row in rows if row.person}).values_list("pk", "name"))
    return tuple({"name": names.get(row.person, ""), "body": row.body, "at": row.created_at} for row in rows)
