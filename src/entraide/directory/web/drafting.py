"""Writing drafts: begun from an entry or anew, page by page, with the persons and the act that go with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies, queries, wording
from ..domain.differences import Difference
from ..domain.proposals import KINDS
from ..queries import DraftRow
from .forms import Begin, ComerForm, NewAct
from .said import said
from .sections import SECTIONS, Page


def record(request: HttpRequest) -> HttpResponse:
    """Enter an authority: a draft of a new entry."""
    if not policies.may_draft(request.actor, request.actor.entity):
        raise NotHere
    form = Begin(request.actor, request.POST or None)
    if request.method == "POST" and (not form.fields or form.is_valid()):
        form.is_valid()
        entity = form.chosen() if form.fields else request.actor.entity
        made = actions.begin_draft(request.actor, "new", entity=entity)
        return redirect("directory:section", made.pk, "names")
    return render(request, "directory/record.html", {"form": form})


def edit(request: HttpRequest, authority_id: int) -> HttpResponse:
    """What somebody may propose about an entry, and the drafts of it that others are writing."""
    policies.access_authority_to_draft(request.actor, authority_id)
    row = queries.authority(request.actor, authority_id)
    context = {
        "row": row, "state": wording.entity_name(row.entity), "kinds": [(kind, wording.draft_kind_label(kind)) for kind in KINDS[1:]],
        "drafts": [line_of(one) for one in queries.draft_of_authority(request.actor, authority_id)],
    }  # fmt: skip
    return render(request, "directory/edit.html", context)


@require_POST
def begin(request: HttpRequest, authority_id: int, kind: str) -> HttpResponse:
    """Begin a draft about an entry."""
    authority = policies.access_authority_to_draft(request.actor, authority_id)
    if kind not in KINDS[1:]:
        raise NotHere
    made = actions.begin_draft(request.actor, kind, authority=authority)
    return redirect("directory:persons", made.pk) if kind == "contact_point" else redirect("directory:draft", made.pk)


def line_of(one: queries.DraftLine) -> dict[str, object]:
    """A draft in a list, in words."""
    return {
        "row": one, "entity": wording.entity_name(one.entity), "kind": wording.draft_kind_label(one.kind),
        "state": wording.draft_state_label(one.state), "colour": wording.draft_colour(one.state),
    }  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """The drafts under way that this person sees."""
    if not policies.may_draft(request.actor, request.actor.entity):
        raise NotHere
    return render(request, "directory/drafts.html", {"drafts": [line_of(one) for one in queries.drafts(request.actor)]})


def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The hub of a draft: its pages, what it changes, where it is, what may be done with it."""
    row = queries.draft(request.actor, draft_id)
    return render(request, "directory/draft.html", {**_frame(request, row), **_whole(row)})


def _frame(request: HttpRequest, row: DraftRow) -> dict[str, object]:
    others = row.changed_by is not None and row.changed_by != request.actor.person_id
    return {
        "row": row, "state": wording.entity_name(row.entity), "kind": wording.draft_kind_label(row.kind),
        "draft_state": wording.draft_state_label(row.state), "colour": wording.draft_colour(row.state),
        "by_another": row.changed_by_name if others else "",
    }  # fmt: skip


def _whole(row: DraftRow) -> dict[str, object]:
    return {
        "tasks": _tasks(row), "changes": said(row.changes), "meanwhile": said(row.merged.meanwhile) if row.merged else (),
        "clashes": said(row.merged.clashes) if row.merged else (), "act_label": wording.act_label(row.proposal.act_kind),
        "has_record": row.kind in ("new", "change"), "has_act": row.kind != "new" or row.act_dated,
    }  # fmt: skip


def _tasks(row: DraftRow) -> list[dict[str, object]]:
    """The pages of the form, with what is changed on them."""
    if row.kind not in ("new", "change"):
        return []
    changed = {SECTION_OF.get(one.part.split(".")[0], SECTION_OF.get(one.root, "names")) for one in row.changes}
    return [
        {
            "label": wording.section_label(section), "number": str(number), "url": f"{section}/" if row.may_write else "",
            "state": "in_progress" if section in changed else "", "state_label": _("changed") if row.kind == "change" else _("filled in"),
        }
        for number, section in enumerate(SECTIONS, start=1)
    ]  # fmt: skip


SECTION_OF = {
    "functions": "functions", "functions_order": "functions", "reaches": "reach", "reaches_order": "reach", "languages": "requests",
    "networks": "networks", "cultural": "cultural", "cultural_order": "cultural", "procedure.hours": "hours",
    "procedure.channels": "requests", "procedure.formats": "requests", "procedure.translation_certified": "requests",
    "procedure.legal_basis": "requests", "procedure.urgent": "urgent", "procedure.interpol_urgent": "urgent",
    "procedure.information": "information", "procedure.requirements": "requirements",
}  # fmt: skip
"""On which page of the form a part is written; names and what is not listed stand on the first."""


def _seen(request: HttpRequest) -> int:
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


def _to_write(request: HttpRequest, draft_id: int) -> DraftRow:
    row = queries.draft(request.actor, draft_id)
    if not row.may_write:
        raise NotHere
    return row


def section(request: HttpRequest, draft_id: int, section: str) -> HttpResponse:
    """One page of the form. Saved whatever it lacks; what cannot be read is asked again."""
    row = _to_write(request, draft_id)
    if section not in SECTIONS or row.kind not in ("new", "change"):
        raise NotHere
    page = Page(section, row.record, request.POST if request.method == "POST" else None, request.GET.get("more", ""))
    if request.method == "POST":
        actions.save_draft(
            request.actor, policies.access_draft(request.actor, draft_id), page.record(), seen=_seen(request)
        )
        if page.is_valid():
            return _next(request, draft_id, section)
        row = queries.draft(request.actor, draft_id)
    place = SECTIONS.index(section)
    context = {
        **_frame(request, row), "page": page, "title": wording.section_label(section), "number": place + 1, "of": len(SECTIONS),
        "last": place + 1 == len(SECTIONS), "section": section,
    }  # fmt: skip
    return render(request, "directory/section.html", context)


def _next(request: HttpRequest, draft_id: int, section: str) -> HttpResponse:
    if more := request.POST.get("add"):
        found = redirect("directory:section", draft_id, section)
        found["Location"] += f"?more={more[:20]}#{more[:20]}"
        return found
    place = SECTIONS.index(section)
    if "next" in request.POST and place + 1 < len(SECTIONS):
        return redirect("directory:section", draft_id, SECTIONS[place + 1])
    return redirect("directory:draft", draft_id)


def persons(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Who leaves and who comes."""
    row = _to_write(request, draft_id)
    if row.kind not in ("new", "contact_point"):
        raise NotHere
    data = request.POST if request.method == "POST" else None
    forms = [ComerForm(one, data, f"comer-{at}") for at, one in enumerate((*row.proposal.coming, None, None))]
    if data is not None:
        coming = [one for form in forms if (one := form.value()).name or one.email]
        leaving = [
            int(each) for each in data.getlist("leaving") if each.isascii() and each.isdecimal() and len(each) < 19
        ]
        actions.save_comers(
            request.actor, policies.access_draft(request.actor, draft_id), coming, leaving, seen=_seen(request)
        )
        return redirect("directory:persons", draft_id) if "add" in data else redirect("directory:act", draft_id)
    return render(
        request,
        "directory/persons.html",
        {**_frame(request, row), "forms": forms, "present": (*row.going, *row.staying)},
    )


def act(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The note verbale that goes with a draft."""
    row = _to_write(request, draft_id)
    given = row.proposal
    known = {
        "kind": given.act_kind,
        "reference": given.act_reference,
        "dated": given.act_dated,
        "name_notified": given.act_name,
    }
    form = NewAct(request.POST or None, request.FILES or None, known, draft=True)
    if request.method == "POST" and form.is_valid():
        actions.save_act(
            request.actor, policies.access_draft(request.actor, draft_id), seen=_seen(request), **form.cleaned_data
        )
        return redirect("directory:draft", draft_id)
    return render(request, "directory/act.html", {**_frame(request, row), "form": form})


def meanwhile(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What changed in the entry since the draft was begun; at a clash one chooses what stands."""
    row = _to_write(request, draft_id)
    if row.merged is None:
        raise NotHere
    if request.method == "POST":
        taken = {
            name.removeprefix("clash-")
            for name, word in request.POST.items()
            if name.startswith("clash-") and word == "entry"
        }
        actions.bring_up_to_date(
            request.actor, policies.access_draft(request.actor, draft_id), taken, seen=_seen(request)
        )
        messages.success(request, _("The draft is up to date."))
        return redirect("directory:draft", draft_id)
    own: tuple[Difference, ...] = row.merged.clashes
    context = {**_frame(request, row), "meanwhile": said(row.merged.meanwhile), "clashes": said(own)}
    return render(request, "directory/meanwhile.html", context)
