"""A draft as the composer's pages read it: blocks with their states, comments, changes, clearances. For the secretariat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from entraide.documents.domain.tree import Section, Tree, plain
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Problem

from .. import policies, readiness
from ..clearances import coverage_of
from ..domain.blocks import palette, rendering, structure, translating
from ..domain.blocks.clearing import Covered
from ..domain.blocks.filling import Filler
from ..domain.blocks.labels import label
from ..domain.blocks.structure import Block, Pin, Structure
from ..domain.blocks.translating import State
from ..domain.frame import Frame
from ..material import material_of, offers_of
from ..models import Change, Composition, Remark


@frozen
class BlockRow:
    """A block in the outline: how far it is in each language, how many comments are open at it."""

    block: Block
    states: Mapping[Language, State]
    open: int
    remarks: int


@frozen
class DraftRow:
    """A draft as it stands. `covered` says which blocks a second person has read."""

    report: int
    symbol: str
    set: int
    structure: Structure
    revision: int
    saved_at: datetime
    rows: tuple[BlockRow, ...]
    covered: Covered

    def row(self, block_id: str) -> BlockRow | None:
        """One block."""
        return next((one for one in self.rows if one.block.id == block_id), None)

    def tally(self, language: Language) -> Counter[State]:
        """How many blocks are in each state in a language."""
        return translating.tally(self.structure, language)

    @property
    def pins(self) -> tuple[Pin, ...]:
        """Figures that another set gives."""
        return self.structure.pins


@frozen
class ChangeRow:
    """A saved change, the newest first."""

    revision: int
    verb: str
    block: str
    language: str
    at: datetime
    name: str
    undone: bool
    before: str
    after: str


@frozen
class RemarkRow:
    """A comment with its answers."""

    id: int
    block: str
    text: str
    state: str
    at: datetime
    name: str
    answers: tuple[RemarkRow, ...] = ()


@frozen
class ClearanceRow:
    """Who read the draft as it stood at a revision, and since when that no longer holds."""

    revision: int
    at: datetime
    name: str
    voided_at: datetime | None


def _composition(actor: Actor, report_id: int) -> tuple[Composition, Structure]:
    found = policies.access_composition(actor, report_id)
    return found, structure.from_json(found.structure)


def draft(actor: Actor, report_id: int) -> DraftRow:
    """The draft; NotHere for all but the secretariat. Refused: REP-004 once issued, REP-112 older than blocks."""
    found, made = _composition(actor, report_id)
    report = found.report
    asked = list(Remark.objects.filter(report=report, thread=None).values_list("block", "state"))
    there, unsettled = Counter(block for block, _state in asked), Counter(b for b, state in asked if state == "open")
    rows = tuple(
        BlockRow(block, {code: translating.state(block, code, made.language) for code in LANGUAGES},
                 unsettled[block.id], there[block.id])
        for block in made.blocks
    )  # fmt: skip
    covered = coverage_of(report, tuple(block.id for block in made.blocks))
    return DraftRow(report.pk, report.symbol, report.frozen_set_id, made, found.revision, found.saved_at, rows, covered)


def preview(actor: Actor, report_id: int, block_id: str, language: Language) -> Tree:
    """One block as it will be printed, as a paper of its own."""
    found, made = _composition(actor, report_id)
    block = made.block(block_id)
    shown = rendering.preview(made, block, material_of(found.report, made), language) if block else ()
    return Tree(language, sections=(Section("", "", 1, shown),))


def values(actor: Actor, report_id: int, keys: tuple[str, ...], language: Language) -> dict[str, str]:
    """What each placeholder prints today, by its key and form (`coverage.replied|share`)."""
    found, made = _composition(actor, report_id)
    filler = Filler(material_of(found.report, made), Frame(language), True)
    return {key: plain(filler.figure(*key.split("|", 1))) for key in keys if not key.startswith("@")}


@frozen
class Named:
    """A figure that words may name: what it is, how it is written in them, what it prints today."""

    label: str
    place: str
    value: str


def named_figures(
    actor: Actor, report_id: int, language: Language, wanted: str = "", most: int = 40
) -> tuple[Named, ...]:
    """The figures of the set whose label or key holds what is looked for."""
    found, made = _composition(actor, report_id)
    filler = Filler(material_of(found.report, made), Frame(language), True)
    rows = []
    for result in filler.material.results.values():
        for row in result.rows:
            parts = [label(one, code, filler.frame) for one, code in zip(result.dimensions, row.under, strict=True)]
            said = " · ".join([result.label.shown_in(language).text, *parts])
            if wanted.lower() in f"{said} {row.figure.key}".lower():
                rows.append(Named(said, f"{{{row.figure.key}}}", plain(filler.printed(row.figure))))
    return tuple(rows[:most])


def offers(actor: Actor, report_id: int) -> tuple[palette.Offer, ...]:
    """What can be inserted."""
    found, made = _composition(actor, report_id)
    return offers_of(actor, found.report, made)[1]


def views_over(actor: Actor, report_id: int, ask: str) -> tuple[palette.Offer, ...]:
    """The forms in which a question of the explorer can stand in the draft. Refused (ANA-70x) for what cannot be asked."""
    found, made = _composition(actor, report_id)
    return tuple(one for one in offers_of(actor, found.report, made, ask)[1] if one.ask == ask)


def remarks(actor: Actor, report_id: int, block_id: str = "") -> tuple[RemarkRow, ...]:
    """The comments at a block, or all of them, the oldest first."""
    found, _made = _composition(actor, report_id)
    rows = Remark.objects.filter(report=found.report, thread=None).prefetch_related("answers")
    return tuple(_remark(row) for row in (rows.filter(block=block_id) if block_id else rows))


def _remark(row: Remark) -> RemarkRow:
    answers = tuple(RemarkRow(one.pk, one.block, one.text, "", one.at, one.name) for one in row.answers.all())
    return RemarkRow(row.pk, row.block, row.text, row.state, row.at, row.name, answers)


def changes(actor: Actor, report_id: int, block_id: str = "", most: int = 200) -> tuple[ChangeRow, ...]:
    """What was changed, the newest first."""
    found, made = _composition(actor, report_id)
    rows = Change.objects.filter(report=found.report)
    return tuple(_change(row, made.language) for row in (rows.filter(block=block_id) if block_id else rows)[:most])


def _change(row: Change, source: Language) -> ChangeRow:
    before, after = row.patch.get("blocks", {}).get(row.block, [None, None])
    language = row.language or source
    return ChangeRow(
        row.revision, row.verb, row.block, row.language, row.at, row.name, row.undone_at is not None,
        ((before or {}).get("words") or {}).get(language, ""), ((after or {}).get("words") or {}).get(language, ""),
    )  # fmt: skip


def clearances(actor: Actor, report_id: int) -> tuple[ClearanceRow, ...]:
    """Who has cleared the draft, the newest first; voided ones stay to be seen."""
    found, _made = _composition(actor, report_id)
    return tuple(ClearanceRow(row.revision, row.at, row.name, row.voided_at) for row in found.report.clearances.all())


def obstacles(actor: Actor, report_id: int) -> tuple[Problem, ...]:
    """What keeps a draft from being issued."""
    return readiness.obstacles(policies.access_draft(actor, report_id))
