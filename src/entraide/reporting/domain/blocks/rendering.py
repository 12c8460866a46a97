"""A structure and what a set gives, made a document tree in one language: the same shape in all six.

    Structure + Material + language ──render──▶ Tree

Chapters, parts, paragraphs and points get their numbers here, so that moving a block numbers everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from entraide.documents.domain.tree import Annex, Block, Masthead, Paragraph, Section, Tree
from entraide.documents.domain.tree import Block as Printed
from entraide.kernel.languages import LANGUAGES, Language

from .. import letters
from ..frame import Frame
from . import printing
from .filling import Filler
from .material import Material
from .structure import Block as Living
from .structure import Structure


@frozen
class Part:
    """A heading with what stands directly under it."""

    heading: Living | None
    blocks: tuple[tuple[Living, tuple[Printed, ...]], ...]


def render(structure: Structure, material: Material, language: Language, *, draft: bool = False) -> Tree:
    """The report in one language. Pure: the same blocks and figures give the same tree."""
    filler = Filler(material, Frame(language), draft)
    parts = tuple(_parts(structure, filler))
    body = _until_annex(parts)
    sections, _next = _sections(parts[:body], filler, 1)
    return Tree(language, _masthead(structure, filler), sections, _annexes(parts[body:], filler))


def render_all(structure: Structure, material: Material) -> dict[Language, Tree]:
    """The report in all six languages."""
    return {language: render(structure, material, language) for language in LANGUAGES}


def preview(structure: Structure, block: Living, material: Material, language: Language) -> tuple[Printed, ...]:
    """One block as it will be printed, unnumbered."""
    return _printed(structure, block, Filler(material, Frame(language), True))


def _parts(structure: Structure, filler: Filler) -> Iterator[Part]:
    """The report cut at its headings."""
    heading: Living | None = None
    held: list[tuple[Living, tuple[Printed, ...]]] = []
    for block in structure.blocks:
        if block.kind != "heading":
            held.append((block, _printed(structure, block, filler)))
            continue
        if heading is not None or held:
            yield Part(heading, tuple(held))
        heading, held = block, []
    if heading is not None or held:
        yield Part(heading, tuple(held))


def _printed(structure: Structure, block: Living, filler: Filler) -> tuple[Printed, ...]:
    """The block in the language of the report, or where its translation is missing in the one it was written in."""
    language = filler.language
    if block.said(language) or not block.words:
        return printing.printed(block, filler)
    source = structure.language
    borrowed = evolve(
        block, words={**block.words, language: block.said(source)},
        point={**block.point, language: block.point.get(source, "")},
    )  # fmt: skip
    return printing.printed(borrowed, filler)


def _until_annex(parts: Sequence[Part]) -> int:
    return next((at for at, one in enumerate(parts) if one.heading and one.heading.annex), len(parts))


def _sections(parts: Sequence[Part], filler: Filler, start: int) -> tuple[tuple[Section, ...], int]:
    """Chapters with their parts, paragraphs numbered through from `start`."""
    chapters: list[Section] = []
    for part in parts:
        blocks, start = numbered((one for _living, printed in part.blocks for one in printed), start)
        level = part.heading.level if part.heading else 1
        if level == 2 and chapters:
            inner = chapters[-1].sections
            own = Section(letters.part(len(inner), filler.language), _title(part, filler), 2, blocks)
            chapters[-1] = evolve(chapters[-1], sections=(*inner, own))
        else:
            number = letters.chapter(len(chapters), filler.language) if part.heading else ""
            chapters.append(Section(number, _title(part, filler), 1, blocks))
    return tuple(chapters), start


def _title(part: Part, filler: Filler) -> str:
    if part.heading is None:
        return ""
    words: Mapping[Language, str] = part.heading.words
    return words.get(filler.language) or next(iter(words.values()), "")


def _annexes(parts: Sequence[Part], filler: Filler) -> tuple[Annex, ...]:
    """Every heading from the first annex on begins one; a part under it keeps its heading."""
    found: list[Annex] = []
    start = 1
    for part in parts:
        begins = part.heading is not None and (part.heading.annex or not found)
        start = 1 if begins else start
        blocks, start = numbered((one for _living, printed in part.blocks for one in printed), start)
        if begins:
            found.append(Annex(_title(part, filler), blocks=blocks))
        else:
            inner = found[-1].sections
            own = Section(letters.part(len(inner), filler.language), _title(part, filler), 1, blocks)
            found[-1] = evolve(found[-1], sections=(*inner, own))
    return tuple(one for one in found if one.blocks or one.sections)


def _masthead(structure: Structure, filler: Filler) -> Masthead:
    facts = filler.material.facts
    title = structure.title.get(filler.language) or structure.title.get(structure.language, "")
    return Masthead(
        symbols=(facts.symbol,), title=title, distribution="General", date=facts.date,
        banner=filler.frame.say("banner") if filler.material.invented else "",
    )  # fmt: skip


def numbered(blocks: Iterable[Block], start: int) -> tuple[tuple[Block, ...], int]:
    """The blocks with their paragraphs numbered from `start`, and the number that comes next."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(evolve(block, number=str(start)))
            start += 1
        else:
            out.append(block)
    return tuple(out), start


def sentences(
    structure: Structure, material: Material, language: Language, keys: Iterable[str]
) -> dict[str, list[str]]:
    """Where figures stand, sentence by sentence: the printed text of every paragraph or cell that carries each key."""
    wanted = set(keys)
    found: dict[str, list[str]] = {key: [] for key in wanted}
    filler = Filler(material, Frame(language))
    for block in structure.blocks:
        for one in _printed(structure, block, filler) if block.kind != "heading" else ():
            for text, carried in printing.stretches(one):
                for key in dict.fromkeys(run.figure for run in carried if run.figure in wanted):
                    found[key].append(text)
    return found
