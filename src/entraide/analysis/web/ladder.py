from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import number
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import queries
from ..domain.estimates import KINDS, Ladder, Worth, say
from ..domain.estimates.value import Spread, one_figure
from . import wording


def ladder(request: HttpRequest, set_id: int) -> HttpResponse:
    """How each headline figure was counted: the steps in their order, what stands behind them, who is missing.

    `of` names one indicator; without it those over questions, and those over case records of their last year.
    """
    row = queries.frozen_set(request.actor, set_id)
    names = queries.ladder_names(request.actor, set_id)
    asked = request.GET.get("of", "")
    chosen = (asked,) if asked in names else _first(names)
    labels = {one.name: one.label for one in queries.indicators(request.actor, set_id)}
    shown = [
        {"ladder": one, **_named(one.indicator, labels), **_behind(one)}
        for one in queries.ladders(request.actor, set_id, wanted=frozenset(chosen))
    ]
    others = [{"name": name, **_named(name, labels)} for name in names if name not in chosen]
    return render(request, "analysis/ladder.html", {"set": row, "ladders": shown, "others": others})


def _first(names: Sequence[str]) -> tuple[str, ...]:
    """Those over questions, and of each kind over case records the last year."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.rpartition(".")[0], name)
    return tuple(seen.values())


def _named(name: str, labels: Mapping[str, Text]) -> dict[str, object]:
    stem, _dot, year = name.rpartition(".")
    kind = stem.removeprefix("cases.")
    label = say(f"kind.{kind}") if stem != kind and kind in KINDS else labels.get(f"{stem}.total")
    return {"label": label or None, "stem": stem, "year": year}


def _behind(one: Ladder) -> dict[str, object]:
    language = as_language(get_language() or "en")
    heaviest = sorted(one.weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "weights": [(entities.name(code, language), _short(weight)) for code, weight in heaviest],
        "covariates": [(_covariate(name), _short(value)) for name, value in one.coefficients.items()],
        "sensitivity": [(_short(point.times), Decimal(round(point.total))) for point in one.sensitivity],
        "turns": _short(one.reversal.times) if one.reversal and one.reversal.times is not None else None,
        "against": Decimal(round(one.reversal.against)) if one.reversal else None,
        "missing": [entities.name(code, language) for code in entities.ordered(one.missing, language)],
        "rules": [
            (_rule(rule.name), None if rule.value is None else _short(rule.value), rule.grade)
            for rule in one.grade.rules
        ],
        "drawn": Decimal(round(one.drawn.mean)) if one.drawn else None,
        "worth": _worth(one.cases.worth) if one.cases and one.cases.worth else None,
    }


def _worth(worth: Worth) -> dict[str, object]:
    """A line for each currency as it was given, and how many values could not be."""
    lines = [
        (currency, found.valued, *(_spread(one) for one in (found.p10, found.median, found.p90)))
        for currency, found in worth.by_currency.items()
        if not found.held
    ]
    fewer = sum(1 for found in worth.by_currency.values() if found.held)
    return {"lines": lines, "fewer": fewer, "left_out": worth.left_out}


def _spread(found: Spread | None) -> str:
    """As every value: to one significant figure."""
    if found is None:
        return "–"
    low, high = (Decimal(str(one_figure(value))) for value in (found.low, found.high))
    return wording.between(low, high) if low != high else number(low)


def _short(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))


def _covariate(name: str) -> str:
    kind, _dot, value = name.partition(".")
    language = as_language(get_language() or "en")
    if kind == "group":
        return entities.group(value).name(language)
    if kind == "language":
        return OWN_NAMES[as_language(value)]
    return {
        "untoc": _("Party to the Convention against Transnational Organized Crime"),
        "unesco_1970": _("Party to the 1970 UNESCO Convention"),
        "answered_last": _("Answered the round before"),
    }.get(name, name)


def _rule(name: str) -> str:
    return {
        "reporters": _("Share of States asked that gave a number (A from 60, B from 40, C from 25)"),
        "largest": _("Share of the largest reporter (A up to 25, B up to 40, C up to 60)"),
        "recall": _("Links between reports that are found (A from 95, B from 90, C from 75)"),
        "width": _("Width of the interval beside the estimate (A up to 25, B up to 50, C up to 100)"),
    }[name]
