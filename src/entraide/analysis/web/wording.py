"""How held figures, measures and changes between sets read."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import number
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from ..domain.disclosure import reason
from ..domain.figures import Figure
from ..domain.indicators import Indicator


def held(code: str) -> str:
    """Why a figure is not shown."""
    return _("not shown: %(reason)s") % {"reason": str(reason(code).shown_in(as_language(get_language() or "en")).text)}


def value(figure: Figure) -> str:
    """A figure as tables print it: a number, a range for a count too small to be told, or why it is not shown."""
    if figure.held == "few" and figure.low is not None and figure.high is not None:
        return between(figure.low, figure.high)
    return held(figure.held) if figure.held else number(figure.value)


def between(low: Decimal, high: Decimal) -> str:
    """`1–2`."""
    return _("%(low)s–%(high)s") % {"low": number(low), "high": number(high)}


def measure(indicator: Indicator) -> str:
    """What kind of measure it is."""
    return {
        "count": _("count"),
        "reporters": _("number of reporters"),
        "sum": _("sum"),
        "share": _("share"),
        "part": _("parts of a whole"),
        "distinct": _("distinct cases"),
        "median": _("median"),
        "quantile": _("quantile"),
        "rate": _("average per year"),
        "largest": _("share of the largest reporter"),
    }[indicator.measure.kind]


def population(name: str) -> str:
    """What is counted among."""
    return {
        "asked": _("everybody who was asked"),
        "replies": _("replies"),
        "options": _("replies to a question, by each answer it offers"),
        "answers": _("answers"),
        "series": _("figures given year by year"),
        "cells": _("every question of every reply"),
        "series_cells": _("every figure of every reply"),
        "cases": _("case records"),
        "distinct_cases": _("distinct cases"),
    }.get(name, name)


def how(code: str) -> str:
    """What happened to a reply from one set to another."""
    return {
        "new": _("new"),
        "changed": _("changed"),
        "withdrawn": _("withdrawn"),
        "replaced": _("replaced by a newer version"),
    }[code]


def audience(code: str) -> str:
    """Whom the figures of a set are open to."""
    return {
        "parties": _("States parties"),
        "members": _("Member States"),
        "public": _("everybody"),
    }.get(code, _("the secretariat"))


def said(text: Text | None, otherwise: str) -> Text | str:
    """A label where there is one, else the code."""
    return text or otherwise
