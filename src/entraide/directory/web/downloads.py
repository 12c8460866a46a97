"""The directory to take along: every form with what is in it for this reader. The names of these views can be rate-limited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.exchange.listed import Listed
from ..domain.exchange.sheets import write_csv, write_xlsx
from ..domain.offline import write_html
from ..domain.opening import holidays_of
from ..domain.vcard import write_card, write_cards
from ..domain.vocabulary import FUNCTIONS
from ..exchange import editions, leaving
from ..exchange.choosing import Filters

FORMS: Final = {
    "vcf": "text/vcard; charset=utf-8", "csv": "text/csv; charset=utf-8", "xlsx": MEDIA_TYPES["xlsx"], "html": MEDIA_TYPES["html"],
}  # fmt: skip


def written(actor: Actor, form: str, language: Language, filters: Filters = Filters()) -> bytes:  # noqa: B008 (frozen)
    """The directory as this reader gets it, in one of `FORMS`; NotHere for another form. Persons are in vcf, csv and xlsx."""
    if form not in FORMS:
        raise NotHere
    rows = leaving.entries(actor, form, filters, withdrawn=actor.staff and form in ("csv", "xlsx"), language=language)
    shown = {"addresses": bool(policies.may_see_addresses(actor)), "persons": leaving.may_see_persons(actor) or _own(rows)}
    if form == "vcf":
        return "".join(write_cards(rows, language, site())).encode()
    if form == "csv":
        return "".join(write_csv(rows, **shown, kept=actor.staff)).encode()
    if form == "xlsx":
        return write_xlsx(rows, language, **shown, kept=actor.staff)
    whom = "secretariat" if actor.staff else actor.entity
    return write_html(rows, language, whom=whom, made=clock.now(), members=shown["addresses"], closed=_closed(rows))


def _closed(rows: Sequence[Listed]) -> dict[str, list[date]]:
    """The public holidays of this year and the next where hours keep them and a calendar is known."""
    year = clock.now().year
    codes = {row.record.procedure.hours.holidays for row in rows} - {""}
    found = {code: [day for turn in (year, year + 1) for day in holidays_of(code, turn)] for code in sorted(codes)}
    return {code: days for code, days in found.items() if days}


def _own(rows: tuple[Listed, ...]) -> bool:
    return any(row.contacts for row in rows)


def site() -> str:
    """The address under which entries stand, which is part of the identity of a card."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('directory:list')}"


def _filters(request: HttpRequest) -> Filters:
    function = request.GET.get("function", "")
    return Filters(entity=request.GET.get("entity", "")[:12].upper(), function=function if function in FUNCTIONS else "")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


@never_cache
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The directory, or the part that the filters name, in the language of the page."""
    language = page_language()
    content = written(request.actor, form, language, _filters(request))
    return _file(content, FORMS[form], f"directory-{language}.{form}")


@never_cache
def card(request: HttpRequest, authority_id: int) -> HttpResponse:
    """One entry as a card for an address book; persons, where the reader sees them, on cards of their own."""
    row = leaving.one(request.actor, "vcf", authority_id)
    language = page_language()
    content = "".join(write_cards([row], language, site())) if row.contacts else write_card(row, language, site())
    return _file(content.encode(), FORMS["vcf"], f"authority-{authority_id}.vcf")


@never_cache
def take(request: HttpRequest) -> HttpResponse:
    """Take the directory with you."""
    actor = request.actor
    context = {
        "addresses": bool(policies.may_see_addresses(actor)), "persons": "all" if actor.staff else "own" if actor.entity else "",
        "imports": bool(policies.may_import(actor)), "forms": _forms(),
    }  # fmt: skip
    return render(request, "directory/take.html", context)


def _forms() -> list[tuple[str, str, str]]:
    """Form, its name, what it is good for."""
    return [
        ("html", _("One file that finds without a network (.html)"),
         _("Open it in any browser: it searches, filters, tells who is open now and prints, in six languages. It names no persons.")),
        ("xlsx", _("Workbook (.xlsx)"), _("One row for each authority, in the language of the page.")),
        ("csv", _("Table for programs (.csv)"), _("The same columns, with codes.")),
        ("vcf", _("Address book (.vcf)"), _("A card for each authority, by the standard vCard 4.0.")),
    ]  # fmt: skip


@require_POST
def edition_ask(request: HttpRequest, form: str) -> HttpResponse:
    """Have the directory printed."""
    return redirect("directory:edition", editions.ask(request.actor, form, page_language()))


@never_cache
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """How far an edition is; the page looks again by itself and can be left."""
    found = editions.access(request.actor, edition_id)
    response = render(request, "directory/edition.html", {"edition": found, "made": found.state == "made"})
    if found.state == "waiting":
        response["Refresh"] = "5"
    return response


@never_cache
def edition_file(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The file of an edition."""
    kept = editions.file(request.actor, editions.access(request.actor, edition_id))
    return _file(kept.content, kept.media_type, kept.name)
