"""Ways into the register: a page for each addressee, topic, body and session, and what is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.problems import NotHere
from entraide.meetings import queries as meetings

from .. import queries, wording
from ..domain import facets
from ..domain.life import IMPLEMENTATION
from ..domain.topics import topic_name
from ..queries import Figure, Wanted
from .bars import Bar, bars
from .filters import addressee_name, body_name, session_name
from .forms import KINDS
from .listing import listing

NAMES_SHOWN: Final = 400
SESSIONS_SHOWN: Final = 60


def addressees(request: HttpRequest) -> HttpResponse:
    """Who is asked: kinds, then names, each with how much was asked and of how much some action is recorded."""
    names = queries.names("who:", NAMES_SHOWN)
    figures = queries.figures(names)
    split = ((one, *facets.value_of(one).split("/", 1)) for one in names)
    rows = sorted(((addressee_name(kind, name), kind, name, figures[one]) for one, kind, name in split), key=_by_name)
    groups = [(kind, [row for row in rows if row[1] == kind]) for kind in KINDS]
    context = {
        "groups": [
            (wording.kind_label(kind), bars((name, _addressee(kind, key), found) for name, _kind, key, found in there))
            for kind, there in groups
            if there
        ]
    }
    return render(request, "mandates/addressees.html", context)


def _by_name(row: tuple[str, str, str, Figure]) -> str:
    return row[0].casefold()


def _addressee(kind: str, name: str) -> str:
    return reverse("mandates:addressee", args=[kind, name]) if name else ""


def addressee(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """One of those who are asked: how it stands with what they were asked, year by year, and the list."""
    facet = facets.who(kind, name)
    states = {state: facets.who(kind, name, state) for state in IMPLEMENTATION.states}
    years = queries.by_year(facet)
    if kind not in KINDS or not years:
        raise NotHere
    figures = queries.figures(states.values())
    said = {"who": f"{kind}/{name.lower()}"}
    context = {
        "caption": wording.kind_label(kind), "heading": addressee_name(kind, name.lower()), "figure": queries.total(years.values()),
        "back": ("mandates:addressees", _("By addressee")),
        "states": bars(
            (wording.implementation_label(state), _register(**said, implementation=state), figures[one])
            for state, one in states.items() if one in figures
        ),
    }  # fmt: skip
    return _place(request, facet, said, context, years)


def topics(request: HttpRequest) -> HttpResponse:
    """What is asked about."""
    found = queries.figures(queries.names("topic:", NAMES_SHOWN))
    named = [(topic_name(facets.value_of(one), page_language()), facets.value_of(one), found[one]) for one in found]
    rows = bars((name, reverse("mandates:topic", args=[code]), one) for name, code, one in sorted(named, key=_named))
    return render(request, "mandates/topics.html", {"rows": rows})


def _named(row: tuple[str, str, Figure]) -> str:
    return row[0].casefold()


def topic(request: HttpRequest, code: str) -> HttpResponse:
    """One topic."""
    facet = facets.facet("topic", code)
    years = queries.by_year(facet)
    if not years:
        raise NotHere
    context = {
        "caption": _("Topic"), "heading": topic_name(code, page_language()), "figure": queries.total(years.values()),
        "back": ("mandates:topics", _("By topic")),
    }  # fmt: skip
    return _place(request, facet, {"topic": code}, context, years)


def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies that asked."""
    known = {facets.facet("body", one.id): one for one in meetings.bodies()}
    found = queries.figures(known)
    rows = bars(
        (body_name(one), reverse("mandates:body", args=[one.code]), found[facet])
        for facet, one in known.items() if facet in found
    )  # fmt: skip
    return render(request, "mandates/bodies.html", {"rows": rows})


def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: its recommendations session by session."""
    row = next((one for one in meetings.bodies() if one.code == code), None)
    facet = facets.facet("body", row.id) if row else ""
    figure = queries.figures([facet]).get(facet)
    if row is None or figure is None:
        raise NotHere
    sessions = {facets.facet("session", one.id): one for one in meetings.meetings(row.id)[:SESSIONS_SHOWN]}
    found = queries.figures(sessions)
    context = {
        "caption": row.code, "heading": body_name(row), "figure": figure, "back": ("mandates:bodies", _("By body")),
        "sessions": bars(
            (session_name(one), reverse("mandates:session", args=[one.id]), found[facet])
            for facet, one in sessions.items() if facet in found
        ),
        "report": reverse("mandates:status") + "?" + urlencode({"body": row.code}),
    }  # fmt: skip
    return _place(request, facet, {"body": row.code}, context)


def session(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One session: what is due for it, and what it asked itself."""
    row = meetings.meeting(meeting_id)
    asked, due = facets.facet("session", meeting_id), facets.facet("due", meeting_id)
    figures = queries.figures([asked, due])
    shown_due = due in figures and request.GET.get("show") != "asked"
    context = {
        "caption": row.body.code, "heading": session_name(row), "figure": figures.get(asked, Figure()),
        "due_figure": figures.get(due, Figure()), "shown_due": shown_due, "meeting": row,
        "back": ("mandates:bodies", _("By body")),
    }  # fmt: skip
    said = {"due": str(meeting_id)} if shown_due else {"session": str(meeting_id)}
    keep = "" if shown_due else "show=asked&"
    return _place(request, due if shown_due else asked, said, context, keep=keep)


def due(request: HttpRequest) -> HttpResponse:
    """What is still to be done and has a day: from today on, or what is late; and the sessions that wait for something."""
    late = request.GET.get("show") == "late"
    today = clock.now().date()
    sessions = {facets.facet("due", one.id): one for one in meetings.meetings() if one.ends_on >= today}
    found = queries.figures(sessions)
    context = {
        "late": late, "today": today,
        "sessions": bars(
            (session_name(one), reverse("mandates:session", args=[one.id]), found[facet])
            for facet, one in sessions.items() if facet in found
        ),
        **listing(
            request, Wanted((facets.OPEN,), by_due=True, since=None if late else today, until=today if late else None),
            "show=late&" if late else "", end=queries.Place(today, 0) if late else None,
        ),
    }  # fmt: skip
    return render(request, "mandates/due.html", context)


def _register(**said: str) -> str:
    return reverse("mandates:register") + "?" + urlencode(said)


def _place(
    request: HttpRequest, facet: str, said: dict[str, str], context: dict[str, Any],
    years: Mapping[int, Figure] | None = None, keep: str = "",
) -> HttpResponse:  # fmt: skip
    """The page that all of them share."""
    context |= {
        "years": _years(years or {}),
        "narrow": _register(**said),
        "open": _register(**said, open="on"),
        **listing(request, Wanted((facet,)), keep),
    }
    return render(request, "mandates/place.html", context)


def _years(years: Mapping[int, Figure]) -> list[Bar]:
    dated = {year: figure for year, figure in years.items() if year != queries.UNDATED}
    return bars((str(year), "", figure) for year, figure in sorted(dated.items(), reverse=True))
