from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.reference.domain import entities

from .. import queries
from ..domain.estimates import Ladder


def ladder(request: HttpRequest, set_id: int) -> HttpResponse:
    """How each headline figure was counted: the steps in their order, what stands behind them, who is missing."""
    row = queries.frozen_set(request.actor, set_id)
    labels = {one.name: one.label for one in queries.indicators(request.actor, set_id)}
    found = queries.ladders(request.actor, set_id)
    shown = [
        {"ladder": one, "label": labels.get(f"{one.unit}.total"), "year": one.indicator.split(".")[-2], **_behind(one)}
        for one in found
    ]
    return render(request, "analysis/ladder.html", {"set": row, "ladders": shown})


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
    }


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
