"""How a view of the interface answers: who asks is found out, one transaction in their name, refusals in Central's shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from attrs import frozen
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, Refused

from ...models import AccessToken
from .door import person_in
from .errors import as_json

P = ParamSpec("P")


@frozen
class Caller:
    """Who asks through a program."""

    actor: Actor
    token: AccessToken | None


View = Callable[Concatenate[HttpRequest, Caller, P], Any]
Answer = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def _as_response(made: Any) -> HttpResponseBase:
    return (
        made
        if isinstance(made, HttpResponseBase)
        else JsonResponse(made, safe=False, json_dumps_params={"ensure_ascii": False})
    )


def rest(**views: View[Any]) -> Answer[Any]:
    """One address: `rest(get=listing, post=creating)`. What a view gives becomes JSON; what is refused has written nothing."""
    known = {name.upper(): view for name, view in views.items()}

    @wraps(next(iter(views.values())))
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = "GET" if request.method == "HEAD" else request.method or ""
        try:
            actor, token = person_in(request)
            request.actor = actor  # type: ignore[attr-defined]
            if method not in known:
                raise Refused(Problem("COL-400"))
            view, caller = known[method], Caller(actor, token)
            if getattr(view, "on_its_own", False):
                return _as_response(view(request, caller, *args, **kwargs))
            with acting_as(actor):
                return _as_response(view(request, caller, *args, **kwargs))
        except NotHere:
            return as_json(request, (Problem("COL-400"),))
        except Refused as refusal:
            return as_json(request, refusal.problems)

    return answer


def on_its_own(view: Any) -> Any:
    """Mark a view that opens its transactions itself: what it keeps of a refusal must stand although it refuses."""
    view.on_its_own = True
    return view


def success() -> dict[str, bool]:
    """What Central says of what worked."""
    return {"success": True}


def open_to_all(view: Callable[Concatenate[HttpRequest, P], Any]) -> Answer[P]:
    """A view before anybody is known."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return _as_response(view(request, *args, **kwargs))
        except NotHere:
            return as_json(request, (Problem("COL-400"),))
        except Refused as refusal:
            return as_json(request, refusal.problems)

    return answer


@open_to_all
def nothing(_request: HttpRequest, **_named: object) -> Any:
    """An address that is none of this interface."""
    raise NotHere
