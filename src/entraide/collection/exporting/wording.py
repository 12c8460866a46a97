"""The choices of an export as people read them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import day
from entraide.kernel.languages import Language
from entraide.reference.domain import entities

from ..domain.export.filters import Chosen
from ..domain.export.words import word


def which_label(which: str) -> str:
    """Which versions of the replies."""
    return {
        "standing": _("What stands for each State: its newest accepted version, else its newest that was not asked back"),
        "accepted": _("Accepted versions only"),
        "all": _("Every version sent"),
        "draft": _("The draft only"),
    }.get(which, which)


def format_label(form: str) -> str:
    """A format, and what it is good for."""
    return {
        "xlsx": _("Workbook (.xlsx): a sheet for each table, notes and the codebook"),
        "csv": _("Tables for programs (.csv; one .zip when there are several)"),
        "jsonl": _("JSON lines (.jsonl): one reply a line, nested, with everything"),
        "sav": _("SPSS (.sav) with labels and missing codes"),
        "dta": _("Stata (.dta) with labels and missing codes"),
        "sqlite": _("SQLite (.sqlite): one file with tables, keys, and views with labels"),
        "codebook": _("Codebook only (.xlsx)"),
    }[form]


def chosen_in_words(chosen: Chosen, language: Language) -> tuple[tuple[str, str], ...]:
    """Pairs for the sheet of notes."""
    found = [(_("Versions taken"), which_label(chosen.which))]
    if chosen.entities:
        found.append((_("States and organizations"), ", ".join(entities.name(one, language) for one in chosen.entities)))
    names = {group.code: group.name(language) for group in entities.groups()}
    if chosen.group in names:
        found.append((word("region", language), names[chosen.group]))
    if chosen.states:
        found.append((word("state", language), ", ".join(word(one, language) for one in chosen.states)))
    if chosen.since:
        found.append((_("Sent from"), day(chosen.since)))
    if chosen.until:
        found.append((_("Sent until"), day(chosen.until)))
    return tuple(found)
