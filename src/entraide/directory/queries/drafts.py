"""Drafts as their readers get them."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from entraide.foundation.audit.sightings import Door
from entraide.kernel.actor import Actor
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text

from .. import persons, policies
from ..domain.differences import Difference, Merged, differences, merged
from ..domain.life import EDITED
from ..domain.proposals import Comer, Proposal, problems_of_proposal
from ..domain.record import Record
from ..models import Draft
from ..persons import ContactPointRow
from ..rows import proposal_of, record_of

ComerRow = Comer


@frozen
class DraftRow:
    """A draft, whole: what it proposes, where it is, and what this reader may do with it.

    `merged` tells what changed in the entry since the draft was begun; None where nothing did. `going` and `staying` are the
    contact points that leave and stay.
    """

    id: int
    entity: str
    authority_id: int | None
    kind: str
    state: str
    version: int
    proposal: Proposal
    base: Record
    merged: Merged | None
    file: int | None
    reason: str
    begun_by_name: str
    changed_at: datetime
    changed_by: int | None
    changed_by_name: str
    approved_by_name: str
    alone: bool
    since: datetime
    going: tuple[ContactPointRow, ...]
    staying: tuple[ContactPointRow, ...]
    problems: tuple[Problem, ...]
    may_write: bool
    may_approve: bool
    may_publish: bool
    small: bool
    locked: bool
    of_secretariat: bool

    @property
    def record(self) -> Record:
        """The proposed record."""
        return self.proposal.record

    @property
    def name(self) -> Text:
        """What the authority is called, in the draft or else in the entry."""
        return self.record.name or Text.of("en", en=self.record.original_name) or self.base.name

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What is other than in the entry it was begun from."""
        return differences(self.base, self.record)

    @property
    def act_dated(self) -> date | None:
        """The day of the act."""
        return self.proposal.act_dated


def draft(actor: Actor, draft_id: int) -> DraftRow:
    """One draft; NotHere when it is absent or not this person's to see."""
    found = policies.access_draft(actor, draft_id)
    return _row(actor, found)


def _row(actor: Actor, found: Draft) -> DraftRow:
    authority = found.authority
    proposal = proposal_of(found, persons.comers(actor, found))
    whole = proposal_of(found, persons.comers_of(found))
    base = Record.from_json(found.base)
    people: tuple[ContactPointRow, ...] = ()
    if authority is not None and found.kind == "contact_point":
        people = persons.handed_out(actor, [authority], Door.PAGE).get(authority.pk, ())
    stale = (
        authority is not None
        and found.state not in ("published", "discarded")
        and authority.version != found.base_version
    )
    return DraftRow(
        id=found.pk, entity=found.entity, authority_id=found.authority_id, kind=found.kind, state=found.state,
        version=found.version, proposal=proposal, base=base,
        merged=merged(base, record_of(authority), proposal.record) if stale and authority else None, file=found.act_file_id,
        reason=found.reason, begun_by_name=found.begun_by_name, changed_at=found.changed_at, changed_by=found.changed_by,
        changed_by_name=found.changed_by_name, approved_by_name=found.approved_by_name, alone=found.alone, since=found.since,
        going=tuple(one for one in people if one.id in proposal.leaving),
        staying=tuple(one for one in people if one.id not in proposal.leaving), problems=problems_of_proposal(whole),
        may_write=found.state in EDITED and (not actor.staff or found.audience == "secretariat"),
        may_approve=bool(policies.may_approve_draft(actor, found)), may_publish=bool(policies.may_publish_draft(actor, found)),
        small=policies.is_small(found), locked=actor.staff and not policies.may_see_contact_points(actor, found.entity),
        of_secretariat=found.audience == "secretariat",
    )  # fmt: skip


@frozen
class DraftLine:
    """A draft in a list."""

    id: int
    entity: str
    authority_id: int | None
    kind: str
    state: str
    name: Text
    changed_at: datetime
    changed_by_name: str
    since: datetime
    act_reference: str = ""


def drafts(actor: Actor, entity: str = "") -> tuple[DraftLine, ...]:
    """The drafts under way that this person sees, the newest first."""
    rows = Draft.objects.exclude(state__in=["published", "discarded"])
    if entity:
        rows = rows.filter(entity=entity)
    return tuple(_line(row) for row in rows if policies.sees_draft(actor, row))


def closed_drafts(actor: Actor, authority_id: int) -> tuple[DraftLine, ...]:
    """The drafts that became part of an entry, the newest first: what was proposed, by which act."""
    rows = Draft.objects.filter(authority_id=authority_id, state="published")
    return tuple(_line(row) for row in rows if policies.sees_draft(actor, row))


def _line(row: Draft) -> DraftLine:
    record = Record.from_json(row.record)
    name = record.name or Text.of("en", en=record.original_name)
    return DraftLine(
        row.pk,
        row.entity,
        row.authority_id,
        row.kind,
        row.state,
        name,
        row.changed_at,
        row.changed_by_name,
        row.since,
        row.act_reference,
    )


def draft_of_authority(actor: Actor, authority_id: int) -> tuple[DraftLine, ...]:
    """The drafts under way about one entry: two people at one entry are told of each other."""
    return tuple(one for one in drafts(actor) if one.authority_id == authority_id)


def drafts_waiting(actor: Actor) -> tuple[DraftLine, ...]:
    """What waits for this very person: to approve what others sent, to go on with what came back, to check what was approved."""
    if actor.staff:
        wanted = {"approved"}
    elif policies.may_approve(actor, actor.entity):
        wanted = {"sent", "returned", "asked_back"}
    elif policies.may_draft(actor, actor.entity):
        wanted = {"returned", "asked_back"}
    else:
        return ()
    return tuple(one for one in drafts(actor) if one.state in wanted)
