"""The register as rows of a sheet, as far as a person may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import translation

from entraide.documents.domain.filing import shown_label
from entraide.foundation.accounts import queries as accounts
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text

from .. import wording
from ..domain.exchange import Key, Row
from ..domain.exchange.opening import ROW_LIMIT
from ..domain.exchange.shape import listed
from ..models import Addressee, Assignment, Mandate

CHUNK: Final = 2_000
FILTERS: Final[Mapping[str, str]] = {  # beside them `body`, see there
    "act": "act", "life": "life", "document": "paragraph__document_id",
    "kind": "addressees__kind", "implementation": "addressees__implementation", "topic": "topics__contains",
}  # fmt: skip
_COLUMNS: Final = (
    "id", "edition", "act", "deliverable", "deadline", "due_on", "topics", "life", "paragraph__number",
    "paragraph_id", "paragraph__point", "paragraph__text", "paragraph__document__symbols",
)  # fmt: skip


def chosen(**filters: Any) -> QuerySet[Mandate]:
    """The part of the register that the filters name, in the order of the papers; proposals and what was rejected as no
    mandate are never in it, whoever asks. What is hung on a paper that the reader may not open is left out.
    """
    found = Mandate.objects.exclude(life="proposed").exclude(proposal__has_key="rejected_because")
    if body := filters.pop("body", ""):
        found = found.filter(of_body(body))
    wanted = {FILTERS[name]: value for name, value in filters.items() if value}
    if "topics__contains" in wanted:
        wanted["topics__contains"] = [wanted["topics__contains"]]
    order = ("paragraph__document_id", "paragraph__position", "position", "id")
    return found.filter(paragraph__document__filed_at__isnull=False, **wanted).order_by(*order)


def of_body(code: str) -> Q:
    """What a body adopted: as recorded, else by the meeting whose paper it stands in."""
    return Q(body__code=code) | Q(body__isnull=True, paragraph__document__meeting__body__code=code)


def identified(found: QuerySet[Mandate]) -> list[int]:
    """The ids in their order, each once although a filter on addressees finds a mandate twice."""
    return list(dict.fromkeys(found.values_list("id", flat=True)))


def count(ids: Sequence[int]) -> int:
    """How many rows they come to: one for each addressee, one for a mandate that is addressed to nobody."""
    addressed = Addressee.objects.filter(mandate_id__in=ids)
    return addressed.count() + len(ids) - addressed.values("mandate_id").distinct().count()


def rows(actor: Actor, ids: Sequence[int], language: Language) -> Iterator[Row]:
    """One row for each addressee, mandates in the order of `ids`; who it is in the hands of for the secretariat alone."""
    names = emails() if actor.staff else {}
    with translation.override("zh-hans" if language == "zh" else language):
        for start in range(0, len(ids), CHUNK):
            yield from list(_chunk(ids[start : start + CHUNK], language, names))


def limited(actor: Actor, ids: Sequence[int], language: Language) -> list[Row]:
    """The same as a list; refused with MAN-405 past what a sheet takes back."""
    if (number := count(ids)) > ROW_LIMIT:
        raise refuse("MAN-405", rows=number, limit=ROW_LIMIT)
    return list(rows(actor, ids, language))


def standing(actor: Actor, keys: Iterable[Key], language: Language) -> dict[Key, Row]:
    """What the register holds today for these ids, found again whatever filter they left by."""
    ids = sorted({mandate for mandate, _addressee in keys})
    known = identified(chosen().filter(id__in=ids))
    return {row.key: row for row in rows(actor, known, language)}


def emails() -> dict[int, str]:
    """The addresses of the people of the secretariat who can be given something to do."""
    return {one.id: one.email for one in accounts.secretariat()}


def _chunk(ids: Sequence[int], language: Language, names: Mapping[int, str]) -> Iterator[Row]:
    found = {one["id"]: one for one in Mandate.objects.filter(id__in=ids).values(*_COLUMNS)}
    addressed: dict[int, list[Addressee]] = defaultdict(list)
    for addressee in Addressee.objects.filter(mandate_id__in=ids).order_by("position", "id"):
        addressed[addressee.mandate_id].append(addressee)
    hands = _in_hands(ids, names) if names else {}
    for one in (found[mandate] for mandate in ids if mandate in found):
        shared, anchor = _of_mandate(one, language, hands.get(one["id"], "")), str(one["paragraph_id"])
        for addressee in addressed[one["id"]]:
            own = _of_addressee(addressee, language)
            yield Row(one["id"], addressee.pk, one["edition"], {**shared, **own}, anchor)
        if not addressed[one["id"]]:
            own = {"response": "pending", "implementation": "not_applicable"}
            yield Row(one["id"], 0, one["edition"], {**shared, **own}, anchor)


def _in_hands(ids: Sequence[int], names: Mapping[int, str]) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    for one in Assignment.objects.filter(mandate_id__in=ids, done_at__isnull=True).order_by("id"):
        if one.person in names:
            found[one.mandate_id].append(names[one.person])
    return {mandate: listed("; ".join(held)) for mandate, held in found.items()}


def _of_mandate(one: Mapping[str, Any], language: Language, hands: str) -> dict[str, str]:
    return {
        "document": " - ".join(one["paragraph__document__symbols"]),
        "paragraph": shown_label(one["paragraph__number"], one["paragraph__point"]),
        "text": Text.from_json(one["paragraph__text"]).shown_in(language).text,
        "act": one["act"], "deliverable": one["deliverable"], "deadline": one["deadline"],
        "due_on": one["due_on"].isoformat() if one["due_on"] else "", "topics": listed("; ".join(one["topics"])),
        "life": one["life"], "assignee": hands,
    }  # fmt: skip


def _of_addressee(row: Addressee, language: Language) -> dict[str, str]:
    return {
        "asked": wording.addressee(row.kind, row.name, row.text), "response": row.response,
        "implementation": row.implementation, "note": Text.from_json(row.note).shown_in(language).text,
        "resources": row.resources,
    }  # fmt: skip
