"""The words of those who work with the register: fields, values, relations, states of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import frozen
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.foundation.ui.wording import day, page_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .. import wording
from ..domain.topics import topic_name, topics
from ..queries.history import Line, Turn


def field_label(field: str) -> str:
    """What was changed, as a heading."""
    return {
        "act": _("Act"), "strength": _("Strength"), "issuer": _("Who asks"), "deliverable": _("What is asked"),
        "hedges": _("Conditions"), "deadline": _("By when"), "summary": _("In our own words"), "topics": _("Topics"),
        "due_on": _("Due on"), "due_meeting": _("Due for the meeting"), "recurrence": _("How often"),
        "reporting": _("Asks to report back"), "conditional": _("Another body must act first"),
        "life": _("State of the recommendation"), "response": _("Response"), "implementation": _("Implementation"),
        "note": _("Note"), "resources": _("Resources"), "addressees": _("Who is asked"), "evidence": _("Evidence"),
        "relations": _("Relation"), "assignments": _("In the hands of"), "assignee": _("In the hands of"),
        "acts_possible": _("Acts that are possible"),
    }.get(field, field)  # fmt: skip


def relation_label(kind: str, passive: bool = False) -> str:
    """How one stands to the other."""
    active = {
        "endorses": _("endorses"), "reiterates": _("reiterates"), "supersedes": _("supersedes"),
        "implements": _("implements"), "cites": _("cites"),
    }  # fmt: skip
    suffered = {
        "endorses": _("is endorsed by"), "reiterates": _("is reiterated by"), "supersedes": _("is superseded by"),
        "implements": _("is implemented by"), "cites": _("is cited by"),
    }  # fmt: skip
    return (suffered if passive else active).get(kind, kind)


def evidence_state_label(state: str) -> str:
    """Where evidence stands."""
    return {
        "waiting": _("waits for a second person"), "validated": _("validated"), "turned_down": _("turned down"),
        "withdrawn": pgettext("evidence", "withdrawn"),
    }.get(state, state)  # fmt: skip


def recurrence_label(recurrence: str) -> str:
    """How often a duty comes back."""
    return {
        "annual": _("every year"), "biennial": _("every two years"), "quarterly": _("every quarter"),
        "regular": _("regularly"), "session": _("at each session"),
    }.get(recurrence, recurrence)  # fmt: skip


def topic_choices(known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The topics of the field with their names, and those that people have given besides."""
    return [(code, topic_name(code, page_language())) for code in dict.fromkeys((*topics(), *known))]


def meeting_label(meeting_id: int | None) -> str:
    """A meeting by its title or session and its first day."""
    try:
        found = meetings.meeting(meeting_id or 0)
    except NotHere:
        return ""
    title = found.title.shown_in(page_language()).text or found.session.shown_in(page_language()).text
    return f"{title or found.body.code}, {day(found.starts_on)}"


@frozen
class Said:
    """One line of history in words."""

    mandate: int
    field: str
    whom: str
    before: str
    after: str
    note: str


@frozen
class SaidTurn:
    """A turn in words."""

    turn: Turn
    lines: tuple[Said, ...]


def said_turn(turn: Turn, people: Mapping[int, str]) -> SaidTurn:
    """A turn of the history, in the language of the page."""
    return SaidTurn(turn, tuple(said(line, people) for line in turn.lines))


def said(line: Line, people: Mapping[int, str]) -> Said:
    """One line of history."""
    before, after = (value_label(line.field, value, people) for value in (line.before, line.after))
    whom = wording.entity_label(line.whom) or line.whom
    return Said(line.mandate, field_label(line.field), whom, before, after, _note(line.note))


def _note(note: str) -> str:
    """What moved the life of a mandate by way of a relation, else what a person wrote."""
    kind, _sign, number = note.partition(":")
    return f"{relation_label(kind, passive=True)} {number}" if number.isdecimal() else note


def value_label(field: str, value: Any, people: Mapping[int, str]) -> str:
    """A value of the history in words; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if field == "assignments":
        return f"{people.get(value['person'], '')} {value['task']}".strip()
    if field == "assignee":
        return people.get(int(value), "")
    return _LABELS.get(field, _plainly)(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: Any) -> str:
    return Text.from_json(value).shown_in(page_language()).text


def _asked(value: list[dict[str, Any]]) -> str:
    return "; ".join(wording.addressee(one["kind"], one["name"], one["text"]) for one in value)


def _relation(value: dict[str, Any]) -> str:
    return f"{relation_label(value['kind'])} {value['other'] or ''}".strip()


def _evidence(value: dict[str, Any]) -> str:
    return f"{wording.evidence_label(value['kind'])}: {evidence_state_label(value['state'])}"


_LABELS: Final[dict[str, Callable[[Any], str]]] = {
    "act": wording.act_label, "life": wording.life_label, "response": wording.response_label,
    "implementation": wording.implementation_label, "due_on": day, "due_meeting": meeting_label,
    "recurrence": recurrence_label, "summary": _text, "note": _text, "addressees": _asked, "relations": _relation,
    "evidence": _evidence, "hedges": lambda tags: "; ".join(map(wording.hedge_label, tags)),
    "topics": lambda codes: "; ".join(topic_name(code, page_language()) for code in codes),
    "acts_possible": lambda acts: "; ".join(map(wording.act_label, acts)),
}  # fmt: skip
