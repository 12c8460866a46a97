"""Sessions of programs, and who they work for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from entraide.foundation.accounts.models import Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, refuse

from ... import actions
from . import shapes
from .answering import Caller, open_to_all, rest, success
from .bodies import json_of
from .door import signed_in, token_of


@open_to_all
def sessions(request: HttpRequest) -> Any:
    """A token for a day, for an address and its passphrase."""
    if request.method != "POST":
        raise NotHere
    given = json_of(request)
    email, passphrase = given.get("email"), given.get("password")
    if not isinstance(email, str) or not isinstance(passphrase, str):
        raise refuse("COL-407", field="email, password")
    actor = signed_in(request, email, passphrase)
    made = actions.make_token(actor, entity=actor.entity)
    return shapes.session(made.row, made.token)


def _restore(_request: HttpRequest, caller: Caller) -> Any:
    if caller.token is None:
        raise NotHere
    return shapes.session(caller.token)


def _end_current(_request: HttpRequest, caller: Caller) -> Any:
    if caller.token is None:
        raise NotHere
    actions.end_token(caller.actor, caller.token)
    return success()


def _end(request: HttpRequest, caller: Caller, token: str) -> Any:
    row = token_of(request, token)
    if row.person_id != caller.actor.person_id:
        raise NotHere
    actions.end_token(caller.actor, row)
    return success()


def _current(_request: HttpRequest, caller: Caller) -> Any:
    with acting_as(caller.actor):
        row = Person.objects.filter(pk=caller.actor.person_id).first()
    return shapes.user(caller.actor, row.email if row else "")


restore = rest(get=_restore)
current_session = rest(delete=_end_current)
one_session = rest(delete=_end)
current_user = rest(get=_current)
