"""What became of a mandate: its life, the response and the implementation of each addressee, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min
from django.db.models.functions import Coalesce, TruncDate

from entraide.documents import queries as documents
from entraide.foundation.actions import Act, action, save
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import keep
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from .. import policies
from ..domain.evidence import KINDS, LARGEST, NEEDS, STARTS, address, is_file
from ..domain.life import IMPLEMENTATION, LIFE, RESPONSE
from ..models import Addressee, Evidence, Mandate
from .history import change, hold, record


@action("mandates.mandate.moved")
def move(act: Act, mandate: Mandate, verb: str, *, edition: int | None = None, note: str = "") -> None:
    """Endorse, supersede, elapse, retire or restore a mandate (domain.life.LIFE)."""
    policies.may_register(act.actor).enforce()
    hold(mandate, edition)
    if mandate.life == "proposed" or "rejected_because" in mandate.proposal:
        raise refuse("MAN-001", state=mandate.life, verb=verb)
    change(act, mandate, {"life": LIFE.after(mandate.life, verb)}, note=note[:2000])
    act.about(mandate, life=mandate.life)


@action("mandates.response.recorded")
def set_response(act: Act, addressee: Addressee, verb: str, *, edition: int | None = None) -> None:
    """Record how an addressee responded (domain.life.RESPONSE)."""
    mandate = _held(act, addressee, edition)
    change(act, mandate, {"response": RESPONSE.after(addressee.response, verb)}, addressee=addressee)
    act.about(addressee, response=addressee.response, mandate=addressee.mandate_id)


@action("mandates.implementation.recorded")
def set_implementation(act: Act, addressee: Addressee, verb: str, *, edition: int | None = None) -> None:
    """Record what an addressee has done (domain.life.IMPLEMENTATION)."""
    mandate = _held(act, addressee, edition)
    value = IMPLEMENTATION.after(addressee.implementation, verb)
    change(act, mandate, {"implementation": value}, addressee=addressee)
    act.about(addressee, implementation=addressee.implementation, mandate=addressee.mandate_id)


@action("mandates.addressee.annotated")
def annotate(
    act: Act,
    addressee: Addressee,
    *,
    note: Text | None = None,
    resources: str | None = None,
    edition: int | None = None,
) -> None:
    """Write a note on what an addressee does, or the resources that it takes; None leaves it as it is."""
    mandate = _held(act, addressee, edition)
    values = {"note": None if note is None else note.to_json(), "resources": resources}
    given = {name: value for name, value in values.items() if value is not None}
    changed = change(act, mandate, given, addressee=addressee)
    act.about(addressee, changed=sorted(changed), mandate=addressee.mandate_id)


def _held(act: Act, addressee: Addressee, edition: int | None) -> Mandate:
    """The mandate, locked, and the addressee as it stands now."""
    policies.may_register(act.actor).enforce()
    mandate = hold(addressee.mandate, edition)
    addressee.refresh_from_db()
    addressee.mandate = mandate
    return mandate


@action("mandates.file.kept")
def keep_file(act: Act, content: bytes, name: str) -> int:
    """Keep a file that is to be evidence, for the secretariat's eyes until it is validated; its id.

    Refused: MAN-312 too large or empty, MAN-313 not one of the kinds that are taken.
    """
    policies.may_add_evidence(act.actor).enforce()
    if not 0 < len(content) <= LARGEST:
        raise refuse("MAN-312", size=len(content), largest=LARGEST // (1024 * 1024))
    if not is_file(name, content):
        raise refuse("MAN-313", name=name[:80], kinds=", ".join(STARTS))
    stored = keep(content, name, audience=Audience.SECRETARIAT)
    act.about("files.storedfile", size=len(content))
    act.object_id = str(stored)
    return stored


@action("mandates.evidence.added")
def add_evidence(
    act: Act, *, mandate: Mandate, kind: str, text: Text, source: str = "", document_id: int | None = None,
    paragraph_guid: UUID | None = None, href: str = "", addressee: Addressee | None = None, file_id: int | None = None,
    happened_on: date | None = None,
) -> Evidence:  # fmt: skip
    """Lay something under a mandate that shows what became of it; public once somebody else has validated it.

    Refused: MAN-305 without words, MAN-314 no such kind or without what the kind needs, MAN-315 an address that is not of
    the web, MAN-311 a paragraph that is no longer in force, MAN-316 a day to come.
    """
    policies.may_add_evidence(act.actor).enforce()
    if not text:
        raise refuse("MAN-305")
    brought = {"paragraph": paragraph_guid or document_id, "href": href, "file": file_id}
    if kind not in KINDS or (kind in NEEDS and not (brought[NEEDS[kind]] or source)):
        raise refuse("MAN-314", kind=kind)
    if href and not (href := address(href)):
        raise refuse("MAN-315")
    if happened_on and happened_on > act.at.date():
        raise refuse("MAN-316", day=happened_on.isoformat())
    document_id = _in_force(act.actor, paragraph_guid) if paragraph_guid else document_id
    hold(mandate)
    whom = addressee if addressee and addressee.mandate_id == mandate.pk else None
    row: Evidence = Evidence.objects.create(
        mandate=mandate, kind=kind, document_id=document_id, paragraph_id=paragraph_guid, source=source, href=href,
        text=text.to_json(), submitted_at=act.at, submitted_by=act.actor.person_id, addressee=whom, file_id=file_id,
        happened_on=happened_on,
    )  # fmt: skip
    _note(act, row, None, "waiting")
    act.about(row, mandate=mandate.pk, kind=kind, source=source)
    return row


def _in_force(actor: Actor, guid: UUID) -> int:
    """The document of a paragraph that nobody has withdrawn."""
    where = documents.paragraph(actor, guid)
    if where.withdrawn:
        raise refuse("MAN-311", paragraph=where.label, document=where.document_label, edition=where.withdrawn)
    return where.document


def evidence_for_paragraphs(actor: Actor, guids: Sequence[UUID], **facts: Any) -> int:
    """The same evidence under every mandate in force of these paragraphs; how many there were.

    The same `source` and `kind` are not laid under a mandate twice.
    """
    found = Mandate.objects.filter(paragraph_id__in=guids, life__in=["adopted", "endorsed"])
    known = {"kind": facts["kind"], "source": facts.get("source", "")}
    fresh = [one for one in found if not known["source"] or not one.evidence.filter(**known).exists()]
    for mandate in fresh:
        add_evidence(actor, mandate=mandate, **facts)
    return len(fresh)


@action("mandates.evidence.validated")
def validate_evidence(act: Act, evidence: Evidence) -> None:
    """A second person vouches for it; from now on the public sees it."""
    policies.may_validate(act.actor, evidence).enforce()
    _held_evidence(evidence)
    if evidence.validated_at is not None:
        raise refuse("MAN-306")
    _still_here(evidence, "validate")
    evidence.validated_at, evidence.validated_by = act.at, act.actor.person_id
    save(evidence, "validated_at", "validated_by")
    _note(act, evidence, "waiting", "validated")
    _open_file(evidence)
    _recount(evidence.mandate)
    act.about(evidence, mandate=evidence.mandate_id)


@action("mandates.evidence.turned_down")
def turn_down(act: Act, evidence: Evidence, reason: str) -> None:
    """A second person says that it does not show what it should, and why (MAN-318 without a reason)."""
    policies.may_validate(act.actor, evidence).enforce()
    _held_evidence(evidence)
    if evidence.validated_at is not None:
        raise refuse("MAN-306")
    _set_aside(act, evidence, reason, "turn_down")


@action("mandates.evidence.withdrawn")
def withdraw_evidence(act: Act, evidence: Evidence, reason: str) -> None:
    """Whoever brought it, or the director, takes it back (MAN-319 for others, MAN-318 without a reason)."""
    policies.may_withdraw(act.actor, evidence).enforce()
    _held_evidence(evidence)
    _set_aside(act, evidence, reason, "withdraw")


def _held_evidence(evidence: Evidence) -> None:
    hold(evidence.mandate)
    mandate = evidence.mandate
    evidence.refresh_from_db(from_queryset=Evidence.objects.select_for_update())
    evidence.mandate = mandate


def _still_here(evidence: Evidence, verb: str) -> None:
    if evidence.withdrawn_at is not None:
        raise refuse("MAN-317", state=evidence.state, verb=verb)


def _set_aside(act: Act, evidence: Evidence, reason: str, verb: str) -> None:
    """Out of sight with who did so and why; the day of the first action is counted again."""
    _still_here(evidence, verb)
    if not reason.strip():
        raise refuse("MAN-318")
    before = evidence.state
    evidence.withdrawn_at, evidence.withdrawn_by = act.at, act.actor.person_id
    evidence.withdrawn_because = reason.strip()[:2000]
    save(evidence, "withdrawn_at", "withdrawn_by", "withdrawn_because")
    _note(act, evidence, before, evidence.state, evidence.withdrawn_because)
    if evidence.file_id:
        StoredFile.objects.filter(pk=evidence.file_id).update(audience=Audience.SECRETARIAT)
    _recount(evidence.mandate)
    act.about(evidence, mandate=evidence.mandate_id)


def _note(act: Act, evidence: Evidence, before: str | None, after: str, why: str = "") -> None:
    """The line in the history of the mandate."""
    told = {"id": evidence.pk, "kind": evidence.kind}
    record(
        act, evidence.mandate, "evidence", before and {**told, "state": before}, {**told, "state": after},
        addressee=evidence.addressee, note=why,
    )  # fmt: skip


def _open_file(evidence: Evidence) -> None:
    """A validated file is as public as the paper that asked for it."""
    if evidence.file_id:
        paper = evidence.mandate.paragraph.document
        StoredFile.objects.filter(pk=evidence.file_id).update(audience=paper.audience, entity=paper.entity)


def _recount(mandate: Mandate) -> None:
    """The day of the first action: the earliest that validated evidence tells of, or on which it was brought."""
    standing = mandate.evidence.filter(validated_at__isnull=False, withdrawn_at__isnull=True)
    days = standing.annotate(day=Coalesce(F("happened_on"), TruncDate("submitted_at")))
    mandate.first_action_on = days.aggregate(first=Min("day"))["first"]
    save(mandate, "first_action_on")
