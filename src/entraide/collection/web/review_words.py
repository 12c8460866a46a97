"""How kinds of questions, of changes and of texts read on the reviewer's page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def sort_of_answer(type: str, kind: str, appearance: str) -> str:
    """What is answered, in words: `one choice`, `several States`."""
    if kind == "states":
        return _("One State") if type == "select_one" else _("Several States")
    if type == "text" and "multiline" in appearance.split():
        return _("Long text")
    return {
        "text": _("Text"),
        "integer": _("Whole number"),
        "decimal": _("Number"),
        "range": _("Number in a range"),
        "date": _("Date"),
        "time": _("Time"),
        "dateTime": _("Date and time"),
        "select_one": _("One choice"),
        "select_multiple": _("Several choices"),
        "rank": _("Ranking"),
        "calculate": _("Computed"),
        "acknowledge": _("Confirmation"),
        "file": _("File"),
        "geopoint": _("Place on a map"),
        "geotrace": _("Line on a map"),
        "geoshape": _("Area on a map"),
        "barcode": _("Barcode"),
    }.get(type, type)


def sort_of_group(kind: str) -> str:
    """One of our own kinds of answer."""
    return {
        "figures": _("Figure per year"),
        "money": _("Amount with currency and method"),
        "object": _("Description of an object (Object ID)"),
        "provision": _("Legal provision"),
    }.get(kind, "")


def change(kind: str) -> str:
    """What became of a question."""
    return {
        "renamed": pgettext("question", "Renamed"),
        "moved": pgettext("question", "Moved"),
        "retyped": pgettext("question", "Answered otherwise"),
        "split": pgettext("question", "Split"),
        "merged": pgettext("question", "Merged"),
        "dropped": pgettext("question", "Dropped"),
        "added": pgettext("question", "Added"),
        "changed": pgettext("question", "Changed"),
    }.get(kind, kind)


def aspect(name: str) -> str:
    """What is not as it was in a question that stayed."""
    return {
        "label": _("Question"),
        "hint": _("Hint"),
        "type": _("Type of answer"),
        "relevant": _("Asked when"),
        "required": _("Required when"),
        "constraint": _("Rule"),
        "calculation": _("Computed as"),
        "choices": _("Choices"),
        "severity": _("Grade of the rule"),
        "audience": _("Sharing level"),
    }.get(name, name)


def part(name: str) -> str:
    """Which text of a question."""
    return {
        "label": _("Question"),
        "hint": _("Hint"),
        "guidance": _("Guidance"),
        "constraint": _("Message of the rule"),
        "required": _("Message when no answer is given"),
        "choice": _("Choice"),
    }.get(name, name)


def draft_state(state: str) -> str:
    """The state of a draft."""
    return {
        "open": pgettext("draft", "Open"),
        "discarded": pgettext("draft", "Discarded"),
        "published": pgettext("draft", "Published"),
    }.get(state, state)
