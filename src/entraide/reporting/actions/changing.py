"""Changing the blocks of a draft: words, order, what is inserted and taken out; and taking changes back."""

from __future__ import annotations

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Problem, Refused, refuse

from ..domain.blocks import changing, palette
from ..domain.blocks.material import Material
from ..domain.blocks.structure import Block, Source, Structure
from ..domain.blocks.words import keys
from ..material import material_of, offers_of
from ..models import Change, Report
from .saving import keep, last_id, opened

LONGEST = 20_000


@action("reporting.block.saved")
def save_block(
    act: Act, report: Report, block_id: str, *, words: str, point: str | None = None, was: str = "",
    source: Source | None = None, level: int = 0,
) -> Block:  # fmt: skip
    """The words of a block in the language the report is written in, and what it is made of.

    `was` is the fingerprint of the words that the page showed. Refused: REP-101 gone, REP-102 changed meanwhile, REP-105
    figures that the set does not know, REP-114 too long.
    """
    composition, structure = opened(act, report)
    block = block_of(structure, block_id)
    language = structure.language
    if was and was != block.fingerprint(language):
        raise refuse("REP-102")
    pattern = block.point.get(language, "") if point is None else point
    check_words(material_of(composition.report, structure), words, pattern)
    changed = changing.said(block, language, _clean(words), _clean(pattern), "revised", language)
    changed = evolve(changed, source=source or block.source, level=level or block.level)
    keep(act, composition, structure.with_block(changed), "saved", block_id, language)
    act.about(composition.report, block=block_id, revision=composition.revision)
    return changed


def block_of(structure: Structure, block_id: str) -> Block:
    """The block; refused with REP-101 when it is gone."""
    found = structure.block(block_id)
    if found is None:
        raise refuse("REP-101")
    return found


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def check_words(material: Material, words: str, point: str) -> None:
    """Refused when a figure is named that the set does not know, or when the words are too long."""
    problems = [Problem("REP-105", {"key": key}) for key in keys(f"{words} {point}") if key not in material.figures]
    if len(words) + len(point) > LONGEST:
        problems.append(Problem("REP-114", {"longest": LONGEST}))
    if problems:
        raise Refused(*problems)


@action("reporting.block.added")
def add_block(act: Act, report: Report, offer: str, *, after: str = "", ask: str = "") -> Block:
    """A block from the palette behind another; `ask` is a question of the explorer that the palette is to offer as well.

    Refused: REP-117 when the set does not offer it, REP-101.
    """
    composition, structure = opened(act, report)
    material, offered = offers_of(act.actor, composition.report, structure, ask)
    found = next((one for one in offered if one.code == offer), None)
    if found is None:
        raise refuse("REP-117")
    if after:
        block_of(structure, after)
    block = palette.made(found, f"b{last_id(composition.report, structure) + 1}", material, structure.language)
    keep(act, composition, changing.inserted(structure, block, after), "added", block.id)
    act.about(composition.report, block=block.id, kind=block.kind)
    return block


@action("reporting.block.moved")
def move_block(act: Act, report: Report, block_id: str, *, up: bool) -> None:
    """A block, or a heading with its section, one place up or down."""
    composition, structure = opened(act, report)
    block_of(structure, block_id)
    keep(act, composition, changing.moved(structure, block_id, up), "moved", block_id)
    act.about(composition.report, block=block_id, up=up)


@action("reporting.block.removed")
def remove_block(act: Act, report: Report, block_id: str, *, whole: bool = False) -> None:
    """A block; a heading with its whole section where `whole` says so. It can be taken back."""
    composition, structure = opened(act, report)
    block_of(structure, block_id)
    gone = changing.section(structure, block_id) if whole else (block_id,)
    keep(act, composition, changing.removed(structure, gone), "removed", block_id)
    act.about(composition.report, block=block_id, count=len(gone))


@action("reporting.report.retitled")
def retitle(act: Act, report: Report, language: Language, title: str) -> None:
    """The title in one language."""
    composition, structure = opened(act, report)
    titles = {code: structure.title[code] for code in LANGUAGES if structure.title.get(code) and code != language}
    said = " ".join(title.split())
    after = evolve(structure, title={**titles, language: said} if said else titles)
    keep(act, composition, after, "retitled", language=language)
    act.about(composition.report, language=language)


@action("reporting.change.undone")
def undo(act: Act, report: Report, revision: int = 0) -> Change:
    """Take a change back: the last that stands, or the one named. What was changed since in other blocks stays.

    Refused: REP-111 when there is none, REP-119 when the same block was changed again since.
    """
    composition, structure = opened(act, report)
    standing = Change.objects.filter(report=composition.report, undone_at=None).exclude(verb__in=("undone", "updated"))
    found = (standing.filter(revision=revision) if revision else standing).first()
    if found is None:
        raise refuse("REP-111")
    later = [row.patch.get("blocks", {}) for row in standing.filter(revision__gt=found.revision)]
    if any(set(found.patch.get("blocks", {})) & set(blocks) for blocks in later):
        raise refuse("REP-119")
    found.undone_at = act.at
    save(found, "undone_at")
    keep(act, composition, changing.undone(structure, found.patch), "undone", found.block, found.language)
    act.about(composition.report, revision=found.revision)
    return found
