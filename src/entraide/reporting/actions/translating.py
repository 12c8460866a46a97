"""Translating a draft block by block: every figure of the source must be kept."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Refused

from ..domain.blocks import changing
from ..domain.blocks.structure import Block, Made
from ..domain.blocks.words import strayed
from ..models import Report
from .changing import block_of
from .saving import keep, opened


@action("reporting.block.translated")
def translate(
    act: Act, report: Report, block_id: str, language: Language, *, words: str, point: str = "", made: Made = "revised"
) -> Block:
    """The words of a block in another language, made from the source as it stands.

    Refused: REP-101 gone, REP-103 for each figure that is lost, REP-104 for each that the source does not have.
    """
    composition, structure = opened(act, report)
    block = block_of(structure, block_id)
    source = structure.language
    words, point = words.replace("\r\n", "\n").strip(), point.strip()
    if words and language != source:
        _keeps(f"{block.said(source)} {block.point.get(source, '')}", f"{words} {point}")
    changed = changing.said(block, language, words, point, made, source)
    keep(act, composition, structure.with_block(changed), "translated", block_id, language)
    act.about(composition.report, block=block_id, language=language, made=made)
    return changed


def _keeps(source: str, target: str) -> None:
    found = strayed(source, target)
    problems = [Problem("REP-103", {"figure": one}) for one in found.lost]
    problems += [Problem("REP-104", {"figure": one}) for one in found.added]
    if problems:
        raise Refused(*problems)
