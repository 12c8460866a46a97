"""Pages of the review: the queue, taking a decision back, withdrawing, reinstating, confirming; what happened to a reply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.answers import Answers, Cell, positions, without_positions
from ..domain.differences import LONG, Difference, words_between
from ..domain.form import Form, Question
from ..domain.verdicts import UNDO_MINUTES
from . import thread_wording, wording
from .blocks import Field
from .review_forms import Accepting, Reasoned, ReasonedByLetter
from .rounds import secretariat
from .showing import Opened, Read, actor_in, entity_name, read_sections
from .threads import listed


@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What awaits the secretariat, the oldest first: versions to decide, answers to look at."""
    actor = secretariat(request)
    rows = [{"row": one, "entity": entity_name(one.entity)} for one in queries.queue(actor)]
    return render(request, "collection/review/queue.html", {"rows": rows, "threads": listed(actor)})


def review_of(actor: Actor, row: queries.ReplyRow, sent: queries.SentRow) -> dict[str, Any]:
    """What the page of a version shows beside its answers: the version before, the last round, what may be done."""
    form = queries.form_of(row.version_id)
    earlier = {one.number: one for one in queries.sent(actor, row.id)}
    newest = max(earlier)
    before = earlier.get(sent.number - 1)
    last = queries.last_round(actor, row.id)
    page = Opened(row, form, sent.answers, last=last.answers if last else Answers()).page(required=True)
    reply = policies.access_reply(actor, row.id)
    decided = earlier[newest].decisions[-1:] if sent.number == newest else ()
    return {
        "parts": [_beside(part, before.answers if before else None, last) for part in read_sections(page)],
        "before": before,
        "last": last,
        "may_ask": bool(policies.may_open_thread(actor, reply, "official")),
        "accepting": Accepting(),
        "may_undo": any(policies.may_undo(actor, reply, one.verdict, one.decided_at, clock.now()) for one in decided),
        "undo_minutes": UNDO_MINUTES,
        "gathered": [one for one in queries.threads(actor, row.id) if one.kind == "official" and one.state == "open"],
    }


def own_of(actor: Actor, reply_id: int, sent: queries.SentRow) -> dict[str, bool]:
    """What the people of a State may do with one of its versions."""
    reply = policies.access_reply(actor, reply_id)
    unconfirmed = sent.channel == "letter" and not sent.confirmed
    return {
        "may_confirm": unconfirmed and bool(policies.may_confirm(actor, reply)),
        "may_restore": bool(policies.may_edit(actor, reply) or policies.may_correct(actor, reply)),
    }


def more_of(actor: Actor, reply_id: int) -> dict[str, bool]:
    """What this person may do with a reply beyond answering and deciding."""
    reply = policies.access_reply(actor, reply_id)
    return {
        "may_enter": bool(policies.may_enter(actor, reply)),
        "may_withdraw": bool(policies.may_withdraw(actor, reply)),
        "may_reinstate": bool(policies.may_reinstate(actor, reply)),
    }


def _beside(part: Read, before: Answers | None, last: queries.LastRound | None) -> dict[str, Any]:
    return {
        "section": part.section,
        "rows": [
            {
                "field": field,
                "before": _reads(field, before),
                "last": _reads(field, last.answers if last else None),
                "changed": before is not None and before.cell(field.path).fingerprint != field.cell.fingerprint,
            }
            for field in part.fields
        ],
    }


def _reads(field: Field, answers: Answers | None) -> str:
    if answers is None:
        return ""
    cell = answers.cell(field.path)
    said = wording.answer(field.question, cell, page_language())
    return " · ".join(one for one in (said, wording.aside(cell)) if one)


@require_POST
def undo(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """Take back what was decided on this version."""
    actor = secretariat(request)
    sent = queries.sent_answers(actor, reply_id, number)
    actions.undo_decision(actor, policies.access_submission(actor, sent.id))
    messages.success(request, _("The decision has been taken back."))
    return redirect("collection:version", reply_id, number)


@require_POST
def confirm(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """What was entered from the letter is the State's own."""
    actor = actor_in(request)
    sent = queries.sent_answers(actor, reply_id, number)
    actions.confirm(actor, policies.access_submission(actor, sent.id))
    messages.success(request, _("The version is confirmed."))
    return redirect("collection:reply", reply_id)


@never_cache
def withdrawing(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Withdraw what was sent, or reinstate what was withdrawn, with a reason; the secretariat with the State's letter."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    reply = policies.access_reply(actor, reply_id)
    back = row.state == "withdrawn"
    (policies.may_reinstate if back else policies.may_withdraw)(actor, reply).enforce()
    given = (request.POST or None, request.FILES or None)
    form: Reasoned = ReasonedByLetter(*given) if actor.staff else Reasoned(*given)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        letter = form.letter_given() if isinstance(form, ReasonedByLetter) else None
        try:
            (actions.reinstate if back else actions.withdraw)(actor, reply, form.cleaned_data["reason"], letter)
            messages.success(request, _("The reply is reinstated.") if back else _("The reply is withdrawn."))
            return redirect("collection:reply", reply_id)
        except Refused as refusal:
            problems = refusal.problems
    context = {"row": row, "entity": entity_name(row.entity), "form": form, "problems": problems, "back_again": back}
    return render(request, "collection/review/withdraw.html", context, status=422 if request.method == "POST" else 200)


@never_cache
def timeline(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Everything that happened to a reply, as far as this person may know."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    events = [
        {"event": one, "words": thread_wording.happened(one), "who": one.who or thread_wording.side(one.side)}
        for one in queries.timeline(actor, reply_id)
    ]
    return render(
        request, "collection/review/timeline.html", {"row": row, "entity": entity_name(row.entity), "events": events}
    )


@never_cache
def comparing(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Any two versions of a reply, or for its State the draft against one; `?from=1&to=2`, 0 for the draft."""
    actor = actor_in(request)
    row = queries.reply_row(actor, reply_id)
    versions = [one.number for one in queries.sent(actor, reply_id)]
    drafts = bool(policies.may_read_draft(actor, policies.access_reply(actor, reply_id)))
    choices = [(one, _("Version %(number)s") % {"number": one}) for one in versions]
    choices += [(0, _("The draft"))] if drafts else []
    if not choices:
        raise NotHere
    before = _number(request.GET.get("from", ""), choices, versions[-2] if len(versions) > 1 else choices[0][0])
    after = _number(request.GET.get("to", ""), choices, 0 if drafts else versions[-1])
    found = queries.compared(actor, reply_id, before, after)
    form = queries.form_of(row.version_id)
    context = {
        "row": row, "entity": entity_name(row.entity), "choices": choices, "before": before, "after": after,
        "rows": [_compared(form, one) for one in found.rows],
    }  # fmt: skip
    return render(request, "collection/review/compare.html", context)


def _number(given: str, choices: list[tuple[int, str]], otherwise: int) -> int:
    """The number asked for; NotHere for one that is not to choose from."""
    if not given:
        return otherwise
    if not (given.isascii() and given.isdigit() and len(given) < 6) or int(given) not in dict(choices):
        raise NotHere
    return int(given)


def _compared(form: Form, one: Difference) -> dict[str, Any]:
    plain, language = without_positions(one.path), page_language()
    question = form.question(plain) if form.has(plain) else None
    parts = []
    for name in one.parts:
        old, new = (_part(question, cell, name, language) for cell in (one.before, one.after))
        long = name in ("value", "source", "comment") and max(len(old), len(new)) > LONG
        pieces = words_between(old, new) if long else ()
        parts.append({"name": thread_wording.part(name), "before": old, "after": new, "pieces": pieces})
    return {
        "number": " ".join([question.number if question else plain, *(f"[{row}]" for row in positions(one.path))]),
        "label": question.label if question else "",
        "kind": wording.change(one.kind),
        "parts": parts,
    }


def _part(question: Question | None, cell: Cell, name: str, language: Language) -> str:
    if name == "value":
        plain = Cell(cell.value)
        return wording.answer(question, plain, language) if question else cell.value or ""
    if name == "missing":
        return wording.missing(cell.missing) if cell.missing else ""
    if name == "flags":
        return ", ".join(wording.flag(one) for one in sorted(cell.flags))
    if name == "audience":
        return str(cell.audience.value) if cell.audience else ""
    return str(getattr(cell, name))


@require_POST
def restore(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """Put the answers of a version back into the draft."""
    actor = actor_in(request)
    sent = queries.sent_answers(actor, reply_id, number)
    actions.restore(actor, policies.access_reply(actor, reply_id), policies.access_submission(actor, sent.id))
    messages.success(request, _("The draft says again what that version said."))
    return redirect("collection:reply", reply_id)
