"""Who may propose, confirm, report on and validate."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import Addressee, Assignment, Evidence, Mandate, Relation


def may_register(actor: Actor) -> Verdict:
    """The register is kept by the secretariat."""
    return YES if actor.staff else no("MAN-301")


def may_add_evidence(actor: Actor) -> Verdict:
    """The secretariat brings evidence; a State's own reports come by its replies."""
    return YES if actor.staff else no("MAN-301")


def may_validate(actor: Actor, evidence: Evidence) -> Verdict:
    """A second person of the secretariat validates: never the one who submitted, never a program."""
    if not (actor.has(Role.OFFICER) or actor.has(Role.DIRECTOR)):
        return no("MAN-301")
    return may_be_second(actor, evidence.submitted_by)


def may_be_second(actor: Actor, submitted_by: int | None) -> Verdict:
    """Whether this person is another than the one who submitted."""
    return no("MAN-302") if submitted_by == actor.person_id else YES


def may_withdraw(actor: Actor, evidence: Evidence) -> Verdict:
    """Whoever brought evidence takes it back; the director too, for somebody who has left."""
    return may_withdraw_of(actor, evidence.submitted_by)


def may_withdraw_of(actor: Actor, submitted_by: int | None) -> Verdict:
    """The same for what this person brought."""
    if not actor.staff:
        return no("MAN-301")
    return YES if submitted_by == actor.person_id or actor.has(Role.DIRECTOR) else no("MAN-319")


def sees(actor: Actor, mandate: Mandate) -> bool:
    """Proposals, and what was rejected as no mandate, are the secretariat's."""
    return actor.staff or (mandate.life != "proposed" and "rejected_because" not in mandate.proposal)


def access_mandate(actor: Actor, mandate_id: int) -> Mandate:
    """The mandate, if this person may see it; NotHere otherwise."""
    rows = Mandate.objects.select_related("parent", "paragraph", "paragraph__document")
    found: Mandate | None = rows.filter(pk=mandate_id).first()
    if found is None or not sees(actor, found):
        raise NotHere
    return found


def access_mandate_to_keep(actor: Actor, mandate_id: int) -> Mandate:
    """The mandate, for the secretariat; NotHere for others, so that forms look absent to them."""
    if not may_register(actor):
        raise NotHere
    return access_mandate(actor, mandate_id)


def access_addressee_to_keep(actor: Actor, addressee_id: int) -> Addressee:
    """One addressee of a mandate, for the secretariat."""
    found: Addressee | None = Addressee.objects.filter(pk=addressee_id).first()
    if found is None:
        raise NotHere
    access_mandate_to_keep(actor, found.mandate_id)
    return found


def access_evidence(actor: Actor, evidence_id: int) -> Evidence:
    """Evidence: the secretariat sees all of it, others what was validated, and not withdrawn, under a mandate they see."""
    found: Evidence | None = Evidence.objects.select_related("mandate").filter(pk=evidence_id).first()
    if found is None or (found.state != "validated" and not actor.staff) or not sees(actor, found.mandate):
        raise NotHere
    return found


def access_evidence_to_keep(actor: Actor, evidence_id: int) -> Evidence:
    """Evidence, for the secretariat; NotHere for others, so that its forms look absent to them."""
    if not may_register(actor):
        raise NotHere
    return access_evidence(actor, evidence_id)


def access_relation_to_keep(actor: Actor, relation_id: int) -> Relation:
    """One relation of a mandate, for the secretariat."""
    found: Relation | None = Relation.objects.select_related("mandate", "other").filter(pk=relation_id).first()
    if found is None or not may_register(actor):
        raise NotHere
    return found


def access_assignment(actor: Actor, assignment_id: int) -> Assignment:
    """Something in somebody's hands, for the secretariat."""
    found: Assignment | None = Assignment.objects.select_related("mandate").filter(pk=assignment_id).first()
    if found is None or not may_register(actor):
        raise NotHere
    return found
