"""Two people at one mandate: whoever comes second is shown what the first did, keeps what they typed, and may go on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.kernel.problems import Refused

from .. import queries
from ..queries import history
from .labels import SaidTurn, said_turn
from .shown import card

OVERTAKEN = "MAN-310"
CONFLICT = 409
LONGEST = 20_000


def edition(request: HttpRequest) -> int | None:
    """The edition that the form was made from; None for a form that does not say."""
    told = request.POST.get("edition", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else None


def is_overtaken(refusal: Refused) -> bool:
    """Whether somebody else came first."""
    return any(problem.code == OVERTAKEN for problem in refusal.problems)


def meanwhile(request: HttpRequest, mandate_id: int) -> tuple[SaidTurn, ...]:
    """What was changed since the form was made, in words."""
    people = history.names()
    turns = history.since(request.actor, mandate_id, edition(request) or 0)
    return tuple(said_turn(turn, people) for turn in turns)


View = Callable[..., HttpResponse]


def tells_who_came_first(view: View) -> View:
    """For buttons and small forms: shows what was changed and offers to send the same once more, knowing it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            if request.method != "POST" or not is_overtaken(refusal):
                raise
            return _page(request, int(refusal.problems[0].place))

    return answer


def _page(request: HttpRequest, mandate_id: int) -> HttpResponse:
    row = queries.mandate(request.actor, mandate_id)
    sent = [
        (name, value[:LONGEST])
        for name, values in request.POST.lists()
        if name not in ("edition", "csrfmiddlewaretoken")
        for value in values
    ]
    context = {"card": card(row), "meanwhile": meanwhile(request, mandate_id), "sent": sent, "edition": row.edition}
    return render(request, "mandates/overtaken.html", context, status=CONFLICT)
