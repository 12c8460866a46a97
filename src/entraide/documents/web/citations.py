"""How a paper or paragraph is cited, for the pages: in the page's language, for BibTeX and RIS, by a permanent link."""

from __future__ import annotations

from attrs import frozen
from django.conf import settings
from django.urls import reverse

from entraide.documents import queries
from entraide.documents.domain.citing import Source, bibtex, cite, ris
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.meetings import queries as meetings


@frozen
class Citation:
    """What the box shows; each can be copied as text."""

    words: str
    language: Language
    link: str
    bibtex: str
    ris: str


def of_document(actor: Actor, row: queries.DocumentRow, language: Language) -> Citation:
    """The whole paper."""
    return _citation(_source(actor, row, language, reverse("documents:detail", args=[row.id])))


def of_paragraph(actor: Actor, paragraph: queries.ParagraphRow, language: Language) -> Citation:
    """One paragraph or point, by its permanent address."""
    row = queries.document(actor, paragraph.document)
    path = reverse("paragraph", args=[paragraph.guid])
    return _citation(_source(actor, row, language, path, paragraph.number, paragraph.point))


def _source(
    actor: Actor, row: queries.DocumentRow, language: Language, path: str, number: str = "", point: str = ""
) -> Source:
    body = meetings.meeting(row.meeting).body.name.shown_in(language).text if row.meeting else ""
    revised = [
        issue for issue in queries.editions(actor, row.id) if issue.kind == "rev" and language in issue.languages
    ]
    last = revised[-1] if revised else None
    dated = (last.dated if last else None) or row.dated
    return Source(
        symbol=last.symbol if last else next(iter(row.symbols), row.label), title=row.title.shown_in(language).text,
        body=body, date=dated.isoformat() if dated else "", url=settings.SITE_URL.rstrip("/") + path, language=language,
        number=number, point=point,
    )  # fmt: skip


def _citation(source: Source) -> Citation:
    return Citation(cite(source), source.language, source.url, bibtex(source), ris(source))
