"""Evidence: laid under a mandate by one person of the secretariat, validated or turned down by another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Text

from .. import actions, policies, queries, wording
from ..domain.evidence import KINDS, STARTS
from ..models import Mandate
from ..queries import laid
from .labels import evidence_state_label
from .relating import cited_paragraph
from .shown import card

UNPROCESSABLE = 422
WAITING = 100
"""Pieces of evidence on the page of what waits."""


class NewEvidence(forms.Form):
    """Something that shows what became of a mandate."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of evidence"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )
    text = forms.CharField(
        label=gettext_lazy("What it shows"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    happened_on = forms.DateField(label=gettext_lazy("When it happened"), required=False, widget=Day())
    addressee = forms.TypedChoiceField(label=gettext_lazy("Who did it"), coerce=int, empty_value=None, required=False)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol of the document"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Paragraph"), max_length=20, required=False,
        help_text=gettext_lazy("As it is cited: 23 or 23 (c)."), widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    href = forms.CharField(
        label=gettext_lazy("Where it can be read"), max_length=500, required=False,
        help_text=gettext_lazy("An address that begins with https://."),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"), required=False, max_length=200,
        help_text=gettext_lazy("At most 10 MB: a document, a sheet, a picture or plain text."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{ending}" for ending in STARTS)}),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, row: queries.MandateRow, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"language": page_language()})
        self.fields["kind"].choices = [(one, wording.evidence_label(one)) for one in KINDS]
        asked = [(one.id, wording.addressee(one.kind, one.name, one.text)) for one in row.addressees]
        self.fields["addressee"].choices = [("", _("all who are asked")), *asked]

    def facts(self, actor: Actor, mandate: Mandate) -> dict[str, Any]:
        """As `actions.add_evidence` takes them; MAN-333 when the paragraph that was typed does not exist."""
        given = self.cleaned_data
        text = Text.of(given["language"], **{given["language"]: given["text"]})
        facts = {"kind": given["kind"], "text": text, "href": given["href"], "happened_on": given["happened_on"]}
        if given["symbol"]:
            where = cited_paragraph(actor, given["symbol"], given["number"], "")
            if where is None:
                raise refuse("MAN-333", symbol=given["symbol"], paragraph=given["number"])
            facts |= {"paragraph_guid": where.guid, "document_id": where.document}
        if given["file"]:
            facts["file_id"] = actions.keep_file(actor, given["file"].read(), given["file"].name or "file")
        return {**facts, "addressee": mandate.addressees.filter(pk=given["addressee"] or 0).first()}


def add(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Lay something under a mandate."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    form = NewEvidence(row, request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_evidence(request.actor, mandate=mandate, **form.facts(request.actor, mandate))
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The evidence is recorded; a second person must validate it."))
            return redirect("mandates:detail", mandate_id)
    context = {"card": card(row), "form": form, "problems": problems}
    return render(request, "mandates/add_evidence.html", context, status=UNPROCESSABLE if problems else 200)


def shown_evidence(actor: Actor, rows: tuple[laid.Laid, ...]) -> list[dict[str, Any]]:
    """Evidence with its words, and what this person may do with it."""
    return [
        {
            "evidence": row,
            "kind": wording.evidence_label(row.kind),
            "state": evidence_state_label(row.state),
            "whom": wording.entity_label(row.whom) or row.whom,
            "decides": actor.staff and row.state == "waiting",
            "second": policies.may_be_second(actor, row.submitted_by),
            "withdraws": _may_withdraw(actor, row),
        }
        for row in rows
    ]


def _may_withdraw(actor: Actor, row: laid.Laid) -> bool:
    return row.state in ("waiting", "validated") and bool(policies.may_withdraw_of(actor, row.submitted_by))


def more(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """What else was laid under a mandate, behind the pieces that its page shows."""
    row = queries.mandate(request.actor, mandate_id)
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 18 else 0
    pieces = laid.evidence(request.actor, mandate_id, start)
    context = {
        "card": card(row), "laid": shown_evidence(request.actor, pieces), "keeps": request.actor.staff,
        "more_after": pieces[-1].id if len(pieces) == laid.SHOWN else 0,
    }  # fmt: skip
    return render(request, "mandates/more_evidence.html", context)


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person; one's own is shown, and why one cannot validate it."""
    found = laid.waiting_evidence(request.actor, WAITING + 1)
    more, found = len(found) > WAITING, found[:WAITING]
    rows = shown_evidence(request.actor, tuple(one for one, _mandate in found))
    for row, (_one, mandate) in zip(rows, found, strict=True):
        row["mandate"] = mandate
    return render(request, "mandates/evidence.html", {"rows": rows, "more": more})


@require_POST
def validate(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Vouch for it."""
    actions.validate_evidence(request.actor, policies.access_evidence_to_keep(request.actor, evidence_id))
    messages.success(request, _("The evidence is validated and public."))
    return redirect("mandates:evidence")


def turn_down(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Say why it does not show what it should."""
    return _with_reason(request, evidence_id, turning_down=True)


def withdraw(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Take it back, and say why."""
    return _with_reason(request, evidence_id, turning_down=False)


def _with_reason(request: HttpRequest, evidence_id: int, *, turning_down: bool) -> HttpResponse:
    found = policies.access_evidence_to_keep(request.actor, evidence_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = actions.turn_down if turning_down else actions.withdraw_evidence
        try:
            act(request.actor, found, request.POST.get("reason", ""))
        except Refused as refusal:
            problems = refusal.problems
        else:
            done = _("The evidence has been turned down.") if turning_down else _("The evidence has been withdrawn.")
            messages.success(request, done)
            return redirect("mandates:detail", found.mandate_id)
    row = queries.mandate(request.actor, found.mandate_id)
    text = Text.from_json(found.text)
    context = {"card": card(row), "text": text, "turning_down": turning_down, "problems": problems}
    return render(request, "mandates/set_aside.html", context, status=UNPROCESSABLE if problems else 200)
