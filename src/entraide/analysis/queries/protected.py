"""All results that one paper prints, made safe together: what may not be printed beside the rest is held, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience

from .. import policies
from ..domain.disclosure import protect_results
from ..domain.engine import run
from ..domain.indicators import Indicator
from ..domain.results import Result
from .ladders import Where, rows_of
from .results import indicators_of, place


def protected_results(
    actor: Actor, set_id: int, audience: Audience, names: Iterable[str] | None = None
) -> Mapping[str, Result]:
    """The results of these indicators (all without `names`) as a paper for `audience` may print them. For the secretariat."""
    row = policies.access_frozen_set(actor, set_id)
    where, form = place(row)
    wanted = None if names is None else set(names)
    chosen = [one for one in indicators_of(form) if wanted is None or one.name in wanted]
    whole = run(where, chosen, reader=Audience.SECRETARIAT, content_hash=row.content_hash)
    if audience is Audience.SECRETARIAT:
        return whole
    shown = run(where, chosen, reader=audience, content_hash=row.content_hash)
    return protect_results(shown, audience, whole=whole, told=told(where, chosen, whole, audience))


def told(
    where: Where, chosen: Iterable[Indicator], whole: Mapping[str, Result], audience: Audience
) -> dict[str, frozenset[int]]:
    """For each figure, the submissions whose answers to its question (in its year) were all given at least to this audience."""
    least: dict[tuple[str, str], dict[int, int]] = {}
    for one in rows_of(where, "answers"):
        for name in {(one["name"], ""), (one["stem"], ""), (one["stem"], str(one["year"] or ""))}:
            widths = least.setdefault(name, {})
            widths[one["submission"]] = min(widths.get(one["submission"], one["width"]), one["width"])
    found = {}
    for indicator in chosen:
        result = whole[indicator.name]
        at = next((place for place, dimension in enumerate(result.dimensions) if dimension.name == "year"), None)
        for row in result.rows:
            year = "" if at is None else row.under[at]
            widths = least.get((indicator.question, year)) or least.get((indicator.question, ""), {})
            given = {who for who in row.figure.submissions if widths.get(who, -1) >= audience.width}
            found[row.figure.key] = frozenset(given)
    return found
