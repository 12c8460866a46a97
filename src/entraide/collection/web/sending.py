"""Checking, clearing and submitting; the receipt; taking a reply up again for a correction."""

from __future__ import annotations

from attrs import evolve
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.languages import LANGUAGES

from .. import actions, policies, queries
from ..domain.answers import positions, without_positions
from ..domain.findings import Found, unexplained
from ..domain.judge import Finding
from . import wording
from .blocks import Page, html_id
from .forms import Declaration
from .reviewing import own_of
from .showing import Opened, actor_in, entity_name, opened, read_sections
from .signing import seen_at, seen_in, signing_facts


@never_cache
def check(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Every answer on one page, with what blocks and what was kept but does not apply."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    page = found.page(required=True)
    reply, marks = policies.access_reply(actor, reply_id), queries.marks(actor, reply_id)
    context = {
        "row": found.row,
        "sections": [
            evolve(one, cleared=marks.get(one.section.name, queries.MarkRow()).cleared_at)
            for one in read_sections(page, reply_id)
        ],
        "blocking": blocking_in(found, page),
        "idle": any(
            one.code == "irrelevant" and found.reach.has(found.form.section_of(one.path))
            for one in page.judgement.problems
        ),
        "may_submit": policies.may_submit(actor, reply),
        "may_edit": bool(policies.may_edit(actor, reply)),
        "entity": entity_name(found.row.entity),
        "seen": clock.now().isoformat(),
        **signing_facts(actor, found, marks),
    }
    return render(request, "collection/check.html", context)


def blocking_in(found: Opened, page: Page) -> list[dict[str, str]]:
    """What forbids submitting, each with the way to its question; of one's own sections."""
    rows = (*page.judgement.problems, *unexplained(one for rows in page.remarks.values() for one in rows))
    own = (one for one in rows if found.reach.has(found.form.section_of(one.path)))
    return [_block(found, one) for one in own if one.severity in ("stop", "explain")]


def _block(found: Opened, finding: Finding | Found) -> dict[str, str]:
    plain = without_positions(finding.path)
    section = next((one for one in found.form.sections if any(q.path == plain for q in one.questions())), None)
    question = found.form.question(plain) if found.form.has(plain) else None
    number = " ".join([question.number if question else "", *(f"[{row}]" for row in positions(finding.path))]).strip()
    return {
        "number": number,
        "label": question.label.shown_in(page_language()).text if question else finding.path,
        "message": wording.finding(finding, page_language()),
        "code": finding.problem.code,
        "section": section.name if section else "",
        "anchor": html_id(finding.path),
    }


@never_cache
def submit(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The declaration, by the focal point; then the receipt."""
    actor = actor_in(request)
    found = opened(actor, reply_id)
    reply = policies.access_reply(actor, reply_id)
    policies.may_submit(actor, reply).enforce()
    blocking = blocking_in(found, found.page(required=True))
    form = Declaration(request.POST or None, initial={"name": actor.name})
    if request.method == "POST" and form.is_valid() and not blocking:
        made = actions.submit(
            actor, reply, declared_name=form.cleaned_data["name"], declared_function=form.cleaned_data["function"],
            language=page_language(), seen=seen_in(request),
        )  # fmt: skip
        return redirect("collection:receipt", reply_id, made.number)
    context = {
        "row": found.row, "form": form, "blocking": blocking, "entity": entity_name(found.row.entity),
        "seen": seen_at(request),
    }  # fmt: skip
    return render(request, "collection/submit.html", context, status=422 if request.method == "POST" else 200)


def receipt(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """What arrived: version, moment, digest, who declared it."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    sent = queries.sent_answers(actor, reply_id, number)
    signed = next((one for one in queries.signatures(actor, reply_id) if one.sent == number), None)
    context = {
        "row": row, "sent": sent, "signed": signed, "languages": LANGUAGES, "entity": entity_name(row.entity),
        **own_of(actor, reply_id, sent),
    }  # fmt: skip
    return render(request, "collection/receipt.html", context)


@require_POST
def correct(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Take the reply up again."""
    actor = actor_in(request)
    actions.correct(actor, policies.access_reply(actor, reply_id))
    messages.success(request, _("The reply is open for a correction. What was sent stands until you submit again."))
    return redirect("collection:reply", reply_id)
