"""Atom feeds of recommendations: all of them, those of a body, those addressed to somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from attrs import frozen
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from entraide.documents.domain.filing import shown_label
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language, is_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .. import interchange, wording
from ..domain import facets
from ..models import Mandate
from .figures import label
from .forms import KINDS

ENTRIES: Final = 50
FRESH: Final = 300
"""Seconds for which a public feed may be used without asking again."""


@frozen
class Wanted:
    """Whose recommendations, in which language; `path` is the feed's own address."""

    language: Language
    path: str
    name: str
    rows: tuple[Mandate, ...]


def _printable(text: str) -> str:
    """XML has no control characters."""
    return "".join(sign for sign in text if (sign >= " " and sign not in "\ufffe\uffff") or sign in "\t\n")


class Recommendations(Feed):
    """The recommendations that were adopted last, as far as this person may read them."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.GET.get("language", "")
        with translation.override(given if is_language(given) else page_language()):
            response = super().__call__(request, *args, **kwargs)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        if not request.actor.known:
            response["Cache-Control"] = f"public, max-age={FRESH}"
            response["Access-Control-Allow-Origin"] = "*"
        return response

    def get_object(self, request: HttpRequest, kind: str = "", name: str = "", code: str = "") -> Wanted:
        facet, named = facets.ALL, ""
        if kind:
            if kind not in KINDS:
                raise NotHere
            facet, named = facets.who(kind, name), label("addressee", f"{kind}/{name}")
        if code:
            known = next((row for row in meetings.bodies() if row.code == code), None)
            if known is None:
                raise NotHere
            facet, named = facets.facet("body", known.id), known.name.shown_in(page_language()).text or code
        rows = tuple(interchange.by_day(interchange.latest(facet, ENTRIES)))
        return Wanted(page_language(), _printable(request.path), _printable(named), rows)

    def feed_url(self, wanted: Wanted) -> str:
        return f"{wanted.path}?{urlencode({'language': wanted.language})}"

    def title(self, wanted: Wanted) -> str:
        return _("Recommendations: %(whose)s") % {"whose": wanted.name} if wanted.name else _("Recommendations")

    def link(self, _wanted: Wanted) -> str:
        return reverse("mandates:register")

    def author_name(self, _wanted: Wanted) -> str:
        return str(settings.SITE_NAME)

    def feed_guid(self, wanted: Wanted) -> str:
        return f"{settings.SITE_URL}{self.feed_url(wanted)}"

    def items(self, wanted: Wanted) -> list[tuple[Wanted, Mandate]]:
        return [(wanted, row) for row in wanted.rows]

    def item_title(self, item: tuple[Wanted, Mandate]) -> str:
        row = item[1]
        place = f"{row.paragraph.document}, {shown_label(row.paragraph.number, row.paragraph.point)}"
        whom = [wording.addressee(one.kind, one.name, one.text) for one in row.addressees.all()]
        return _printable(f"{place}: {wording.sentence(row.act, whom)}")

    def item_description(self, item: tuple[Wanted, Mandate]) -> str:
        wanted, row = item
        states = "; ".join(
            f"{wording.addressee(one.kind, one.name, one.text)}: {wording.implementation_label(one.implementation)}"
            for one in row.addressees.all()
        )
        invented = _("Invented example") if row.paragraph.document.invented else ""
        parts = (Text.from_json(row.paragraph.text).shown_in(wanted.language).text, states, invented)
        return _printable("\n".join(part for part in parts if part))

    def item_link(self, item: tuple[Wanted, Mandate]) -> str:
        return reverse("mandates:detail", args=[item[1].pk])

    def item_guid(self, item: tuple[Wanted, Mandate]) -> str:
        return f"{settings.SITE_URL}{self.item_link(item)}"

    def item_pubdate(self, item: tuple[Wanted, Mandate]) -> datetime:
        return item[1].decided_at or item[1].proposed_at

    def item_updateddate(self, item: tuple[Wanted, Mandate]) -> datetime:
        return interchange.updated(item[1])

    def item_categories(self, item: tuple[Wanted, Mandate]) -> list[str]:
        return [_printable(topic) for topic in item[1].topics]
