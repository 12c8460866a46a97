"""The Atom feed of new documents, of all bodies or of one, in the language asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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

from entraide.documents.catalogue import Filed, Filters, page_of_documents
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language, as_language, is_language

from .views import kind_label

ENTRIES = 50
FRESH = 300
"""Seconds for which a public feed may be used without asking again."""


@frozen
class Wanted:
    """Whose papers, in which language."""

    language: Language
    body: str
    filed: tuple[Filed, ...]


def _printable(text: str) -> str:
    """XML has no control characters."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


class NewDocuments(Feed):
    """The documents with a text that were filed last, as far as this person may read them."""

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

    def get_object(self, request: HttpRequest) -> Wanted:
        body, language = request.GET.get("body", "").strip()[:60], request.GET.get("language", "")
        filters = Filters(body=_printable(body), language=as_language(language) if is_language(language) else None)
        found = page_of_documents(request.actor, filters, size=ENTRIES, with_text=True)
        return Wanted(page_language(), filters.body, found)

    def feed_url(self, wanted: Wanted) -> str:
        said = {"language": wanted.language, **({"body": wanted.body} if wanted.body else {})}
        return f"{reverse('documents:feed')}?{urlencode(said)}"

    def title(self, wanted: Wanted) -> str:
        return _("New documents of %(body)s") % {"body": wanted.body} if wanted.body else _("New documents")

    def link(self, _wanted: Wanted) -> str:
        return reverse("documents:list")

    def author_name(self, _wanted: Wanted) -> str:
        return str(settings.SITE_NAME)

    def feed_guid(self, wanted: Wanted) -> str:
        return f"{settings.SITE_URL}{self.feed_url(wanted)}"

    def items(self, wanted: Wanted) -> list[tuple[Wanted, Filed]]:
        return [(wanted, one) for one in wanted.filed]

    def item_title(self, item: tuple[Wanted, Filed]) -> str:
        wanted, one = item
        title = one.document.title.shown_in(wanted.language).text
        return _printable(f"{one.document.label} {title}".strip())

    def item_description(self, item: tuple[Wanted, Filed]) -> str:
        row = item[1].document
        invented = f" {_('Invented example')}." if row.invented else ""
        return f"{kind_label(row.kind)}. {', '.join(row.languages)}.{invented}"

    def item_link(self, item: tuple[Wanted, Filed]) -> str:
        wanted, one = item
        if wanted.language in one.document.languages:
            return reverse("documents:detail_in", args=[one.document.id, wanted.language])
        return reverse("documents:detail", args=[one.document.id])

    def item_guid(self, item: tuple[Wanted, Filed]) -> str:
        return f"{settings.SITE_URL}{reverse('documents:detail', args=[item[1].document.id])}"

    def item_pubdate(self, item: tuple[Wanted, Filed]) -> datetime:
        return item[1].filed_at

    def item_updateddate(self, item: tuple[Wanted, Filed]) -> datetime:
        return item[1].filed_at

    def item_categories(self, item: tuple[Wanted, Filed]) -> list[str]:
        return [item[1].document.kind]
