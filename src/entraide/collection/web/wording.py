"""How states, reasons and answers read on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from attrs import evolve
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..domain.answers import FLAGS, MISSING, Cell
from ..domain.findings import Found
from ..domain.form import Question
from ..domain.judge import Finding
from ..domain.numbers import format_change, format_number

_SHOWN_VALUE = re.compile(r"\{\{([^}]*)\}\}")


def reply_state(state: str) -> str:
    """The state of a reply."""
    return {
        "invited": _("Invited"),
        "drafting": _("Being drafted"),
        "submitted": _("Submitted"),
        "accepted": _("Accepted"),
        "asked_back": _("Asked back"),
        "withdrawn": _("Withdrawn"),
    }.get(state, state)


def reply_colour(state: str) -> str:
    """The colour of its tag."""
    colours = {"drafting": "blue", "submitted": "teal", "accepted": "green", "asked_back": "yellow"}
    return colours.get(state, "grey")


def round_state(state: str) -> str:
    """The state of a round."""
    return {"prepared": _("Prepared"), "open": _("Open"), "closed": _("Closed")}.get(state, state)


def section_state(state: str) -> str:
    """The state of a section of a draft."""
    return {
        "not_started": _("Not started"),
        "in_progress": _("In progress"),
        "complete": _("Completed"),
        "cleared": pgettext("section", "Cleared"),
        "stop": _("There is a problem"),
    }.get(state, state)


def delegation_state(state: str) -> str:
    """Where a section in other hands stands."""
    return {
        "offered": _("Delegated"),
        "at_work": _("At work"),
        "handed_back": _("Handed back"),
        "taken_back": pgettext("delegation", "Taken back"),
    }.get(state, state)


def delegation_colour(state: str) -> str:
    """The colour of its tag."""
    return {"offered": "yellow", "at_work": "blue", "handed_back": "green"}.get(state, "grey")


def missing(code: str) -> str:
    """Why a figure is not given."""
    return {
        "not_applicable": _("Not applicable"),
        "not_available": _("Not available"),
        "not_collected": _("Not collected"),
        "confidential": _("Confidential"),
    }.get(code, code)


def flag(code: str) -> str:
    """What kind of figure it is."""
    return {
        "provisional": _("Provisional"),
        "estimated": _("Estimated"),
        "revised": _("Revised"),
    }.get(code, code)


def change(kind: str) -> str:
    """What an upload or a correction did to an answer."""
    return {"new": _("New"), "changed": _("Changed"), "cleared": _("Cleared")}.get(kind, kind)


def finding(found: Finding | Found, language: Language) -> str:
    """What the judge says, with the kind of answer asked for in words and not by its name in the form."""
    if isinstance(found, Found):
        return found.message(language)
    if found.code != "type" or found.words:
        return found.message(language)
    params = {**found.problem.params, "type": _answer_kind(str(found.problem.params.get("type", "")))}
    return evolve(found, problem=evolve(found.problem, params=params)).message(language)


def _answer_kind(name: str) -> str:
    return {
        "integer": _("whole number"),
        "decimal": _("number"),
        "range": _("number"),
        "date": _("date"),
        "time": _("time"),
        "dateTime": _("date and time"),
        "geopoint": _("place on a map"),
    }.get(name, name)


def missing_choices() -> tuple[tuple[str, str], ...]:
    """The reasons, with their words."""
    return tuple((code, missing(code)) for code in MISSING)


def flag_choices() -> tuple[tuple[str, str], ...]:
    """The kinds of figures, with their words."""
    return tuple((code, flag(code)) for code in FLAGS)


def typed(question: Question, value: str, language: Language) -> str:
    """A stored value as it stands in a field: numbers as the language writes them, years without separators."""
    if question.type == "date":
        return date_part(question, value)
    if not question.numeric or question.kind == "year" or not value:
        return value
    try:
        return format_number(Decimal(value), language)
    except InvalidOperation:
        return value


def date_part(question: Question, value: str) -> str:
    """A date as far as it is asked for: the year, the month, the day."""
    words = question.appearance.split()
    return value[:4] if "year" in words else value[:7] if "month-year" in words else value


_BETWEEN: Mapping[str, str] = {"ar": "؛ ", "zh": "；"}
"""What stands between the parts of a list; “; ” in the other languages."""


def answer(question: Question, cell: Cell, language: Language) -> str:
    """An answer to be read: labels of choices, numbers, the reason for a missing figure."""
    if not cell.value:
        return missing(cell.missing) if cell.missing else ""
    if question.type in ("select_one", "select_multiple", "rank"):
        values = [cell.value] if question.type == "select_one" else cell.value.split()
        return _BETWEEN.get(language, "; ").join(_label(question, value, language) for value in values)
    return "✓" if question.type == "acknowledge" else typed(question, cell.value, language)


def _label(question: Question, value: str, language: Language) -> str:
    choice = question.choice(value)
    return choice.label.shown_in(language).text if choice else value


def change_of(question: Question, before: str | None, after: str | None, language: Language) -> str:
    """By how much a figure differs from the last round's: `+12 %`; empty where there is nothing to compare."""
    if question.kind not in ("figure", "amount"):
        return ""
    try:
        was, now = Decimal(before or ""), Decimal(after or "")
    except InvalidOperation:
        return ""
    if not was.is_finite() or not now.is_finite() or not was or was == now:
        return ""
    return format_change((now - was) / abs(was), language)


def aside(cell: Cell) -> str:
    """What was said beside a figure: its kind, its source."""
    parts = [flag(code) for code in FLAGS if code in cell.flags]
    return " · ".join([*parts, *([cell.source] if cell.source else [])])


def filled(text: Text, values: Mapping[str, str]) -> Text:
    """A label in which values stand, with the values of this reply."""
    if not any("{{" in version for version in text.versions.values()):
        return text

    def value(match: re.Match[str]) -> str:
        return values.get(match[1].strip(), "…")

    return evolve(text, versions={code: _SHOWN_VALUE.sub(value, words) for code, words in text.versions.items()})
