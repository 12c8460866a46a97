"""What the pages of answering need beside the draft: who has which section, what is done, cleared and signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from entraide.foundation.accounts.queries import Holder, holders_of, names
from entraide.kernel.actor import Actor, Role

from .. import policies
from ..domain.answers import Answers
from ..domain.delegation import LIVE
from ..forms import form_of
from ..lastround import last_answers
from ..models import Delegation, SectionMark, Signature


@frozen
class DelegationRow:
    """A section in the hands of an expert, or that was."""

    id: int
    section: str
    name: str
    email: str
    ministry: str
    note: str
    remark: str
    due: date | None
    state: str
    moved_at: datetime
    invited: bool

    @property
    def live(self) -> bool:
        """Whether the expert works with it now."""
        return self.state in LIVE


@frozen
class MarkRow:
    """What was said of a section, and who saved in it last."""

    completed_at: datetime | None = None
    completed_by: str = ""
    cleared_at: datetime | None = None
    cleared_by: str = ""
    saved_at: datetime | None = None
    saved_by: str = ""


@frozen
class SignatureRow:
    """A declaration. `voided_for`: the paths changed after it."""

    id: int
    name: str
    function: str
    authority: str
    statement: str
    language: str
    content_hash: str
    signed_at: datetime
    sent: int | None
    voided_at: datetime | None
    voided_by: str
    voided_for: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it may be sent."""
        return self.voided_at is None and self.sent is None


def delegations(actor: Actor, reply_id: int) -> tuple[DelegationRow, ...]:
    """Every section that was ever delegated, the newest last: all for who reads the whole, an expert's own otherwise."""
    reply = policies.access_reply(actor, reply_id)
    if policies.reads_for(actor, reply.entity):
        found = Delegation.objects.filter(reply=reply)
    else:
        found = policies.own_delegations(actor).filter(reply=reply)
    return tuple(_delegation(row) for row in found)


def _delegation(row: Delegation) -> DelegationRow:
    return DelegationRow(
        row.pk, row.section, row.name, row.email, row.ministry, row.note, row.remark, row.due, row.state, row.moved_at,
        row.person is None,
    )  # fmt: skip


def marks(actor: Actor, reply_id: int) -> Mapping[str, MarkRow]:
    """By section; an expert's own sections alone."""
    reply = policies.access_reply(actor, reply_id)
    reach = policies.reach_in(actor, reply)
    rows = [row for row in SectionMark.objects.filter(reply=reply) if actor.staff or reach.has(row.section)]
    people = names(one for row in rows for one in (row.completed_by, row.cleared_by, row.saved_by) if one)

    def named(person: int | None) -> str:
        return people.get(person or 0, "")

    return {
        row.section: MarkRow(
            row.completed_at, named(row.completed_by), row.cleared_at, named(row.cleared_by), row.saved_at,
            named(row.saved_by),
        )
        for row in rows
    }  # fmt: skip


def signatures(actor: Actor, reply_id: int) -> tuple[SignatureRow, ...]:
    """The oldest first; nothing for an expert."""
    reply = policies.access_reply(actor, reply_id)
    if not policies.may_read_sent(actor, reply):
        return ()
    rows = list(Signature.objects.filter(reply=reply).select_related("submission"))
    people = names(row.voided_by for row in rows if row.voided_by)
    return tuple(
        SignatureRow(
            row.pk, row.name, row.function, row.authority, row.statement, row.language, row.content_hash, row.signed_at,
            row.submission.number if row.submission else None, row.voided_at, people.get(row.voided_by or 0, ""),
            tuple(row.voided_for),
        )
        for row in rows
    )  # fmt: skip


def carried(actor: Actor, reply_id: int) -> Answers:
    """What the State answered in the round before, by the paths of this form; of one's own sections."""
    reply = policies.access_reply(actor, reply_id)
    policies.may_read_draft(actor, reply).enforce()
    form = form_of(reply.round.version_id)
    return policies.reach_in(actor, reply).answers(form, last_answers(reply, form))


def experts(actor: Actor, entity: str) -> tuple[Holder, ...]:
    """The experts of a State who have an account: for its focal point, who chooses among them."""
    return holders_of(Role.EXPERT, [entity]) if policies.speaks_for(actor, entity) else ()
