"""All results that one paper prints, made safe together: what may not be printed beside the rest is held, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience

from .. import policies
from ..domain.disclosure import protect_results
from ..domain.engine import run
from ..domain.results import Result
from .results import indicators_of, place
from .telling import told


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
