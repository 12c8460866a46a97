"""The directory of people: who has an account, what they hold, their history; ending it."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entraide.foundation.accounts import actions, policies, queries
from entraide.foundation.accounts.queries.people import PAGE, PersonRow
from entraide.foundation.audit import queries as audit
from entraide.kernel.actor import Role
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from ..people import entity_name, memberships_shown, nomination_shown, party_to, state_label
from ..wording import role_label, verb_label
from .doors import send_link

STATES = ("active", "waiting", "without_role", "left")


def role_choices(*roles: Role) -> list[tuple[str, str]]:
    """These roles, or all of them, with their names."""
    return [(role.value, role_label(role)) for role in roles or tuple(Role)]


def _by_code(named: str) -> entities.Entity | None:
    return next((one for one in entities.entities() if one.code == named.upper()), None)


class OfEntity(forms.Form):
    """A form that names a State or organisation in any of the six languages."""

    entity = forms.CharField(
        label=gettext_lazy("State or organisation"),
        required=False,
        help_text=gettext_lazy("Its name in any of the six languages, or its code. Leave empty for the secretariat."),
    )

    def clean_entity(self) -> str:
        """The code of what was named."""
        named = self.cleaned_data["entity"].strip()
        if not named:
            return ""
        found = entities.find(named) or _by_code(named)
        if found is None:
            raise forms.ValidationError(_("No State or organisation has this name. Try its name in English."))
        return found.code


class InvitePerson(OfEntity):
    """Whom to invite, to what."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("Electronic mail"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )
    note_verbale = forms.CharField(label=gettext_lazy("Note verbale"), required=False, max_length=60)
    field_order = ("name", "email", "role", "entity", "language", "note_verbale")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()

    def clean(self) -> dict[str, object]:
        """Only the secretariat's roles stand for nobody."""
        data = super().clean()
        if data.get("role") in {Role.FOCAL_POINT, Role.EXPERT} and not data.get("entity"):
            self.add_error("entity", _("Say for which State or organisation."))
        return data


class FindPeople(OfEntity):
    """What the list is narrowed to."""

    words = forms.CharField(label=gettext_lazy("Name or address"), required=False, max_length=100)
    state = forms.ChoiceField(label=gettext_lazy("State of the account"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    field_order = ("words", "state", "role", "entity")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        self.fields["state"].choices = [everything, *((state, state_label(state)) for state in STATES)]
        self.fields["role"].choices = [everything, *role_choices()]
        self.fields["entity"].help_text = ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 else 1


def _page(request: HttpRequest, find: dict[str, str]) -> tuple[Page, list[dict[str, object]]]:
    number = max(1, _number(request.GET.get("page", "1")))
    rows, count = queries.page_of_people(request.actor, **find, page=number)
    page = Paginator(range(count), PAGE).get_page(number)
    return page, [_shown(row) for row in rows]


def _shown(row: PersonRow) -> dict[str, object]:
    roles = [(role_label(Role(role)), entity_name(entity)) for role, entity in row.roles]
    return {"person": row, "roles": roles, "state": state_label(row.state)}


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and the form that invites another."""
    if not policies.may_see_people(request.actor):
        raise NotHere
    form = InvitePerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        invited, secret = actions.invite(
            request.actor, **{**data, "role": Role(data["role"])}, party=party_to(data["entity"])
        )
        send_link(invited, secret)
        messages.success(request, _("The invitation has been sent."))
        return redirect("people")
    return _list(request, form)


def ours(request: HttpRequest) -> HttpResponse:
    """The people of one's own State or organisation, for its focal point."""
    if request.actor.staff or not policies.may_list(request.actor):
        raise NotHere
    return _list(request, None)


def _list(request: HttpRequest, form: InvitePerson | None) -> HttpResponse:
    asked = FindPeople(request.GET or None)
    find = {name: asked.cleaned_data.get(name, "") for name in asked.fields} if asked.is_valid() else {}
    page, rows = _page(request, find)
    context = {
        "people": rows, "form": form, "find": asked, "page": page, "count": page.paginator.count,
        "query": urlencode({name: value for name, value in request.GET.items() if name != "page"}) + "&",
        "waiting": queries.waiting_count(request.actor), "contact": policies.may_see_contact(request.actor),
    }  # fmt: skip
    return render(request, "portal/people.html", context, status=422 if form is not None and form.errors else 200)


def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: what they hold and held, how they came, what happened, where they are signed in."""
    actor = request.actor
    row = queries.person_row(actor, person_id)
    manages = bool(policies.may_manage(actor))
    context = {
        "row": row, "state": state_label(row.state), "memberships": memberships_shown(row),
        "contact": policies.may_see_contact(actor, person_id), "manages": manages,
        "named": [nomination_shown(one) for one in queries.nominations_of(actor, person_id)],
        "history": _history(row) if actor.staff else (),
        "sessions": queries.sessions_of(actor, person_id) if manages else (),
    }  # fmt: skip
    return render(request, "portal/person.html", context)


def _history(row: PersonRow) -> list[dict[str, object]]:
    lines = [*audit.of("accounts.person", row.id)]
    for one in row.held:
        lines += audit.of("accounts.membership", one.id)
    lines.sort(key=lambda line: line.id, reverse=True)
    return [{"line": line, "verb": verb_label(line.verb)} for line in lines[:50]]


@require_POST
def left(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody has left: cut off, at once."""
    found = policies.access_person(request.actor, person_id)
    actions.leave(request.actor, found)
    messages.success(request, _("%(name)s is cut off from now on.") % {"name": found.name})
    return redirect("person", person_id)


@require_POST
def sign_out(request: HttpRequest, person_id: int) -> HttpResponse:
    """End every session of somebody."""
    actions.end_sessions_of(request.actor, policies.access_person(request.actor, person_id))
    messages.success(request, _("All sessions have been ended."))
    return redirect("person", person_id)


@require_POST
def end_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End one role."""
    found = policies.access_membership(request.actor, membership_id)
    actions.end_membership(request.actor, found)
    messages.success(request, _("The role has been ended."))
    return redirect("person", found.person_id)
