"""The receipt as a paper and as a workbook, in the language of the page or another of the six."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from entraide.foundation.files.store import MEDIA_TYPES
from entraide.foundation.ui.wording import moment, page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import OWN_NAMES, as_language

from .. import queries
from ..domain.receipt import Answer, Part, Receipt, write_receipt
from . import wording
from .blocks import Field
from .showing import Read, actor_in, entity_name, page_of, read_sections


@never_cache
def pdf(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """The receipt, A4, right to left in Arabic."""
    actor = actor_in(request)
    with translation.override(as_language(request.GET.get("language", ""), page_language())):
        content, language = write_receipt(receipt_of(actor, reply_id, number)), page_language()
    row = queries.reply_row(actor, reply_id)
    return _file(content, "application/pdf", f"{row.round_code}-{row.entity}-{number}-{language}.pdf")


@never_cache
def workbook(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """What was sent, in the workbook of the questionnaire."""
    language = as_language(request.GET.get("language", ""), page_language())
    name, content = queries.sent_workbook(actor_in(request), reply_id, number, language)
    return _file(content, MEDIA_TYPES["xlsx"], name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def receipt_of(actor: Actor, reply_id: int, number: int) -> Receipt:
    """What the paper says of one version. NotHere for all but the State's own and the secretariat."""
    row, sent = queries.reply_row(actor, reply_id), queries.sent_answers(actor, reply_id, number)
    signed = next((one for one in queries.signatures(actor, reply_id) if one.sent == number), None)
    language, entity = page_language(), entity_name(row.entity)
    title = row.round_title.shown_in(language).text
    page = page_of(queries.form_of(row.version_id), sent.answers)
    heading = _("Reply of %(entity)s, version %(number)s: receipt") % {"entity": entity, "number": number}
    return Receipt(
        language=language, title=heading, heading=heading, about=title, facts=_facts(row, sent, signed),
        digest=(_("Digest of the content (SHA-256)"), sent.content_hash), statement=signed.statement if signed else "",
        parts=tuple(_part(one) for one in read_sections(page)), moment=sent.submitted_at,
        banner=_("Invented replies for demonstration") if row.invented else "",
    )  # fmt: skip


def _facts(row: queries.ReplyRow, sent: queries.SentRow, signed: queries.SignatureRow | None) -> list[tuple[str, str]]:
    facts = [
        (_("Submitted"), moment(sent.submitted_at)),
        (_("Declared by"), f"{sent.declared_name}, {sent.declared_function}"),
        (_("Competent authority"), signed.authority if signed else ""),
        (_("Language"), OWN_NAMES[as_language(sent.language)]),
        (_("Note verbale"), row.note_verbale),
    ]
    return [(label, value) for label, value in facts if value]


def _part(read: Read) -> Part:
    label = read.section.label.shown_in(page_language()).text
    return Part(read.section.number, label, tuple(_answer(one) for one in read.fields if not one.cell.empty))


def _answer(field: Field) -> Answer:
    beside = "\n".join(part for part in (wording.aside(field.cell), field.cell.comment) if part)
    return Answer(field.number, field.label.shown_in(page_language()).text, field.shown or "–", beside)
