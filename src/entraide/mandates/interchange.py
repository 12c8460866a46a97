"""Recommendations for other systems: the fields by which InforMEA gathers decisions, and with them what only we know.

Evidence is given once it is validated, whoever asks; what the reader may not see is neither told nor pointed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils import translation

from entraide.documents import queries as documents
from entraide.documents.domain.filing import shown_label
from entraide.foundation.files.store import MEDIA_TYPES
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from . import wording
from .exchange.rows import chosen
from .models import Addressee, Evidence, Facet, Mandate, Relation

Address = Callable[..., str]
"""The whole address of a named page: `address("mandates:detail", 7)`."""
KINDS: Final = {"resolution": "resolution", "decision": "decision"}
STATUS: Final = {"adopted": "active", "endorsed": "active"}
"""InforMEA's words; what is no longer in force is `retired`. Our own are in `life`."""


def identified(*, before: int, size: int, **filters: Any) -> list[int]:
    """The ids of a page, the last confirmed first; filters as `exchange.rows.chosen`."""
    found = chosen(**filters).filter(id__lt=before).order_by("-id").values_list("id", flat=True)
    return list(found.distinct()[:size])


def latest(facet: str, size: int) -> list[int]:
    """The ids of the recommendations under a facet of the index, the last adopted first."""
    found = Facet.objects.filter(facet=facet).order_by("-day", "-mandate_id")
    return list(found.values_list("mandate_id", flat=True)[:size])


def one(actor: Actor, mandate_id: int, address: Address) -> dict[str, Any]:
    """One recommendation; NotHere when there is none in the register for this reader."""
    if not chosen().filter(id=mandate_id).exists():
        raise NotHere
    return records(actor, [mandate_id], address)[0]


def records(actor: Actor, ids: Sequence[int], address: Address) -> list[dict[str, Any]]:
    """Recommendations in the order of their ids."""
    rows = {row.pk: row for row in mandates(ids)}
    papers = {row.paragraph.document_id for row in rows.values()}
    files = {paper: _files(actor, paper, address) for paper in papers}
    related = _related(actor, ids, address)
    return [
        {**_as_decision(rows[each], files[rows[each].paragraph.document_id], address), **_ours(rows[each], address),
         "relations": related.get(each, [])}
        for each in ids if each in rows
    ]  # fmt: skip


def mandates(ids: Sequence[int]) -> list[Mandate]:
    """With everything that is told of them."""
    shown = Evidence.objects.filter(validated_at__isnull=False, withdrawn_at__isnull=True)
    found = Mandate.objects.filter(id__in=ids).select_related(
        "paragraph", "paragraph__document", "paragraph__document__meeting", "paragraph__document__meeting__body", "body",
        "due_meeting",
    )  # fmt: skip
    told = Prefetch("evidence", shown.select_related("document", "paragraph"), to_attr="shown")
    return list(found.prefetch_related("addressees", told))


def updated(row: Mandate) -> datetime:
    """When it was last decided on or acted upon."""
    stamps = [row.proposed_at, row.decided_at, *(one.validated_at for one in row.shown)]
    return max(stamp for stamp in stamps if stamp)


def title(row: Mandate) -> list[dict[str, str]]:
    """One line in each of the six languages: the act and who is asked."""
    return [{"language": language, "value": _sentence(row, language)} for language in LANGUAGES]


def _sentence(row: Mandate, language: Language) -> str:
    with translation.override("zh-hans" if language == "zh" else language):
        return wording.sentence(row.act, [wording.addressee(a.kind, a.name, a.text) for a in row.addressees.all()])


def _values(text: Any) -> list[dict[str, str]]:
    return [{"language": language, "value": said} for language, said in Text.from_json(text).versions.items()]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_decision(row: Mandate, files: list[dict[str, str]], address: Address) -> dict[str, Any]:
    paragraph, paper = row.paragraph, row.paragraph.document
    meeting = paper.meeting
    body = row.body or (meeting.body if meeting else None)
    return {
        "id": row.pk, "link": address("mandates:detail", row.pk), "title": title(row), "longTitle": _values(paper.title),
        "summary": _values(row.summary), "type": KINDS.get(paper.kind, "recommendation"),
        "status": STATUS.get(row.life, "retired"),
        "number": f"{paper}, {shown_label(paragraph.number, paragraph.point)}".rstrip(", "),
        "treaty": body.code.split("/")[0] if body else None, "published": _day(row.adopted_on or paper.dated),
        "updated": updated(row).isoformat(), "meetingId": meeting.pk if meeting else None,
        "meetingTitle": _values(meeting.title) if meeting else [],
        "meetingUrl": address("meetings:detail", meeting.pk) if meeting else None,
        "content": _values(paragraph.text), "keywords": [*row.topics], "displayOrder": paragraph.position * 100 + row.position,
        "files": files,
    }  # fmt: skip


def _ours(row: Mandate, address: Address) -> dict[str, Any]:
    paper = row.paragraph.document
    return {
        "url": address("mandates_api:mandate", row.pk), "act": row.act, "actsPossible": [*row.acts_possible],
        "strength": row.strength, "issuer": row.issuer, "life": row.life, "conditional": row.conditional,
        "hedges": [*row.hedges], "deliverable": row.deliverable, "reporting": row.reporting,
        "body": row.body.code if row.body else (paper.meeting.body.code if paper.meeting else None),
        "paragraph": address("api:paragraph", row.paragraph_id), "document": address("api:document", paper.pk),
        "passedOnBy": address("mandates_api:mandate", row.parent_id) if row.parent_id else None,
        "due": {"text": row.deadline, "date": _day(row.due_on), "meeting": row.due_meeting_id, "recurrence": row.recurrence},
        "addressees": [_addressee(one) for one in row.addressees.all()],
        "evidence": [_evidence(one, address) for one in row.shown], "invented": paper.invented,
    }  # fmt: skip


def _addressee(row: Addressee) -> dict[str, Any]:
    return {
        "kind": row.kind, "name": row.name or None, "entity": row.entity or None, "text": row.text,
        "response": row.response, "implementation": row.implementation, "note": _values(row.note),
        "resources": row.resources,
    }  # fmt: skip


def _evidence(row: Evidence, address: Address) -> dict[str, Any]:
    return {
        "kind": row.kind, "text": _values(row.text), "date": _day(row.happened_on),
        "validatedAt": row.validated_at.isoformat() if row.validated_at else None,
        "document": address("api:document", row.document.pk) if row.document else None,
        "paragraph": address("api:paragraph", row.paragraph.pk) if row.paragraph else None, "url": row.href or None,
    }  # fmt: skip


def _files(actor: Actor, document: int, address: Address) -> list[dict[str, str]]:
    paper = documents.document(actor, document)
    named = paper.label.replace("/", "-").replace(" ", "")
    return [
        {"filename": f"{named}.{language}.pdf", "url": address("documents:download", document, language, "pdf"),
         "language": language, "mimeType": MEDIA_TYPES["pdf"]}
        for language in paper.languages
    ]  # fmt: skip


def _readable(actor: Actor, guid: UUID) -> bool:
    try:
        documents.paragraph(actor, guid)
    except NotHere:
        return False
    return True


def _related(actor: Actor, ids: Sequence[int], address: Address) -> dict[int, list[dict[str, str]]]:
    """Relations to what the reader may see."""
    found = list(Relation.objects.filter(mandate_id__in=ids).order_by("id"))
    others = set(chosen().filter(id__in=[row.other_id for row in found if row.other_id]).values_list("id", flat=True))
    seen = {row.paragraph_id for row in found if row.paragraph_id and _readable(actor, row.paragraph_id)}
    told: dict[int, list[dict[str, str]]] = {}
    for row in found:
        if row.other_id in others:
            to = {"mandate": address("mandates_api:mandate", row.other_id)}
        elif row.paragraph_id in seen:
            to = {"paragraph": address("api:paragraph", row.paragraph_id)}
        else:
            continue
        told.setdefault(row.mandate_id, []).append({"kind": row.kind, **to})
    return told


def by_day(ids: Sequence[int]) -> Iterator[Mandate]:
    """Recommendations in the order of their ids."""
    rows = {row.pk: row for row in mandates(ids)}
    return (rows[each] for each in ids if each in rows)
