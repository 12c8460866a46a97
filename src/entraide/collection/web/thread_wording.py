"""How clarifications and what happened to a reply read on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.foundation.ui.wording import page_language

from ..domain.answers import Cell, positions, without_positions
from ..domain.form import Form
from ..queries import Event, ThreadRow, WaitingRow
from . import wording
from .review_forms import Choices


def thread_kind(kind: str) -> str:
    """Between whom it is."""
    return {
        "official": _("Between the secretariat and the State"),
        "internal": _("Within the secretariat"),
        "national": _("Within the State, hidden from the secretariat"),
    }.get(kind, kind)


def thread_state(state: str) -> str:
    """Where it stands."""
    return {"open": _("Awaits an answer"), "answered": _("Answered"), "closed": _("Closed")}.get(state, state)


def thread_colour(state: str, *, overdue: bool = False) -> str:
    """The colour of its tag."""
    return "red" if overdue else {"open": "yellow", "answered": "teal"}.get(state, "grey")


def side(name: str) -> str:
    """Who speaks, where no person is named."""
    return {"secretariat": _("The secretariat"), "state": _("The State")}.get(name, name)


def move(name: str) -> str:
    """What a message does."""
    return {
        "asked": _("asks"),
        "answered": _("answers"),
        "asked_again": _("asks again"),
        "changed": _("has sent another answer"),
        "closed": _("closes the question"),
    }.get(name, name)


def place(form: Form, path: str, section: str) -> dict[str, str]:
    """Number and label of a question, a row, a section or the whole reply, in the language of the page."""
    language = page_language()
    plain = without_positions(path)
    rows = "".join(f" [{row}]" for row in positions(path))
    if path and form.has(plain):
        question = form.question(plain)
        return {"number": f"{question.number}{rows}", "label": question.label.shown_in(language).text}
    repeat = next((one for one in form.repeats() if path and one.path == plain), None)
    if repeat is not None:
        return {"number": f"{repeat.number}{rows}", "label": repeat.label.shown_in(language).text}
    part = next((one for one in form.sections if section and one.name == section), None)
    if part is not None:
        return {"number": part.number, "label": part.label.shown_in(language).text}
    return {"number": "", "label": _("The whole reply")}


def places(form: Form, seen: Callable[[str], bool]) -> Choices:
    """The whole, each section and each question outside repeats, to choose from: those that this person may ask about."""
    language = page_language()
    found: Choices = [("", _("The whole reply"))] if seen("") else []
    for section in form.sections:
        if not seen(section.name):
            continue
        label = f"{section.number} {section.label.shown_in(language).text}"
        rows = [(f"section:{section.name}", label)]
        for question in section.questions():
            if question.answerable and not question.repeat:
                words = f"{question.number} {question.label.shown_in(language).text}"
                rows.append((f"path:{question.path}", Truncator(words).chars(110)))
        found.append((label, rows))
    return found


def read_cell(form: Form, path: str, cell: Cell | None) -> str:
    """An answer as it reads, with what stands beside it."""
    plain = without_positions(path)
    if cell is None or not form.has(plain):
        return ""
    said = wording.answer(form.question(plain), cell, page_language())
    return " · ".join(part for part in (said, wording.aside(cell), cell.comment) if part)


def shown_thread(form: Form, row: ThreadRow | WaitingRow) -> dict[str, Any]:
    """A thread as lists and pages show it."""
    shown = {
        "row": row,
        "place": place(form, getattr(row, "asked_path", "") or row.path, row.section),
        "kind": thread_kind(row.kind),
        "state": thread_state(row.state),
        "colour": thread_colour(row.state, overdue=row.overdue),
    }
    if isinstance(row, ThreadRow):
        shown["asked"] = read_cell(form, row.asked_path, row.asked_cell)
        shown["messages"] = [
            {
                "row": one,
                "who": one.who or side(one.side),
                "move": move(one.move),
                "before": read_cell(form, row.asked_path, one.before),
                "after": read_cell(form, row.asked_path, one.after),
            }
            for one in row.messages
        ]
        shown["latest"] = _latest(shown["messages"])
        shown["last"] = shown["latest"][-1] if shown["latest"] else None
    return shown


def _latest(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last question, and what has been said to it since."""
    asked = [at for at, one in enumerate(messages) if one["row"].move in ("asked", "asked_again")]
    return [one for one in messages[asked[-1] if asked else 0 :] if one["row"].text]


def happened(event: Event) -> str:
    """What happened, in a few words."""
    return _HAPPENED.get(event.kind, lambda _event: event.kind)(event)


def _saved(event: Event) -> str:
    words = ngettext("%(count)s answer was saved", "%(count)s answers were saved", event.count) % {"count": event.count}
    return f"{words} ({event.times}×)" if event.times > 1 else words


def _entered(event: Event) -> str:
    sentence = ngettext(
        "%(count)s answer was entered from a letter", "%(count)s answers were entered from a letter", event.count
    )
    return sentence % {"count": event.count}


def _version(sentence: str, event: Event) -> str:
    return sentence % {"number": event.number}


_HAPPENED = {
    "invited": lambda _e: _("Invited"),
    "sent_again": lambda _e: _("The invitation was sent again"),
    "reminded": lambda _e: _("Reminded"),
    "saved": _saved,
    "entry_saved": _entered,
    "workbook": lambda _e: _("Answers were taken from a workbook"),
    "restored": lambda e: _version(_("The draft was set back to version %(number)s"), e),
    "reopened": lambda _e: _("Opened for a correction"),
    "delegated": lambda _e: _("A section was delegated"),
    "taken_back": lambda _e: _("A section was taken back"),
    "section_returned": lambda _e: _("A section was handed back"),
    "submitted": lambda e: _version(_("Version %(number)s was sent"), e),
    "entered": lambda e: _version(_("Version %(number)s was entered from a letter"), e),
    "accepted": lambda e: _version(_("Version %(number)s was accepted"), e),
    "asked_back": lambda e: _version(_("Version %(number)s was asked back"), e),
    "undone": lambda e: _version(_("The decision on version %(number)s was taken back"), e),
    "withdrawn": lambda _e: _("The reply was withdrawn"),
    "reinstated": lambda _e: _("The reply was reinstated"),
    "confirmed": lambda e: _version(_("Version %(number)s was confirmed by the State"), e),
    "thread_asked": lambda _e: _("A question was asked"),
    "thread_answered": lambda _e: _("A question was answered"),
    "thread_asked_again": lambda _e: _("A question was asked again"),
    "thread_changed": lambda e: _version(_("Version %(number)s changed an answer asked about"), e),
    "thread_closed": lambda _e: _("A question was closed"),
    "round_closed": lambda _e: _("The round was closed"),
}


def part(name: str) -> str:
    """One part of an answer."""
    return {
        "value": _("Answer"),
        "missing": _("Why no figure is given"),
        "flags": _("The figure is"),
        "source": _("Source"),
        "comment": _("Comment"),
        "audience": _("Who may read it"),
    }.get(name, name)


def verdict(name: str) -> str:
    """What was said of a version."""
    return {
        "accepted": _("Accepted"),
        "asked_back": _("Asked back"),
        "undone": _("Taken back"),
        "withdrawn": _("Withdrawn"),
        "reinstated": _("Reinstated"),
        "confirmed": _("Confirmed by the State"),
    }.get(name, name)
