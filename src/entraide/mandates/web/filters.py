"""What narrows the register: a form for people, facets for the queries, chips to take each condition away again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, Final

from attrs import frozen
from django import forms
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.documents.domain.searching import LONGEST_QUERY
from entraide.foundation.ui.wording import day, page_language
from entraide.kernel.actor import Actor
from entraide.meetings import queries as meetings
from entraide.meetings.queries import BodyRow, MeetingRow

from .. import queries, wording
from ..actions import ACTS
from ..domain import facets
from ..domain.figures import UNKNOWN_YEAR
from ..domain.life import IMPLEMENTATION, LIFE, RESPONSE
from ..domain.topics import topic_name, topics
from .forms import KINDS

MOST_CHOICES: Final = 300
MOST_SESSIONS: Final = 100
SELECTED: Final = mark_safe(" selected")
FACETS: Final[dict[str, facets.By]] = {"who": "who", "topic": "topic"}
"""Lists that do not hold every name."""
Choices = list[tuple[str, str]]


@frozen
class Chip:
    """A condition that is set, and the address of the list without it."""

    label: str
    value: str
    without: str


class Listed(forms.Select):
    """A select of hundreds of names, written in one go: a template for each of them takes longer than the whole page."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """As Django's own, without groups."""
        given = "" if value is None else str(value)
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((one, SELECTED if str(one) == given else "", label) for one, label in self.choices),
        )  # fmt: skip
        return format_html(
            '<select class="govuk-select" name="{}" id="{}">{}</select>', name, (attrs or {}).get("id", name), options
        )


class Filter(forms.Form):
    """Which part of the register is shown. What is no choice is passed over; `document` and what is due come by links."""

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=LONGEST_QUERY, empty_value="",
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Look in"), required=False, widget=Listed)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, widget=Listed)
    kind = forms.ChoiceField(label=gettext_lazy("Who is asked"), required=False, widget=Listed)
    who = forms.ChoiceField(label=gettext_lazy("By name"), required=False, widget=Listed)
    implementation = forms.ChoiceField(label=gettext_lazy("Implementation"), required=False, widget=Listed)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, widget=Listed)
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False, widget=Listed)
    life = forms.ChoiceField(label=gettext_lazy("State of the recommendation"), required=False, widget=Listed)
    response = forms.ChoiceField(label=gettext_lazy("Response"), required=False, widget=Listed)
    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False, widget=Listed)
    session = forms.ChoiceField(label=gettext_lazy("Session"), required=False, widget=Listed)
    due = forms.ChoiceField(label=gettext_lazy("Due for the session"), required=False, widget=Listed)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=MINYEAR, max_value=MAXYEAR - 1,
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    document = forms.IntegerField(
        label=gettext_lazy("Document"), required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    open = forms.BooleanField(label=gettext_lazy("Only what is still to be done"), required=False)
    reporting = forms.BooleanField(label=gettext_lazy("Only duties to report"), required=False)
    acted = forms.BooleanField(label=gettext_lazy("With any action"), required=False)

    ALWAYS: Final = ("q", "language", "sort", "kind", "implementation", "topic")

    def __init__(self, given: QueryDict, actor: Actor) -> None:
        self._actor = actor
        super().__init__({name: value[:200].replace("\x00", "") for name, value in given.items()})
        self._sessions = meetings.meetings()
        self._bodies = meetings.bodies()
        for name, choices in self._choices().items():
            self.fields[name].choices = choices + (self._linked(name, choices) if name in FACETS else [])
            self.fields[name].empty_value = ""
        self.is_valid()

    def _choices(self) -> dict[str, Choices]:
        any_, sessions = _("any"), self._meetings()
        return {
            "language": [("", _("All languages")), ("page", _("The language of this page"))],
            "sort": [("", _("Newest first")), ("due", _("By the day it is due"))],
            "kind": _any(_("anybody"), KINDS, wording.kind_label),
            "who": [("", _("anybody")), *named_addressees()],
            "implementation": _any(any_, IMPLEMENTATION.states, wording.implementation_label),
            "topic": _any(any_, topics(), lambda code: topic_name(code, page_language())),
            "act": _any(any_, ACTS, wording.act_label),
            "life": _any(any_, (one for one in LIFE.states if one != "proposed"), wording.life_label),
            "response": _any(any_, RESPONSE.states, wording.response_label),
            "body": [("", any_), *((one.code, body_name(one)) for one in self._bodies)],
            "session": sessions,
            "due": sessions,
        }  # fmt: skip

    def _linked(self, field: str, choices: Choices) -> Choices:
        """What came by a link and stands in the register but in no list: none is so long that it holds all names."""
        value = self.data.get(field, "").strip()
        if not value or value in dict(choices):
            return []
        there = queries.numbered(queries.Wanted((facets.facet(FACETS[field], value),)), most=1)
        return [(value, _named(field, value))] if there else []

    def _meetings(self) -> Choices:
        return [("", _("any")), *((str(one.id), session_name(one)) for one in self._sessions[:MOST_SESSIONS])]

    @property
    def chosen(self) -> dict[str, Any]:
        """The conditions that are set and make sense."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    @property
    def first(self) -> list[Any]:
        """The fields that are always shown."""
        return [self[name] for name in self.ALWAYS]

    @property
    def further(self) -> list[Any]:
        """Those that are folded away until one is set."""
        return [self[name] for name in self.fields if name not in self.ALWAYS and name != "document"]

    @property
    def further_set(self) -> bool:
        """Whether one of them is."""
        return any(name not in self.ALWAYS for name in self.chosen)

    def wanted(self) -> queries.Wanted:
        """As the queries take them."""
        given = self.chosen
        year = given.get("year")
        return queries.Wanted(
            tuple(self._facets(given)), given.get("q", ""), page_language() if given.get("language") else None,
            given.get("sort") == "due" and not year,
            date(year, 1, 1) if year else None, date(year + 1, 1, 1) if year else None,
        )  # fmt: skip

    def _facets(self, given: dict[str, Any]) -> Iterable[str]:
        state = given.get("implementation", "")
        if who := given.get("who"):
            yield facets.who(*who.split("/", 1), state)
        if kind := given.get("kind"):
            yield facets.kind(kind, state) if state else facets.facet("kind", kind)
        if state and not given.get("who") and not kind:
            yield facets.facet("state", state)
        plain: dict[str, facets.By] = {
            "document": "document", "session": "session", "due": "due", "topic": "topic", "act": "act",
            "response": "answer", "life": "life",
        }  # fmt: skip
        yield from (facets.facet(by, given[name]) for name, by in plain.items() if name in given)
        yield from (facets.facet("body", one.id) for one in self._bodies if one.code == given.get("body"))
        yield from (name for name in (facets.OPEN, facets.REPORTING, facets.ACTED) if given.get(name))

    def chips(self) -> list[Chip]:
        """What is set, each to be taken away."""
        given = self.chosen
        return [
            Chip(str(self.fields[name].label), self._said(name, value), urlencode(_without(given, name)))
            for name, value in given.items()
            if name not in ("sort", "language")
        ]

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return ""
        if name == "document":
            return next((label for number, label in queries.documents_labelled(self._actor, [value])), str(value))
        if name == "year":
            return _("year not known") if str(value) == UNKNOWN_YEAR else str(value)
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))

    def query(self) -> str:
        """The address of this list, without a place in it; ends in `&` unless empty."""
        said = urlencode({name: "on" if value is True else value for name, value in self.chosen.items()})
        return said + "&" if said else ""


def _named(field: str, value: str) -> str:
    kind, mark, name = value.partition("/")
    return addressee_name(kind, name) if field == "who" and mark else value


def _any(nothing: str, values: Iterable[str], label: Callable[[str], str]) -> Choices:
    return [("", nothing), *((value, label(value)) for value in values)]


def _without(given: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: "on" if value is True else value for other, value in given.items() if other != name}


def named_addressees() -> Choices:
    """Those who are asked by name in the register, as `kind/name`, in the order of their names."""
    found = (facets.value_of(name) for name in queries.names("who:", MOST_CHOICES))
    return sorted(((one, addressee_name(*one.split("/", 1))) for one in found), key=lambda pair: pair[1].casefold())


def addressee_name(kind: str, name: str) -> str:
    """An addressee as the register files it, in the language of the page: codes of States come in small letters."""
    return wording.entity_label(name) or wording.entity_label(name.upper()) or name or wording.kind_label(kind)


def body_name(body: BodyRow) -> str:
    """A body in the language of the page, else its code."""
    return body.name.shown_in(page_language()).text or body.code


def session_name(meeting: MeetingRow) -> str:
    """A meeting for lists: the body's code and the day."""
    return f"{meeting.body.code}, {day(meeting.starts_on)}"
