"""Who comes with a request: the narrow doors through which a person is found before anybody is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .models import Person
from .queries.who import person_of

_arrived: ContextVar[dict[str, Any] | None] = ContextVar("entraide_arrived", default=None)


class Door(AuthenticationBackend):
    """Signing in by address and passphrase; finding again whoever a session belongs to."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        """The person with this address, if the passphrase is theirs."""
        with acting_as(SYSTEM):
            return super().authenticate(request, **credentials)

    def get_user(self, user_id: Any) -> Person | None:
        """The person with this id, unless they have left."""
        who = _arrived.get()
        if who is not None and str(who["id"]) == str(user_id):
            person = person_of(who)
        else:
            with acting_as(SYSTEM):
                found = Person.objects.filter(pk=user_id).first()
            if found is None:
                return None
            person = found
        return person if self.user_can_authenticate(person) else None


@contextmanager
def _arrival(who: dict[str, Any] | None) -> Iterator[None]:
    token = _arrived.set(who)
    try:
        yield
    finally:
        _arrived.reset(token)


def _user(request: HttpRequest) -> Any:
    if not hasattr(request, "_cached_user"):
        request.session.get(auth.SESSION_KEY)  # loads it, and with it whoever it belongs to
        with _arrival(getattr(request.session, "who", None)):
            request._cached_user = auth.get_user(request)  # type: ignore[attr-defined]
    return request._cached_user  # type: ignore[attr-defined]


class Arriving(AuthenticationMiddleware):
    """Sets `request.user` out of what came with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing is asked of the database until somebody looks."""
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_user, request))  # type: ignore[assignment]


View = Callable[..., HttpResponse]


def at_the_door(view: View) -> View:
    """A page of signing in: whoever comes is not known yet, so it looks people up as the system."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting_as(SYSTEM):
            return view(request, *args, **kwargs)

    return opened
