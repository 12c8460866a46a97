"""Indicators over stored sets, as the person who asks may see them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import pyarrow as pa
from attrs import evolve

from entraide.collection.domain.form import Form
from entraide.foundation.files.store import access_file
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse

from .. import keeping, policies
from ..domain import sets
from ..domain.disclosure import protect_results
from ..domain.engine import narrowed, run
from ..domain.frozen import thaw
from ..domain.indicators import Indicator, catalogue, derived
from ..domain.results import Result
from ..models import FrozenSet
from ..questionnaires import form_of_xform
from .telling import told

_KEPT = 12
_results: OrderedDict[tuple[str, Audience], dict[str, Result]] = OrderedDict()
_lock = Lock()


def results(actor: Actor, set_id: int) -> Mapping[str, Result]:
    """Every indicator of a set by name, shipped and derived, but those on request: kept by hash and the reader's audience."""
    row = policies.access_results(actor, set_id)
    reader = policies.reach(actor)
    key = (row.content_hash, reader)
    with _lock:
        if key in _results:
            _results.move_to_end(key)
            return _results[key]
    found = _counted(row, reader)
    with _lock:
        _results[key] = found
        while len(_results) > _KEPT:
            _results.popitem(last=False)
    return found


def result(actor: Actor, set_id: int, name: str, params: Mapping[str, str] | None = None) -> Result:
    """One indicator, narrowed by `params` (field of its population → value). NotHere for a name that is none of the set's;
    refused with ANA-110 for a field that its population does not have.

    Only the secretariat narrows: whoever else could, would subtract one answer from another. They explore an edition.
    """
    if not params and (found := results(actor, set_id).get(name)):
        return found
    row = policies.access_frozen_set(actor, set_id)
    where, form = place(row)
    known = {one.name: one for one in indicators_of(form)}
    if name not in known:
        raise NotHere
    try:
        asked = narrowed(known[name], params or {})
    except (KeyError, ValueError) as wrong:
        raise refuse("ANA-110", field=str(wrong.args[0])) from None
    reader = policies.reach(actor)
    made = run(where, [asked], reader=reader, content_hash=row.content_hash)[name]
    return evolve(made, params=dict(sorted((params or {}).items())))


def indicators(actor: Actor, set_id: int) -> tuple[Indicator, ...]:
    """The indicators that can be counted in a set, coverage first."""
    return indicators_of(place(policies.access_results(actor, set_id))[1])


def indicators_of(form: Form) -> tuple[Indicator, ...]:
    """Those derived from the questionnaire, then those shipped."""
    return (*derived(form), *catalogue().values())


def set_folder(actor: Actor, set_id: int) -> Path | Mapping[str, pa.Table]:
    """Where the tables of a set are read: its folder, or the tables made from a set of the first format."""
    return place(policies.access_results(actor, set_id))[0]


def place(row: FrozenSet) -> tuple[Path | Mapping[str, pa.Table], Form]:
    """The tables of a set and its questionnaire; the caller has asked whether they may be read."""
    if keeping.has_tables(row):
        return keeping.folder_of(row), form_of_xform(sets.facts_of(keeping.manifest_of(row))["xform"])
    made = thaw(access_file(SYSTEM, row.file_id).content)
    form = form_of_xform(made.xform)
    return sets.tables(made, form), form


def _counted(row: FrozenSet, reader: Audience) -> dict[str, Result]:
    where, form = place(row)
    asked = [one for one in indicators_of(form) if not one.on_request]
    shown = run(where, asked, reader=reader, content_hash=row.content_hash)
    if reader is Audience.SECRETARIAT:
        return shown
    # Whoever may read one of these pages may read all of them, and subtract: they are made safe together, as one paper.
    whole = run(where, asked, content_hash=row.content_hash)
    return protect_results(shown, reader, whole=whole, told=told(where, asked, whole, reader))
