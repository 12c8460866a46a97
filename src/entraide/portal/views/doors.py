"""Coming in: the personal link of an invitation."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.accounts.actions import accept_invitation, renew_invitation
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.accounts.queries import access_invitation_by_token
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import post
from entraide.foundation.ui.pages import refused_page
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.problems import Problem, Refused
from entraide.reference.domain import entities


class Welcome(forms.Form):
    """What somebody new says of themselves, and their passphrase."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Function or title"), max_length=120, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[(code, OWN_NAMES[code]) for code in LANGUAGES],
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Choose a passphrase"),
        help_text=gettext_lazy("At least 12 characters: four or more unrelated words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def destination(invitation: Invitation) -> str:
    """Where the purpose of an invitation leads: `collection.reply:7` is that reply."""
    kind, _colon, number = invitation.purpose.partition(":")
    if kind == "collection.reply" and number.isascii() and number.isdecimal():
        return reverse("collection:reply", args=[int(number)])
    return reverse("home")


def in_own_language(request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
    """Keep the pages in the person's language from now on."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS)
    return response


def _problem_with(invitation: Invitation) -> Problem | None:
    if invitation.used_at:
        return Problem("ACC-003")
    if invitation.void_at:
        return Problem("ACC-022")
    if invitation.expires_at < clock.now():
        return Problem("ACC-002", {"days": 10})
    return None


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open a personal link: make the account, or take the role on with the one that is signed in."""
    invited = access_invitation_by_token(token)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invited.language)
    bearer = request.actor.person_id
    mine = invited.used_by_id is not None and invited.used_by_id == bearer
    if mine:
        return redirect(destination(invited))
    problem = _problem_with(invited)
    form = Welcome(request.POST or None, initial=_noted(invited))
    if problem is None and request.method == "POST" and (bearer or form.is_valid()):
        return _accepted(request, invited, form, bearer)
    return _welcome(request, invited, token, form, problem)


def _noted(invited: Invitation) -> dict[str, str]:
    """What the note says, to begin with."""
    title = invited.nomination.title if invited.nomination else ""
    return {"name": invited.name, "title": title, "language": invited.language}


def _given(form: Welcome) -> dict[str, str]:
    data = form.cleaned_data
    return {"password": data["passphrase"], **{name: data[name] for name in ("name", "title", "phone", "language")}}


def _accepted(request: HttpRequest, invited: Invitation, form: Welcome, bearer: int | None) -> HttpResponse:
    try:
        person = accept_invitation(SYSTEM, invited, bearer=bearer, **({} if bearer else _given(form)))
    except Refused as refusal:
        return _welcome(request, invited, "", form, refusal.problems[0])
    if not bearer:
        with acting_as(SYSTEM):
            login(request, person)
    waits = invited.nomination is not None and invited.nomination.state != "active"
    messages.success(request, _("Thank you.") if waits else _("Welcome. Your account is ready."))
    where = reverse("waiting") if waits else destination(invited)
    return in_own_language(request, HttpResponseRedirect(where), translation.get_language() or "en")


def _welcome(
    request: HttpRequest, invited: Invitation, token: str, form: Welcome, problem: Problem | None
) -> HttpResponse:
    language = translation.get_language() or "en"
    context = {
        "invitation": invited,
        "form": form,
        "problems": [problem] if problem else [],
        "entity_name": entities.name(invited.entity, language) if invited.entity else "",
        "expired": problem is not None and problem.code == "ACC-002",
        "token": token,
    }
    return render(request, "portal/invitation.html", context, status=422 if problem else 200)


@require_POST
def invitation_again(request: HttpRequest, token: str) -> HttpResponse:
    """An expired link asks for another; it goes to the address that was invited and nowhere else."""
    invited = access_invitation_by_token(token)
    secret = renew_invitation(SYSTEM, invited)
    send_link(invited, secret)
    messages.success(request, _("A new link is on its way to the address that was invited."))
    return redirect("home")


def send_link(invited: Invitation, secret: str) -> None:
    """Mail a personal link, in the language of whoever is invited."""
    with translation.override(invited.language):
        link = f"{settings.SITE_URL}{reverse('invitation', args=[secret])}"
        body = _(
            "%(name)s,\n\nthis personal link opens your account. It is for you alone and lives for 10 days:\n\n%(link)s\n\n"
            "If you did not expect it, you may ignore this message.\n\nThe secretariat"
        ) % {"name": invited.name, "link": link}
        post(
            "accounts.invitation", to=invited.email, name=invited.name, entity=invited.entity,
            language=invited.language, subject=_("Your personal link"), body=body,
        )  # fmt: skip


def invitation_only(request: HttpRequest) -> HttpResponse:
    """There is no signing up: accounts come by invitation."""
    return render(request, "portal/invitation_only.html")


def ministry_failed(request: HttpRequest) -> HttpResponse:
    """A ministry's login was given up, or did not answer as it should."""
    return refused_page(request, [Problem("ACC-042")], status=403)
