"""What is amiss with a paper as a whole: cut in half, a chapter empty, an annex missing, words lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

from .draft import Draft
from .lexicon import pattern
from .lines import finished
from .marks import western_raised
from .numbers import western

_ANNOUNCES = re.compile(r"[:：]$")
_WORD = re.compile(r"[^\W_]+")
_SPELLED = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]{3,}")


def whole(tree: t.Tree, draft: Draft) -> Iterator[Problem]:
    """What says that the paper is not all there. The paper has been read as far as it goes."""
    if not any(paragraph.number for paragraph in tree.paragraphs()):
        yield Problem("DOC-009")
    lines = {section.text: section.place for section in draft.all_sections()}
    for section in tree.all_sections():
        if not section.blocks and not section.sections:
            yield Problem("DOC-012", {"heading": section.heading}, "", lines.get(section.heading, 0))
    yield from _announcements(draft)
    yield from _annex(tree)
    yield from _last_sentence(draft)


def _annex(tree: t.Tree) -> Iterator[Problem]:
    if tree.annexes:
        return
    announced = pattern("<annex_announced>", tree.language, re.IGNORECASE)
    for paragraph in tree.paragraphs():
        if announced.search(paragraph.text):
            yield Problem("DOC-013", {}, paragraph.number)
            return


def _announcements(draft: Draft) -> Iterator[Problem]:
    for paragraph in draft.paragraphs():
        if not paragraph.points and _ANNOUNCES.search(paragraph.text):
            yield Problem("DOC-028", {}, paragraph.number, paragraph.place)


def _last_sentence(draft: Draft) -> Iterator[Problem]:
    if draft.annexes:
        return
    passages = list(draft.passages())
    text = passages[-1].text if passages else ""
    if text and not finished(text):
        numbers = [paragraph.number for paragraph in draft.paragraphs()]
        yield Problem("DOC-014", {"words": text[-60:]}, numbers[-1] if numbers else "", passages[-1].last)


def lost(source: str, tree: t.Tree, besides: Iterable[str]) -> list[Problem]:
    """Every letter and digit of the file must stand in the tree or among the words that the reader accounts for.

    Letters are counted; words are looked for too, but for those at the ends of lines, which may be parts of words.
    """
    kept = " ".join((*_said(tree), *besides))
    missing = _letters(source) - _letters(kept)
    if missing:
        words = Counter(_WORD.findall(source)) - Counter(_WORD.findall(kept))
        shown = " ".join(word for word in words if any(sign in missing for sign in word))
        return [Problem("DOC-025", {"words": shown[:200] or "".join(missing)})]
    unseen = _words(source) - _words(kept)
    if unseen:
        unseen -= {word for line in source.split("\n") for word in _ends(line)}
    return [Problem("DOC-025", {"words": " ".join(sorted(unseen))[:200]})] if unseen else []


def _letters(text: str) -> Counter[str]:
    """How often each letter and digit stands in a text; digits of every kind as 0 to 9."""
    counts: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        if sign.isalnum():
            counts[western(western_raised(sign))] += count
    return counts


def _words(text: str) -> set[str]:
    return set(_SPELLED.findall(text.replace("\u00ad", "")))


def _ends(line: str) -> tuple[str, ...]:
    words = _SPELLED.findall(line.replace("\u00ad", ""))
    return (words[0], words[-1]) if words else ()


def _said(tree: t.Tree) -> Iterator[str]:
    for section in tree.all_sections():
        yield from (section.number, section.heading)
        for block in section.blocks:
            yield from block_words(block)
    for annex in tree.annexes:
        yield from (annex.number, annex.heading)
        for document in annex.documents:
            yield from (*document.symbols, *document.agenda_items, document.title)
        for block in annex.blocks:
            yield from block_words(block)
    for note in tree.notes:
        yield from (note.number, t.plain(note.runs))


def block_words(block: t.Block) -> Iterator[str]:
    """The words of a block, numbers and calls of notes with them."""
    if isinstance(block, t.Paragraph):
        yield from (block.number, *_run_words(block.runs))
        for point in block.points:
            yield from _point_words(point)
    elif isinstance(block, t.Table):
        yield block.caption
        for row in (block.header, *block.rows):
            for cell in row:
                yield from _run_words(cell.runs)


def _point_words(point: t.Point) -> Iterator[str]:
    yield from (point.label, *_run_words(point.runs))
    for inner in point.points:
        yield from _point_words(inner)


def _run_words(runs: t.Runs) -> Iterator[str]:
    for run in runs:
        yield from (run.text, run.note)


def spoken(language: Language, given: bool) -> list[Problem]:
    """A note that the language was guessed."""
    return [] if given else [Problem("DOC-026", {"language": language})]
