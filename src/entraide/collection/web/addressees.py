"""Whom a round asks: chosen out of the directory with a preview, at once or in the background; the list as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.directory import queries as directory
from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor, Power
from entraide.kernel.problems import Problem, Refused
from entraide.reference.domain import entities

from .. import actions, policies, queries
from . import wording
from .round_files import csv_file
from .round_forms import Whom
from .rounds import secretariat

FUNCTION = "cultural_property"


def inviting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose among the contact points that the directory holds: who would be asked, through whom, in which language."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    function = _function(request.GET.get("function", FUNCTION))
    whom = Whom({**request.GET.dict(), "function": function})
    fitting = whom.codes()
    taken = {one.entity for one in queries.invited(actor, round_id)}
    contacts = [one for one in directory.contacts_for(actor, function) if one.entity in set(fitting)]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        chosen = [one for one in contacts if one.key in set(request.POST.getlist("contact"))]
        try:
            return _invited(request, actor, round_id, function, chosen)
        except Refused as refusal:
            problems = refusal.problems
    narrowed = any(whom.chosen().values())
    ordered = entities.ordered({one.entity for one in contacts} - taken, page_language())
    reached = {one.entity for one in contacts}
    context = {
        "row": row, "whom": whom, "problems": problems, "function": function, "taken": len(taken & set(fitting)),
        "contacts": [one for code in ordered for one in _choices(actor, [row for row in contacts if row.entity == code], narrowed)],
        "asked": len(ordered), "unreached": _unreached(fitting, reached | taken, function), "narrowed": narrowed,
    }  # fmt: skip
    return render(request, "collection/invite.html", context, status=422 if problems else 200)


def _function(given: str) -> str:
    """What the directory knows by this name, "" for anything; a name it does not know is passed over."""
    return given if given in FUNCTIONS or not given else FUNCTION


def _choices(actor: Actor, contacts: Sequence[directory.ContactRow], narrowed: bool) -> Iterator[dict[str, Any]]:
    """The contact points of one State, the first one proposed.

    Persons are named only to whoever may see persons; whom a letter goes to need not be known to send it.
    """
    for at, contact in enumerate(contacts):
        shown = not contact.person or actor.wields(Power.RESTRICTED_CONTACTS)
        yield {
            "entity": entities.name(contact.entity, page_language()), "contact": contact, "shown": shown,
            "chosen": narrowed and at == 0, "first": at == 0,
        }  # fmt: skip


def _unreached(fitting: Sequence[str], reached: set[str], function: str) -> list[dict[str, Any]]:
    """Those who fit and have no contact point for this function, each with the way to the directory."""
    finder, language = reverse("directory:find"), page_language()
    return [
        {
            "problem": Problem("COL-356", {"entity": entities.name(code, language)}),
            "entity": entities.name(code, language),
            "url": f"{finder}?{urlencode({'asked': code, 'function': function})}",
        }
        for code in entities.ordered(set(fitting) - reached, language)
    ]


def _invited(
    request: HttpRequest, actor: Actor, round_id: int, function: str, chosen: Sequence[directory.ContactRow]
) -> HttpResponse:
    round = policies.access_round(actor, round_id)
    notes = {one.entity: request.POST.get(f"note-{one.entity}", "").strip()[:60] for one in chosen}
    if len(chosen) > actions.AT_ONCE:
        rows = [(one.entity, one.key, notes[one.entity]) for one in chosen]
        actions.start_inviting(actor, round, function, rows)
        messages.success(request, _("The invitations are being sent; this page tells how far they are."))
    else:
        made = actions.invite(actor, round, chosen, notes)
        sentence = ngettext("%(count)s invitation has been sent.", "%(count)s invitations have been sent.", len(made))
        messages.success(request, sentence % {"count": len(made)})
    return redirect("collection:round", round_id)


def export(request: HttpRequest, round_id: int) -> HttpResponse:
    """Everybody asked, as CSV: no persons, whose names the directory keeps."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    rows: list[list[str | int]] = [
        [
            _("code"), _("State or organization"), _("Regional group"), _("Language"), _("Note verbale"), _("Invited"),
            _("Link used"), _("State of the reply"),
        ]
    ]  # fmt: skip
    for line in queries.full_board(actor, round_id, page_language()):
        rows.append(
            [
                line.entity, line.name, line.group, line.language, line.note_verbale,
                line.invited_at.date().isoformat(), int(line.used), wording.reply_state(line.state),
            ]
        )  # fmt: skip
    return csv_file(rows, f"{row.code}-addressees.csv")
