"""Taking in exchange rates."""

from __future__ import annotations

import hashlib

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import Problem, Refused

from .. import exchange, policies
from ..domain.money import read_rates
from ..models import ExchangeRate


@frozen
class Taken:
    """How many rates are new or changed, how many stood already, and the lines that were left out."""

    added: int
    known: int
    problems: tuple[Problem, ...]


@action("analysis.rates.imported")
def import_rates(act: Act, content: bytes, invented: bool = False) -> Taken:
    """Add the rates of a CSV file. Lines with a problem are left out and told; refused when no line can be taken."""
    policies.access_rates(act.actor)
    found = read_rates(content, act.at.date())
    if not found.rates:
        raise Refused(*found.problems)
    known = {row.key: row.rate for row in exchange.standing()}
    fresh = [rate for rate in found.rates if known.get((rate.currency, rate.day, rate.kind, rate.source)) != rate]
    ExchangeRate.objects.bulk_create(
        ExchangeRate(
            currency=rate.currency, day=rate.day, per_usd=rate.per_usd, source=rate.source, kind=rate.kind,
            invented=invented, imported_at=act.at, imported_by=act.actor.person_id,
        )
        for rate in fresh
    )  # fmt: skip
    act.about("analysis.exchangerate", added=len(fresh), file=hashlib.sha256(content).hexdigest())
    return Taken(len(fresh), len(found.rates) - len(fresh), found.problems)
