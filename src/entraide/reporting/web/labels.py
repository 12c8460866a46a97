"""How states, figures and differences read."""

from __future__ import annotations

from attrs import frozen
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..domain.living import Meaning
from ..queries import FigureRow


@frozen
class Title:
    """What a figure says: the number and words of its question, and what of it was counted."""

    number: str
    label: Text
    details: tuple[str, ...]


def state(code: str) -> str:
    """A state of a report."""
    return {"draft": _("draft"), "issued": _("issued")}.get(code, code)


def of(code: str) -> str:
    """What differs in a figure that was counted again."""
    return {
        "value": _("the value"),
        "base": _("the number it stands beside"),
        "replies": _("the replies counted"),
        "figure": _("the figure is no longer there"),
        "set": _("the fingerprint of the frozen set"),
    }.get(code, code)


def title(meaning: Meaning) -> Title:
    """A figure in words, by the parts of its key; a year that the question names already is not said twice."""
    if meaning.question is None:
        return Title("", Text(), _coverage(meaning.rest))
    question = meaning.question
    if meaning.choice:
        choice = question.choice(meaning.choice)
        said = choice.label.shown_in(page_language()).text if choice else meaning.choice
        return Title(question.number, question.label, (said,))
    said = tuple(part(one) for one in meaning.rest if not question.name.endswith(f"_{one}"))
    return Title(question.number, question.label, said)


def asked(found: FigureRow) -> Title:
    """A figure of what was asked in the explorer: what is counted, and the values that it stands under."""
    return Title("", found.label, found.meaning.rest[1:])


def part(code: str) -> str:
    """One part of a key: a year and a currency stay as they are."""
    return {
        "replied": _("replied to the question"),
        "total": _("sum"),
        "reporters": _("gave a figure"),
        "largest": _("share of the largest reporter, per cent"),
        "missing": _("gave no figure"),
        "amounts": _("number of amounts"),
        "not_applicable": _("not applicable"),
        "not_available": _("not available"),
        "not_collected": _("not collected"),
        "confidential": _("confidential"),
        "blank": _("left blank"),
        "undated": _("no year given"),
        "unknown": _("no currency given"),
    }.get(code, code)


def _coverage(rest: tuple[str, ...]) -> tuple[str, ...]:
    kind, last = rest[0], rest[-1]
    if kind == "group":
        group = _("Organisations") if last == "organisations" else entities.group(last).name(page_language())
        return (_("Replied"), group)
    if kind == "language":
        return (_("Replied"), OWN_NAMES[as_language(last)])
    return ({"asked": _("Invited"), "replied": _("Replied"), "late": _("Replied after the deadline")}.get(kind, kind),)
