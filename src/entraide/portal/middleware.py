"""Each request is one transaction, seen and written with the eyes and hands of the person who signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import translation

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of, has_second_factor, hats_of
from entraide.foundation.accounts.session_engine import FROM, digest
from entraide.foundation.db.context import acting_as
from entraide.foundation.ui.pages import refused_page
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Refused

from .adapter import client_address
from .views.errors import bad_request

Respond = Callable[[HttpRequest], HttpResponse]
HAT = "entraide_hat"
"""The key of a session under which stands for whom the person chose to act."""
_ALLOWED_BEFORE_TOTP = ("/accounts/", "/static/", "/language/")
_ALLOWED_WHILE_WAITING = ("/accounts/", "/static/", "/language/", "/profile/", "/waiting/", "/invitations/")


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
        actor = self._actor(request, person)
        self._speak_to(request, actor)
        if person is not None and (elsewhere := self._first(actor, person, request.path)):
            return redirect(elsewhere)
        with acting_as(actor):
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        if actor.known:
            response.headers.setdefault("Cache-Control", "private, no-store")
        self._remember(request)
        return response

    def _actor(self, request: HttpRequest, person: Person | None) -> Actor:
        """Who acts, for whom of those they stand for, with which powers: from the database, at every request."""
        session = getattr(request, "session", None)
        chosen = session.get(HAT) if session is not None and person is not None else None
        actor = actor_of(person, chosen, digest(session.session_key) if session is not None else "")
        request.actor, request.hats = actor, hats_of(person)  # type: ignore[attr-defined]
        return actor

    def _speak_to(self, request: HttpRequest, actor: Actor) -> None:
        """Pages come in the person's own language unless this browser has chosen another."""
        if actor.known and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(actor.language)
            request.LANGUAGE_CODE = actor.language  # type: ignore[attr-defined]

    def _first(self, actor: Actor, person: Person, path: str) -> str:
        """Where somebody has to go before anything else; empty for nowhere."""
        if not actor.known:
            return "account_logout"
        if not actor.roles and not path.startswith(_ALLOWED_WHILE_WAITING):
            return "waiting"
        if not settings.STAFF_NEED_TOTP or not actor.staff or path.startswith(_ALLOWED_BEFORE_TOTP):
            return ""
        return "" if has_second_factor(person) else "mfa_activate_totp"

    def _remember(self, request: HttpRequest) -> None:
        """Where a session came from, so that its owner recognises it in the list of their sessions."""
        session = getattr(request, "session", None)
        if session is not None and session.get(SESSION_KEY) and FROM not in session:
            agent = request.headers.get("User-Agent", "")[:200].replace("\x00", "")
            session[FROM] = {"address": client_address(request), "agent": agent}

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What policies and actions raise, in the person's language."""
        if isinstance(error, NotHere):
            raise Http404
        if isinstance(error, Refused):
            return refused_page(request, error.problems)
        return None
