"""The directory as JSON: read only, the same rows as the pages, by the same rules. Described in docs/reference/api.md."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.http import urlencode

from entraide.foundation.api.answers import strict, tagged, whole_number
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text
from entraide.reference.domain.entities import treaties

from ..domain.exchange.listed import Listed
from ..domain.exchange.words import words
from ..domain.vocabulary import FUNCTIONS
from ..exchange import leaving
from ..exchange.choosing import Filters, chosen, digest

A_PAGE, MOST = 50, 100
LAST = 9_000_000_000_000_000_000
STANDINGS = ("confirmed", "due", "not_confirmed", "withdrawn")


def _short(request: HttpRequest, name: str) -> str:
    """A code: letters, digits and what stands in the number of an article; refused with DOC-411."""
    given = request.GET.get(name, "").strip()
    if len(given) > 40 or not all(sign.isalnum() or sign in "().,-_/ " for sign in given):
        raise refuse("DOC-411", name=name, value=given[:40])
    return given


def _since(request: HttpRequest) -> datetime | None:
    """A day or a moment of ISO 8601; without a zone it is in UTC."""
    given = request.GET.get("changed_since", "").strip().replace(" ", "+")
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given) if len(given) > 10 else datetime.combine(date.fromisoformat(given), datetime.min.time())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise refuse("DOC-411", name="changed_since", value=given[:40]) from error


def _filters(request: HttpRequest) -> Filters:
    """What makes no sense is refused with DOC-411."""
    return Filters(
        entity=_short(request, "entity").upper(), function=strict(request, "function", FUNCTIONS),
        instrument=strict(request, "instrument", [one.code for one in treaties()]), article=_short(request, "article"),
        standing=strict(request, "standing", STANDINGS), since=_since(request),
    )  # fmt: skip


def _page(request: HttpRequest) -> tuple[list[int], int]:
    """The ids of a page and one more, and how many it may have."""
    size, after = whole_number(request, "size", A_PAGE, MOST), whole_number(request, "cursor", 0, LAST)
    found = chosen(request.actor, _filters(request)).filter(id__gt=after).order_by("id")
    return list(found.values_list("id", flat=True)[: size + 1]), size


def _list_digest(request: HttpRequest) -> str:
    ids, _size = _page(request)
    return digest(request.actor, ids, request.get_host(), request.GET.urlencode())


@tagged(_list_digest)
def authorities(request: HttpRequest) -> dict[str, Any]:
    """Entries by their number; `next` is the address of those after them, null at the end."""
    ids, size = _page(request)
    kept = ids[:size]
    rows = leaving.listed(request.actor, "json", chosen(request.actor, Filters(ids=tuple(kept) or (0,))).order_by("id"))
    following = None
    if len(ids) > size:
        said = {name: value for name, value in request.GET.items() if value} | {"cursor": kept[-1]}
        following = f"{request.build_absolute_uri(reverse('directory_api:authorities'))}?{urlencode(said)}"
    return {"authorities": [shape(request, row) for row in rows], "next": following}


def _one_digest(request: HttpRequest, authority_id: int) -> str:
    if not chosen(request.actor, Filters(ids=(authority_id,))).exists():
        raise NotHere
    return digest(request.actor, [authority_id], request.get_host())


@tagged(_one_digest)
def authority(request: HttpRequest, authority_id: int) -> dict[str, Any]:
    """One entry."""
    return shape(request, leaving.one(request.actor, "json", authority_id))


@tagged(lambda _request: f"functions {sorted(FUNCTIONS.items())}")
def functions(_request: HttpRequest) -> dict[str, Any]:
    """What an authority can be competent for, by its code, in six languages, with the usual basis."""
    return {
        "functions": [
            {"function": code, "name": {language: words()["function"][code][language] for language in LANGUAGES},
             "instrument": basis[0] or None, "article": basis[1] or None}
            for code, basis in FUNCTIONS.items()
        ]
    }  # fmt: skip


def shape(request: HttpRequest, row: Listed) -> dict[str, Any]:
    """An entry as this reader gets it; null where a part is not for them."""
    record = row.record.to_json()
    for name in ("procedure", "reaches"):
        record.pop(name)
    return {
        "id": row.id, "url": request.build_absolute_uri(reverse("directory_api:authority", args=[row.id])),
        "page": request.build_absolute_uri(reverse("directory:detail", args=[row.id])), **record,
        "name": _text(row.record.name), "functions": [_function(one.to_json()) for one in row.record.functions],
        "reaches": [_reach(one.to_json()) for one in row.record.reaches],
        "procedure": row.record.procedure.to_json() if row.addresses else None,
        "designations": [
            {"kind": one.kind, "reference": one.reference, "dated": one.dated.isoformat()} for one in row.acts
        ],
        "standing": row.standing, "confirmed_on": row.confirmed_on.isoformat() if row.confirmed_on else None,
        "changed": _changed(row), "version": row.version or None,
        "contact_points": [
            {"name": one.name, "email": one.email, "position": one.position, "phone": one.phone, "language": one.language}
            for one in row.contacts
        ] if row.persons else None,
    }  # fmt: skip


def _changed(row: Listed) -> str | None:
    if row.changed_at is None:
        return None
    moment = row.changed_at.astimezone(UTC)
    return moment.isoformat() if row.addresses else moment.date().isoformat()


def _text(text: Text) -> dict[str, Any]:
    return {code: {"text": said, "status": text.statuses.get(code, "courtesy")} for code, said in text.versions.items()}


def _function(one: dict[str, Any]) -> dict[str, Any]:
    plain = {"exclusive": False, "scope": {}, "since": None, "until": None}
    return {**plain, **one}


def _reach(one: dict[str, Any]) -> dict[str, Any]:
    plain = {"extension": "", "city": "", "country": "", "note": "", "public": False}
    return {**plain, **one}


app_name = "directory_api"
urlpatterns = [
    path("directory/", authorities, name="authorities"),
    path("directory/functions/", functions, name="functions"),
    path("directory/<int:authority_id>/", authority, name="authority"),
]
