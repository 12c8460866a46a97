"""A report out of a frozen set: the same structure in six languages, paragraphs numbered through, every figure traceable.

    frozen set + questionnaire + facts ──compose──▶ Tree (one language)

Sections of the questionnaire feed chapters by the table below; what it does not name goes to the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from entraide.analysis.domain.figures import choice_tables
from entraide.analysis.domain.frozen import Frozen
from entraide.collection.domain.form import Form, Question
from entraide.documents.domain.tree import Annex, Block, Listing, Masthead, Run, Section, Tree
from entraide.kernel.languages import LANGUAGES, Language

from . import letters
from .counting import amounts, closed, yearly
from .frame import Frame
from .kit import Facts, Kit, numbered, paragraph
from .opening import covered, introduction, respondents
from .quoting import quoted

__all__ = ["Facts", "compose", "compose_all"]

Write = Callable[[Kit], tuple[Block, ...]]

FEEDS: Final[Mapping[str, str]] = {
    "law": "chapter_law",
    "institutions": "chapter_law",
    "figures": "chapter_figures",
    "organized_crime": "chapter_crime",
    "funds": "chapter_crime",
    "difficulties": "chapter_practice",
    "practices": "chapter_practice",
    "assistance": "chapter_needs",
}
"""Section of the questionnaire → chapter of the report."""


def compose(made: Frozen, form: Form, language: Language, *, facts: Facts) -> Tree:
    """The report in one language. Pure: the same set and facts give the same tree."""
    kit = Kit(made, form, Frame(language), facts)
    next_number, sections = 1, []
    for place, (heading, parts) in enumerate(_chapters()):
        section, next_number = _chapter(kit, heading, parts, place, next_number)
        sections.append(section)
    return Tree(language, _masthead(kit), tuple(sections), _annexes(kit))


def compose_all(made: Frozen, form: Form, facts: Facts) -> dict[Language, Tree]:
    """The report in all six languages."""
    return {language: compose(made, form, language, facts=facts) for language in LANGUAGES}


def _chapters() -> tuple[tuple[str, Mapping[str, Write]], ...]:
    """Chapters in order, each with its parts by the heading of the part ("" for a chapter without parts)."""
    return (
        ("chapter_introduction", {"": introduction}),
        ("chapter_response", {"sub_states": respondents, "sub_coverage": covered}),
        ("chapter_law", {"": partial(_questions, chapter="chapter_law")}),
        ("chapter_figures", {"": _figures}),
        ("chapter_crime", {"": _crime}),
        ("chapter_practice", {"": partial(_questions, chapter="chapter_practice")}),
        ("chapter_needs", {"": partial(_questions, chapter="chapter_needs")}),
        ("chapter_reading", {"": _reading}),
    )


def _chapter(kit: Kit, heading: str, parts: Mapping[str, Write], place: int, start: int) -> tuple[Section, int]:
    own: tuple[Block, ...] = ()
    inner = []
    for turn, (name, write) in enumerate(parts.items()):
        blocks, start = numbered(write(kit), start)
        if name:
            inner.append(Section(letters.part(turn, kit.language), kit.frame.say(name), 2, blocks))
        else:
            own = blocks
    return Section(letters.chapter(place, kit.language), kit.frame.say(heading), 1, own, tuple(inner)), start


def _masthead(kit: Kit) -> Masthead:
    frame = kit.frame
    return Masthead(
        symbols=(kit.facts.symbol,),
        title=frame.say("title"),
        distribution="General",
        date=kit.facts.date,
        banner=frame.say("banner") if kit.made.invented else "",
    )


def _of(kit: Kit, chapter: str) -> tuple[Question, ...]:
    """The questions of the sections that feed a chapter, in the order of the paper."""
    fed = (section for section in kit.form.sections if FEEDS.get(section.name) == chapter)
    return tuple(question for section in fed for question in section.questions())


def _names(questions: tuple[Question, ...]) -> tuple[str, ...]:
    return tuple(question.name for question in questions)


def _open(questions: tuple[Question, ...]) -> tuple[str, ...]:
    return tuple(question.name for question in questions if question.multiline and not question.repeat)


def _questions(kit: Kit, chapter: str) -> tuple[Block, ...]:
    """The closed questions of a chapter, then what was said in words."""
    asked = _of(kit, chapter)
    blocks: tuple[Block, ...] = (*closed(kit, _names(asked)), *quoted(kit, _open(asked)))
    return blocks or (paragraph(*kit.frame.runs("nothing_asked")),)


def _figures(kit: Kit) -> tuple[Block, ...]:
    asked = _of(kit, "chapter_figures")
    return (*yearly(kit), *closed(kit, _names(asked)), *quoted(kit, _open(asked)))


def _crime(kit: Kit) -> tuple[Block, ...]:
    """Links with crime; amounts of money of any section stand here, side by side."""
    asked = _of(kit, "chapter_crime")
    return (*closed(kit, _names(asked)), *quoted(kit, _open(asked)), *amounts(kit, kit.questions))


def _reading(kit: Kit) -> tuple[Block, ...]:
    """How to read the figures, and by what fingerprint to check them."""
    return (
        paragraph(*kit.frame.runs("reading_counts")),
        paragraph(*kit.frame.runs("reading_trace")),
        Listing(((Run(kit.facts.content_hash),),)),
        paragraph(*kit.frame.runs("names_note")),
    )


def _annexes(kit: Kit) -> tuple[Annex, ...]:
    """Closed questions of sections that feed no chapter."""
    fed = {name for chapter in set(FEEDS.values()) for name in _names(_of(kit, chapter))}
    rest = [table.question for table in choice_tables(kit.made, kit.form) if table.question not in fed]
    blocks, _next = numbered(closed(kit, rest), 1)
    return (Annex(kit.frame.say("annex_heading"), blocks=blocks),) if blocks else ()
