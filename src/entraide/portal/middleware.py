"""Each request is one transaction, seen and written with the eyes and hands of the person who signed in."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import translation

from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.ui.pages import refused_page
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Refused

from .views.errors import bad_request

Respond = Callable[[HttpRequest], HttpResponse]
_ALLOWED_BEFORE_TOTP = ("/accounts/", "/static/", "/language/")


def _has_nul(request: HttpRequest) -> bool:
    """PostgreSQL stores no NUL, and its complaint would carry the text into the log."""
    posted = request.POST if request.method == "POST" else QueryDict()
    given = (text for sent in (request.GET, posted) for key, values in sent.lists() for text in (key, *values))
    return any("\x00" in text for text in (request.path, *given))


class ActingPerson:
    """Sets `request.actor`, opens the transaction, turns NotHere into 404 and Refused into a page that says what to do.

    Whatever is answered with 400 or more has written nothing. Nothing counts on it: failed sign-ins are counted in the cache.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_nul(request):
            return bad_request(request, SuspiciousOperation("NUL"))
        person = request.user if request.user.is_authenticated else None
        actor = actor_of(person)
        request.actor = actor  # type: ignore[attr-defined]
        self._speak_to(request, actor)
        if person is not None and not actor.known:
            return redirect("account_logout")
        if self._second_factor_missing(actor, request.path):
            return redirect("mfa_activate_totp")
        with acting_as(actor):
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        if actor.known:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _speak_to(self, request: HttpRequest, actor: Actor) -> None:
        """Pages come in the person's own language unless this browser has chosen another."""
        if actor.known and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(actor.language)
            request.LANGUAGE_CODE = actor.language  # type: ignore[attr-defined]

    def _second_factor_missing(self, actor: Actor, path: str) -> bool:
        if not settings.STAFF_NEED_TOTP or not actor.staff or path.startswith(_ALLOWED_BEFORE_TOTP):
            return False
        return not Authenticator.objects.filter(user_id=actor.person_id, type=Authenticator.Type.TOTP).exists()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What policies and actions raise, in the person's language."""
        if isinstance(error, NotHere):
            raise Http404
        if isinstance(error, Refused):
            return refused_page(request, error.problems)
        return None
