"""A draft on its way: sent by who wrote it, approved by the State's focal point, checked and published by the secretariat."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse

from .. import persons, policies
from ..domain.differences import merged
from ..domain.entry import Contact, Effect
from ..domain.proposals import Proposal, check_proposal
from ..domain.record import Record
from ..models import Authority, Draft
from ..rows import proposal_of, record_of
from . import keeping, telling
from .drafts import locked, moved

LONGEST_REASON = 2_000


@action("directory.draft.sent")
def send_draft(act: Act, draft: Draft) -> None:
    """Send a draft to the State's focal point. Refused with everything that is wrong or missing in it."""
    draft = locked(draft)
    policies.may_draft(act.actor, draft.entity).enforce()
    check_proposal(_proposal(draft))
    moved(act, draft, "send")
    telling.tell_focal_points(act, draft)
    act.about(draft, state=draft.state)


@action("directory.draft.taken_back")
def take_back(act: Act, draft: Draft) -> None:
    """Go on writing a draft that was sent and is not yet approved."""
    draft = locked(draft)
    policies.may_draft(act.actor, draft.entity).enforce()
    moved(act, draft, "take_back")
    act.about(draft, state=draft.state)


@action("directory.draft.returned")
def return_draft(act: Act, draft: Draft, reason: str) -> None:
    """The focal point gives a draft back to who wrote it, saying why (DIR-212 where no reason is given)."""
    draft = locked(draft)
    policies.may_approve(act.actor, draft.entity).enforce()
    _because(act, draft, "return", reason)


@action("directory.draft.approved")
def approve_draft(act: Act, draft: Draft) -> None:
    """The State's word: the draft goes to the secretariat. Who wrote it may not approve it unless nobody else can (DIR-210)."""
    draft = locked(draft)
    policies.may_approve_draft(act.actor, draft).enforce()
    check_proposal(_proposal(draft))
    draft.alone = act.actor.person_id in draft.writers
    draft.approved_by, draft.approved_by_name = act.actor.person_id, act.actor.name
    moved(act, draft, "approve", "alone", "approved_by", "approved_by_name")
    telling.tell_officers(draft)
    act.about(draft, state=draft.state, alone=draft.alone)


@action("directory.draft.asked_back")
def ask_back(act: Act, draft: Draft, reason: str) -> None:
    """The secretariat gives a draft back to the State, saying why."""
    draft = locked(draft)
    policies.may_publish(act.actor).enforce()
    _because(act, draft, "ask_back", reason)


def _because(act: Act, draft: Draft, verb: str, reason: str) -> None:
    if not reason.strip():
        raise refuse("DIR-212")
    draft.reason = reason.strip()[:LONGEST_REASON]
    moved(act, draft, verb, "reason")
    telling.tell_writers(act, draft)
    act.about(draft, state=draft.state)


@action("directory.draft.published")
def publish_draft(act: Act, draft: Draft) -> Authority:
    """What was proposed becomes the entry: by the secretariat, or by the focal point where only small matters change.

    What changed meanwhile stays unless both changed the same (DIR-208: bring the draft up to date first).
    """
    draft = locked(draft)
    policies.may_publish_draft(act.actor, draft).enforce()
    proposal = _proposal(draft)
    check_proposal(proposal)
    authority = _applied(act, draft, proposal)
    if proposal.act is not None:
        _designated(act, draft, authority, proposal)
    draft.authority = authority
    moved(act, draft, "publish", "authority")
    act.about(draft, entity=draft.entity, authority=authority.pk, kind=draft.kind, base_version=draft.base_version)
    return authority


def _proposal(draft: Draft) -> Proposal:
    return proposal_of(draft, persons.comers_of(draft))


def _applied(act: Act, draft: Draft, proposal: Proposal) -> Authority:
    if draft.kind == "new":
        made = keeping.create(act, proposal.record)
        _replace_persons(made, draft, proposal)
        return made
    authority = Authority.objects.select_for_update().get(pk=draft.authority_id)
    if draft.kind == "change":
        keeping.rewrite(act, authority, _up_to_date(draft, authority, proposal))
    elif draft.kind == "contact_point":
        _replace_persons(authority, draft, proposal)
        keeping.remember(act, authority)
    elif draft.kind == "withdrawal":
        keeping.withdraw(act, authority)
    return authority


def _up_to_date(draft: Draft, authority: Authority, proposal: Proposal) -> Record:
    if authority.version == draft.base_version:
        return proposal.record
    both = merged(Record.from_json(draft.base), record_of(authority), proposal.record)
    if both.clashes:
        raise refuse("DIR-208", count=len(both.clashes))
    return both.record


def _replace_persons(authority: Authority, draft: Draft, proposal: Proposal) -> None:
    persons.purge(authority, draft.leaving)
    for one in proposal.coming:
        persons.add(authority, Contact(one.name, one.email, one.language), one.position, one.phone)


def _designated(act: Act, draft: Draft, authority: Authority, proposal: Proposal) -> None:
    """The act goes on record. Only one that names the authority confirms the entry; others say by what it was done."""
    if draft.act_file_id:
        StoredFile.objects.filter(pk=draft.act_file_id).update(audience=Audience.STATE)
    given = proposal.act
    if given is None:
        return
    if draft.kind in ("new", "change"):
        keeping.designate(act, authority, given, draft.act_file_id, proposal.act_name)
        return
    effect: Effect = "withdrawal" if draft.kind == "withdrawal" else "contact_point"
    keeping.put_on_record(act, authority, given, draft.act_file_id, proposal.act_name, effect)
