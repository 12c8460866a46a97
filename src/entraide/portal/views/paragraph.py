"""The page of a paragraph: its text, who must do what by it, what was asked of States, what became of it."""

from __future__ import annotations

from uuid import UUID

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.collection import policies as collecting
from entraide.collection import queries as collection
from entraide.documents import queries as documents
from entraide.documents.domain.citing import letter
from entraide.documents.domain.filing import shown_label
from entraide.documents.web.citations import of_paragraph
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Status
from entraide.mandates import queries as mandates

ALL = "all"


@frozen
class Version:
    """The paragraph in one language, with its letters as that language writes them."""

    language: Language
    text: str
    status: Status
    label: str


def paragraph(request: HttpRequest, guid: UUID) -> HttpResponse:
    """Everything that hangs on one paragraph, as far as this person may see it.

    `?in=fr` shows one of its languages, `?in=all` all of them side by side; else the language of the page.
    """
    actor = request.actor
    row = documents.paragraph(actor, guid)
    wanted = request.GET.get("in", "")
    if wanted not in ("", ALL, *row.text.versions):
        raise NotHere
    rows = documents.paragraphs_of(actor, row.document)
    before, after = _beside(rows, row)
    context = {
        "row": row,
        "versions": _versions(row),
        "wanted": wanted,
        "before": before,
        "after": after,
        "citation": of_paragraph(actor, row, _language(wanted)),
        "mandates": mandates.for_paragraph(actor, guid),
        "rounds": collection.rounds_for_paragraph(actor, guid),
        "may_open_round": bool(collecting.may_manage_rounds(actor)) and not row.withdrawn,
        "siblings": [other for other in rows if other.number == row.number] if not row.withdrawn else [],
    }
    return render(request, "portal/paragraph.html", context)


def _language(wanted: str) -> Language:
    return next((code for code in LANGUAGES if code == wanted), page_language())


def _versions(row: documents.ParagraphRow) -> tuple[Version, ...]:
    return tuple(
        Version(code, row.text.versions[code], row.text.statuses.get(code, "official"), _label(row, code))
        for code in LANGUAGES
        if code in row.text.versions
    )


def _label(row: documents.ParagraphRow, language: Language) -> str:
    return shown_label(row.number, ".".join(letter(part, language) for part in row.point.split(".")))


def _beside(
    rows: tuple[documents.ParagraphRow, ...], row: documents.ParagraphRow
) -> tuple[documents.ParagraphRow | None, documents.ParagraphRow | None]:
    """What stands before and after it in the text in force."""
    at = next((turn for turn, other in enumerate(rows) if other.guid == row.guid), None)
    if at is None:
        return None, None
    return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
