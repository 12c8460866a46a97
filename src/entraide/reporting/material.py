"""What a report is filled from, read with the house's own eyes: what of it may be shown is decided by what is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from attrs import evolve

from entraide.analysis import queries as analysis
from entraide.analysis.domain import sets
from entraide.analysis.domain.engine import run
from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.frozen import Frozen
from entraide.analysis.domain.indicators import Indicator
from entraide.analysis.domain.results import Result
from entraide.collection import queries as collection
from entraide.collection.domain.form import Form
from entraide.documents import queries as documents
from entraide.documents.domain.tree import Tree
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from .domain.audiences import QUOTABLE
from .domain.blocks.material import Material, Step
from .domain.blocks.palette import Offer, offers
from .domain.blocks.rendering import render
from .domain.blocks.structure import Structure, from_json
from .domain.blocks.updating import with_pins
from .domain.kit import Facts
from .domain.seams import asking, counting, defining, laddering, quoting
from .domain.seams.protecting import protected
from .models import Composition, Report


def figure_base(report_id: int) -> str:
    """Where the figures of a report are followed back, within the site."""
    return f"/reports/{report_id}/figures/"


def content_of(report: Report) -> tuple[analysis.SetRow, Frozen, Form]:
    """The set behind a report."""
    return set_content(report.frozen_set_id)


def set_content(set_id: int) -> tuple[analysis.SetRow, Frozen, Form]:
    """A frozen set: its row, what is in it, its questionnaire."""
    with acting_as(SYSTEM):
        row = analysis.frozen_set(SYSTEM, set_id)
        made = analysis.content(SYSTEM, set_id)
    return row, made, analysis.form_of(made)


@lru_cache(maxsize=6)
def _filled(set_id: int, content_hash: str, facts: Facts, asks: tuple[str, ...]) -> Material:
    _row, made, form = set_content(set_id)
    asked = list(definitions(set_id, asks).values())
    found = counting.material(made, form, facts, _run(set_id, asked, content_hash, Audience.PUBLIC))
    with acting_as(SYSTEM):
        climbed = analysis.ladder_names(SYSTEM, set_id, Audience.PUBLIC)
    named = {name: laddering.label(name) for name in climbed if name.startswith(laddering.OF_CASES)}
    return evolve(found, climbable=climbed, named=named)


def _run(set_id: int, asked: Iterable[Indicator], content_hash: str, reader: Audience) -> dict[str, Result]:
    with acting_as(SYSTEM):
        where = analysis.set_folder(SYSTEM, set_id)
    return run(where, asked, reader=reader, content_hash=content_hash)


def definitions(set_id: int, asks: tuple[str, ...] = ()) -> dict[str, Indicator]:
    """The indicators of a set as they are today, by name: those of its questionnaire, those shipped, and what was asked."""
    _row, _made, form = set_content(set_id)
    known = [one for one in analysis.indicators_of(form) if not one.on_request]
    return {one.name: one for one in (*known, *asking.indicators(asks, form).values())}


def asks_of_report(report: Report) -> tuple[str, ...]:
    """What a report asks of its set beside the indicators."""
    found = Composition.objects.filter(report=report).values_list("structure", flat=True).first()
    return asking.asks_of(from_json(found)) if found else ()


def whole_results(set_id: int, asks: tuple[str, ...] = ()) -> Mapping[str, Result]:
    """Every result of a set and of what was asked, nothing held: for the house alone."""
    with acting_as(SYSTEM):
        found = analysis.results(SYSTEM, set_id)
        of = analysis.frozen_set(SYSTEM, set_id)
    return {**found, **_explored(set_id, of.content_hash, asks)} if asks else found


@lru_cache(maxsize=32)
def _explored(set_id: int, content_hash: str, asks: tuple[str, ...]) -> dict[str, Result]:
    _row, _made, form = set_content(set_id)
    return _run(set_id, asking.indicators(asks, form).values(), content_hash, Audience.SECRETARIAT)


def whole_figures(
    set_id: int, keys: Iterable[str] = (), asks: tuple[str, ...] = (), kept: Mapping[str, Any] | None = None
) -> dict[str, Figure]:
    """Every figure of a set with the submissions counted in it, nothing held: for the house alone; of ladders, those named.

    `kept` are the definitions that an issued report keeps: with them, nothing of today's catalogue is asked.
    """
    if kept:
        row, _made, _form = set_content(set_id)
        found: Mapping[str, Result] = _run(
            set_id, [defining.from_json(one) for one in kept.values()], row.content_hash, Audience.SECRETARIAT
        )
    else:
        found = whole_results(set_id, asks)
    figures = {row.figure.key: row.figure for result in found.values() for row in result.rows}
    wanted = tuple(sorted({laddering.of_key(key) for key in keys if key.startswith(laddering.PREFIX)}))
    steps = _climbed(set_id, wanted) if wanted else {}
    return figures | {step.figure.key: step.figure for rows in steps.values() for step in rows if step.figure}


def indicator_of(report: Report, set_id: int, key: str) -> tuple[Text, Text]:
    """The label and the method note of the indicator that a figure belongs to: those kept with the report, else those of today."""
    results = whole_results(set_id, asks_of_report(report))
    found = next((one for one in results.values() if any(row.figure.key == key for row in one.rows)), None)
    if found is None:
        return Text(), Text()
    kept = report.basis.get("indicators", {}).get(found.indicator)
    if kept:
        return Text.from_json(kept["label"]), Text.from_json(kept["method"])
    return found.label, found.method


def fingerprint(set_id: int) -> tuple[analysis.SetRow, str]:
    """A set, and its fingerprint worked out anew from what is stored; empty where that is not whole."""
    with acting_as(SYSTEM):
        row = analysis.frozen_set(SYSTEM, set_id)
        try:
            return row, analysis.content(SYSTEM, set_id).content_hash()
        except sets.Broken:
            return row, ""


def facts_of(report: Report, set_id: int | None = None) -> Facts:
    """What the set does not know of itself: the report's symbol, who asked for it, when it was composed."""
    with acting_as(SYSTEM):
        of = analysis.frozen_set(SYSTEM, set_id or report.frozen_set_id)
        paragraphs = collection.round_row(SYSTEM, of.round).paragraphs
        asked = documents.paragraphs(SYSTEM, paragraphs)
    return Facts(
        symbol=report.symbol, set_number=of.number, content_hash=of.content_hash,
        asked_symbols=tuple(dict.fromkeys(symbol for row in asked for symbol in row.symbols)),
        asked_labels=tuple(row.label for row in asked), date=report.composed_at.date().isoformat(),
        figure_base=figure_base(report.pk),
    )  # fmt: skip


def material_of(report: Report, structure: Structure, set_id: int | None = None) -> Material:
    """What a report prints, its pinned figures as their own sets have them; over another set than its own if one is given."""
    found = _safe(report, structure, set_id or report.frozen_set_id)
    others = {pin.set: _safe(report, structure, pin.set) for pin in structure.pins}
    return with_pins(found, structure.pins, others)


def _safe(report: Report, structure: Structure, set_id: int) -> Material:
    """What one set gives, with cells held that the whole report would otherwise give back."""
    asks = asking.asks_of(structure)
    found = protected(material_over(report, set_id, asks), structure, whole_results(set_id, asks))
    wanted = laddering.asked_for(structure)
    return laddering.with_ladders(found, _climbed(set_id, tuple(sorted(wanted)))) if wanted else found


def _climbed(set_id: int, wanted: tuple[str, ...]) -> dict[str, tuple[Step, ...]]:
    with acting_as(SYSTEM):
        return laddering.climbed(analysis.ladders(SYSTEM, set_id, Audience.PUBLIC, frozenset(wanted)), wanted)


def material_over(report: Report, set_id: int, asks: tuple[str, ...] = ()) -> Material:
    """What one set gives for a report, nothing pinned; the answers that were cleared for quoting, where there are any."""
    facts = facts_of(report, set_id)
    found = _filled(set_id, facts.content_hash, facts, asks)
    return evolve(found, asked=quoting.chosen(found.asked, _cleared(set_id)))


def _cleared(set_id: int) -> tuple[quoting.Chosen, ...]:
    """The quotations of a set that a second person cleared and that everybody may read."""
    with acting_as(SYSTEM):
        if not analysis.has_passages(SYSTEM, set_id):
            return ()
        rows = analysis.quotations(SYSTEM, set_id)
    return tuple(
        quoting.Chosen(row.question, row.entity, row.language, row.text)
        for row in rows if row.state == "cleared" and row.audience in QUOTABLE
    )  # fmt: skip


def offers_of(actor: Actor, report: Report, structure: Structure, ask: str = "") -> tuple[Material, tuple[Offer, ...]]:
    """What can be inserted: of the set, of the views that the secretariat shares over it, and of one question more."""
    set_id = report.frozen_set_id
    views = [(row.name, asking.encoded(row.asked)) for row in analysis.views(actor, set_id) if row.shared]
    named = {one: name for name, one in [("", ask), *views] if one}
    found = material_of(report, structure)
    _row, _made, form = set_content(set_id)
    by_name = {one.name: (named[text], text) for text, one in asking.indicators(named, form).items()}
    explored = material_over(report, set_id, tuple(sorted(named))).results if by_name else {}
    more = {name: explored[name] for name in by_name if name in explored}
    found = evolve(found, results={**found.results, **more})
    return found, offers(found, by_name)


def rendered(
    report: Report, structure: Structure, languages: Iterable[Language], *, draft: bool = False
) -> dict[Language, Tree]:
    """The report in these languages, as it stands."""
    found = material_of(report, structure)
    return {language: render(structure, found, language, draft=draft) for language in languages}
