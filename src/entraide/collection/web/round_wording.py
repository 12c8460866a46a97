"""How the terms of a round, sharing levels and the board's choices read on a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.foundation.ui.wording import day, number
from entraide.kernel.audience import Audience

from ..domain.board import OWING, SORTINGS
from ..domain.outstanding import Outstanding
from ..domain.sharing import OFFERED, Said
from ..domain.windows import Window


def audience(of: Audience) -> str:
    """With whom an answer is shared."""
    return {
        Audience.PUBLIC: pgettext("shared with", "the public"),
        Audience.MEMBERS: pgettext("shared with", "all States and organizations taking part"),
        Audience.PARTIES: pgettext("shared with", "States parties"),
        Audience.STATE: pgettext("shared with", "the State itself and the secretariat"),
        Audience.AGGREGATE: pgettext("shared with", "the secretariat, and others in totals only"),
        Audience.SECRETARIAT: pgettext("shared with", "the secretariat only"),
    }[of]


def said_by(whose: Said) -> str:
    """Whose word it is."""
    return {
        "answer": _("chosen for this answer"),
        "section": _("chosen for this section"),
        "questionnaire": _("default of this question"),
        "round": _("default of this questionnaire"),
    }[whose]


def audience_choices() -> list[tuple[str, str]]:
    """What can be chosen, from the widest to the narrowest."""
    return [(one.value, audience(one)) for one in OFFERED]


def owing_choices() -> list[tuple[str, str]]:
    """How the board is narrowed by what is outstanding."""
    words = {
        "": _("everybody"), "anything": _("something is outstanding"), "nothing": _("nothing is outstanding"),
        "not_begun": _("not begun"), "blocking": _("questions are open"), "clarifications": _("clarifications are open"),
        "late": _("late"),
    }  # fmt: skip
    return [(code, words[code]) for code in OWING]


def sorting_choices() -> list[tuple[str, str]]:
    """How the board is ordered."""
    words = {
        "name": _("by name"), "state": _("by state of the reply"), "last": _("by last activity"),
        "answered": _("by what is answered"), "questions": _("by what is outstanding"),
    }  # fmt: skip
    return [(code, words[code]) for code in SORTINGS]


def owed(what: Outstanding) -> str:
    """What is outstanding in a few words, for a cell."""
    if what.not_begun:
        return _("not begun")
    parts = []
    if what.asked_back:
        parts.append(_("asked back"))
    if what.questions:
        sentence = ngettext("%(count)s question", "%(count)s questions", what.questions)
        parts.append(sentence % {"count": number(what.questions)})
    if what.clarifications:
        sentence = ngettext("%(count)s clarification", "%(count)s clarifications", what.clarifications)
        parts.append(sentence % {"count": number(what.clarifications)})
    if what.unsigned:
        parts.append(_("not yet signed"))
    return "; ".join(parts) or "–"


def window(of: Window) -> str:
    """Where today stands in the days of a reply."""
    return {
        "ahead": _("Not open yet"),
        "open": _("Open"),
        "grace": _("Days of grace"),
        "late": _("Late replies are still taken"),
        "admitted": _("Let in late"),
        "closed": _("Closed"),
    }[of]


def change_kind(kind: str) -> str:
    """What kind of change it was."""
    return {
        "changed": _("Terms changed"),
        "extended": _("Deadline changed"),
        "admitted": _("Let in late"),
        "snoozed": _("Reminders put off"),
        "uninvited": _("Invitation taken back"),
    }.get(kind, kind)


def term(name: str) -> str:
    """One of the terms by the name of its column."""
    return {
        "title": _("Title"),
        "deadline": _("Deadline"),
        "note_verbale": _("Note verbale"),
        "note_verbale_on": _("Date of the note verbale"),
        "opens_on": _("Opens on"),
        "grace_days": _("Days of grace"),
        "previous_id": _("Round before"),
        "audience": _("Default sharing level"),
        "reminders": _("Reminders"),
        "late_until": _("May be sent until"),
        "snoozed_until": _("No reminders before"),
    }.get(name, name)


def term_value(name: str, value: Any) -> str:
    """The value of a term as it is kept in a change."""
    if value in (None, "", []):
        return "–"
    if name == "title":
        return ""
    if name == "audience":
        return audience(Audience(value))
    if name == "reminders":
        return reminders(value)
    if name in ("deadline", "note_verbale_on", "opens_on", "late_until", "snoozed_until"):
        return day(value)
    return str(value)


def reminders(days: list[int] | tuple[int, ...]) -> str:
    """A rule of reminding in words: 30, 14 days before; 7 days after."""
    before = [number(-one) for one in sorted(days) if one <= 0]
    after = [number(one) for one in sorted(days) if one > 0]
    parts = []
    if before:
        parts.append(_("%(days)s days before the deadline") % {"days": ", ".join(before)})
    if after:
        parts.append(_("%(days)s days after it") % {"days": ", ".join(after)})
    return "; ".join(parts) or _("none")


def mark_day(when: date, days: int) -> str:
    """A day of reminding: `3 March (7 days before)`."""
    if days == 0:
        return _("%(day)s (on the day of the deadline)") % {"day": day(when)}
    sentence = (
        ngettext("%(day)s (%(days)s day before)", "%(day)s (%(days)s days before)", -days)
        if days < 0
        else ngettext("%(day)s (%(days)s day after)", "%(day)s (%(days)s days after)", days)
    )
    return sentence % {"day": day(when), "days": number(abs(days))}
