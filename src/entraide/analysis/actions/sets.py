"""Closing a round and freezing it; freezing it once more with what was let in later; opening the figures of a set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

import pyarrow as pa
from attrs import frozen

from entraide.collection import actions as collection
from entraide.collection import queries as rounds
from entraide.collection.domain.form import Form
from entraide.collection.domain.judge import judge
from entraide.foundation.actions import Act, action
from entraide.foundation.files.store import keep
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse
from entraide.reference.domain import entities
from entraide.reference.domain.tables import digest as reference_digest

from .. import freezing, keeping, policies
from ..domain import frozen as first_format
from ..domain import sets
from ..models import FrozenSet, SetOpening
from ..questionnaires import form_of_xform


@frozen
class Gathered:
    """A set as the database gives it: its manifest and its tables."""

    manifest: bytes
    tables: dict[str, pa.Table]

    def content_hash(self) -> str:
        """What the set is called by."""
        return sets.set_hash(self.manifest)


@action("analysis.round.frozen")
def close_and_freeze(act: Act, round_id: int) -> FrozenSet:
    """Close the round and write its set: immutable, hashed. Refused with ANA-002 when nobody has replied."""
    policies.may_freeze(act.actor).enforce()
    collection.close_round(act.actor, round_id)
    return _kept(act, round_id, gather(act.actor, round_id))


@action("analysis.round.frozen_again")
def freeze_late(act: Act, round_id: int) -> FrozenSet:
    """Write a new set of a closed round with what was let in, accepted or withdrawn since.

    The sets before it stay as they are. Refused with ANA-003 while the round is open, ANA-004 when nothing has changed.
    """
    policies.may_freeze(act.actor).enforce()
    if rounds.round_row(act.actor, round_id).open:
        raise refuse("ANA-003")
    before = FrozenSet.objects.filter(round_id=round_id).order_by("number").last()
    made = gather(act.actor, round_id, number=(before.number if before else 0) + 1, until=act.at)
    if before is not None and keeping.has_tables(before):
        told = sets.facts_of(keeping.manifest_of(before))["tables"]
        if told == sets.facts_of(made.manifest)["tables"]:
            raise refuse("ANA-004")
    return _kept(act, round_id, made)


def _kept(act: Act, round_id: int, made: Gathered) -> FrozenSet:
    if not made.tables["replies"].num_rows:
        raise refuse("ANA-002")
    facts = sets.facts_of(made.manifest)
    name = f"{facts['round']}-set-{facts['number']}"
    row = FrozenSet.objects.create(
        round_id=round_id, number=facts["number"], content_hash=made.content_hash(),
        file_id=keep(made.manifest, f"{name}.json", audience=Audience.SECRETARIAT), frozen_at=act.at,
        frozen_by=act.actor.person_id,
        counts={"asked": made.tables["asked"].num_rows, "replied": made.tables["replies"].num_rows},
    )  # fmt: skip
    keeping.keep_tables(row, name, made.tables)
    act.about(row, round=round_id, number=row.number, hash=row.content_hash)
    return row


def gather(
    actor: Actor, round_id: int, *, number: int = 1, until: datetime | None = None, software: str = ""
) -> Gathered:
    """The set as the database would give it now: to write it, and to rebuild it and compare hashes.

    `until`: with what was let in after the closing, up to that moment; else as it stood when it was closed. `software` is
    the version that wrote the set which is being rebuilt.
    """
    sent = rounds.submissions_to_freeze(actor, round_id, until=until)
    made = _in_first_format(actor, round_id, sent)
    form = form_of_xform(made.xform)
    row = rounds.round_row(actor, round_id)
    at = until or row.closed_at or clock.now()
    beside = freezing.beside(actor, round_id, at)
    tables = sets.tables(made, form, beside, _partly(sent, form))
    facts = {**_facts(made, number, software), "linkage": freezing.linkage(actor, at)}
    return Gathered(sets.manifest(facts, tables), tables)


def _facts(made: first_format.Frozen, number: int, software: str) -> dict[str, Any]:
    named = ("round", "title", "deadline", "invented", "questionnaire", "version", "xform", "reference")
    return {
        **{name: getattr(made, name) for name in named},
        "number": number,
        "software": software or version("entraide"),
    }


def _partly(sent: Iterable[rounds.SubmissionRow], form: Form) -> list[int]:
    """The submissions in which a section that applies was left without any answer."""
    return [
        one.id
        for one in sent
        for judged in [judge(form, one.answers, one.submitted_at.date())]
        if any(section.asked and not section.answered for section in judged.complete.values())
    ]


def in_first_format(actor: Actor, round_id: int, until: datetime | None = None) -> first_format.Frozen:
    """The round as it stands, as sets of the first format hold it: what the tables are made from."""
    return _in_first_format(actor, round_id, rounds.submissions_to_freeze(actor, round_id, until=until))


def _in_first_format(actor: Actor, round_id: int, sent: Sequence[rounds.SubmissionRow]) -> first_format.Frozen:
    row = rounds.round_row(actor, round_id)
    asked = [
        first_format.Asked(one.entity, entities.entity(one.entity).group, one.language, one.state)
        for one in rounds.invited(actor, round_id)
    ]
    ordered_asked, ordered_replies = first_format.in_order(asked, [_replied(one) for one in sent])
    by_id = {one.id: one for one in sent}
    answers = [
        cell
        for reply in ordered_replies
        for cell in first_format.answered(reply.submission, by_id[reply.submission].answers)
    ]
    return first_format.Frozen(
        round=row.code, title=row.title.to_json(), deadline=row.deadline.isoformat(), invented=row.invented,
        questionnaire=row.questionnaire, version=row.version, xform=rounds.xform_of(row.version_id),
        reference=reference_digest(), asked=ordered_asked, replies=ordered_replies, answers=tuple(answers),
    )  # fmt: skip


def _replied(one: rounds.SubmissionRow) -> first_format.Replied:
    return first_format.Replied(
        one.id, one.entity, entities.entity(one.entity).group, one.number, one.language, one.submitted_at.isoformat(),
        one.content_hash, one.accepted, one.late,
    )  # fmt: skip


@frozen
class Rebuilt:
    """A set made once more from the database: its hash then, and which tables and facts differ from what was frozen."""

    content_hash: str
    differing: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether the database still gives what was frozen."""
        return not self.differing


def rebuild(actor: Actor, set_id: int) -> Rebuilt:
    """Make a set again as it was made, by the database as it is now, and compare hashes. Nothing is written."""
    row = policies.access_frozen_set(actor, set_id)
    if not keeping.has_tables(row):
        now = in_first_format(actor, row.round_id).content_hash()
        return Rebuilt(now, () if now == row.content_hash else ("set",))
    was = sets.facts_of(keeping.manifest_of(row))
    until = row.frozen_at if row.number > 1 else None
    made = gather(actor, row.round_id, number=row.number, until=until, software=was["software"])
    now_facts = sets.facts_of(made.manifest)
    tables = [name for name, said in was["tables"].items() if now_facts["tables"].get(name) != said]
    facts = [name for name in was if name != "tables" and now_facts.get(name) != was[name]]
    return Rebuilt(made.content_hash(), tuple(sorted(tables + facts)))


@action("analysis.set.opened")
def open_set(act: Act, set_id: int, audience: Audience) -> None:
    """Open the figures of a set to an audience, or to another than before. Its answers stay where they are."""
    row = policies.access_frozen_set(act.actor, set_id)
    SetOpening.objects.update_or_create(
        frozen_set=row, defaults={"audience": audience, "opened_at": act.at, "opened_by": act.actor.person_id}
    )
    act.about(row, audience=audience.value)


@action("analysis.set.shut")
def shut_set(act: Act, set_id: int) -> None:
    """Take the figures of a set back to the secretariat."""
    row = policies.access_frozen_set(act.actor, set_id)
    SetOpening.objects.filter(frozen_set=row).delete()
    act.about(row)
