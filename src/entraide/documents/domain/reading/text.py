"""Plain text, the form to which every other file is brought: lines in, tree out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from entraide.documents.domain import symbols
from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

from . import checks
from .broken import mended
from .contents import contents_problems, without_contents
from .decoding import decode
from .draft import Draft, DraftParagraph, DraftSection
from .healing import annexes, heal
from .hyphens import divided
from .language import detect
from .limits import Budget
from .lines import Line, cut, dropped_problems, without_furniture
from .mastheads import job_number, read_head
from .meetings import meeting
from .outline import outline
from .references import linked, references
from .speakers import speakers


def read_text(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of a plain text file. Raises Refused: DOC-001, DOC-002, DOC-004, DOC-008."""
    text, problems = decode(data)
    return read_lines(cut(text), language, budget, problems)


def read_lines(lines: list[Line], language: Language | None, budget: Budget, before: Iterable[Problem] = ()) -> t.Tree:
    """The tree of lines, from whatever file they come."""
    source = "\n".join(line.text for line in lines)
    spoken = language or detect(source)
    kept, dropped = without_furniture(lines)
    kept, contents = without_contents(kept)
    kept, broken = mended(kept)
    draft = outline(divided(kept), budget)
    budget.check()
    head = read_head(draft.preface, spoken)
    _keep_preface(draft, head.rest)
    healed = heal(draft, spoken)
    shown, amiss = annexes(draft)
    tree = t.Tree(spoken, _with_register(head.masthead, dropped), healed.sections(draft.sections), shown, healed.notes)
    tree = with_facts(tree)
    found = [
        *before,
        *checks.spoken(spoken, language is not None),
        *dropped_problems(dropped),
        *contents_problems(contents),
        *broken,
        *draft.problems,
        *healed.problems,
        *amiss,
        *checks.whole(tree, draft),
        *checks.lost(source, tree, [*draft.spent, *head.spent, *(line.text for line in (*dropped, *contents))]),
        *tree.problems,
    ]
    return evolve(tree, problems=tuple(found))


def with_references(tree: t.Tree) -> t.Tree:
    """The tree with what its text refers to."""
    return evolve(tree, references=_references(tree))


def _with_register(head: t.Masthead, dropped: Sequence[Line]) -> t.Masthead:
    """The masthead with its job number; with the symbol of the running heads when the first page has none."""
    said = [line.text for line in dropped]
    found = head.symbols or tuple(symbol.normal for text in said for symbol in symbols.parse(text))
    return evolve(head, job_number=head.job_number or job_number(said), symbols=tuple(dict.fromkeys(found))[:4])


def with_facts(tree: t.Tree) -> t.Tree:
    """The tree with what its text says of speakers, meeting and references."""
    passages = [(paragraph.number, paragraph.text) for paragraph in tree.paragraphs()]
    named, problems = speakers(passages, tree.language)
    held = meeting([text for _number, text in passages], tree.language)
    if not held.dates and passages:
        problems.append(Problem("DOC-032"))
    return evolve(
        tree,
        speakers=tuple(named),
        meeting=held,
        references=_references(tree),
        problems=(*tree.problems, *problems),
    )


def _references(tree: t.Tree) -> tuple[t.Reference, ...]:
    """Those of the paragraphs and their points, each with its notes, in reading order; once per paragraph."""
    notes = {note.number: note for note in tree.notes}
    found: list[t.Reference] = []
    for paragraph in tree.paragraphs():
        for runs in (paragraph.runs, *_point_runs(paragraph.points)):
            called = [notes[number].runs for number in t.notes_of(runs) if number in notes]
            for number in t.notes_of(runs):
                notes.pop(number, None)
            for said in (runs, *called):
                found.extend(references(t.plain(said), tree.language, paragraph.number))
                found.extend(linked(said, paragraph.number))
    for note in notes.values():
        found.extend(references(t.plain(note.runs), tree.language))
    return tuple(dict.fromkeys(found))


def _point_runs(points: Sequence[t.Point]) -> list[t.Runs]:
    return [runs for point in points for runs in (point.runs, *_point_runs(point.points))]


def _keep_preface(draft: Draft, rest: Sequence[str]) -> None:
    """What stands before the first heading and is no masthead is kept as unnumbered text."""
    if rest:
        first, last = draft.preface[0].number, draft.preface[-1].number
        blocks = [DraftParagraph([text], first, last) for text in rest]
        draft.sections.insert(0, DraftSection([], first, blocks=[*blocks]))
        draft.problems.append(Problem("DOC-021", {"words": rest[0][:80]}, "", draft.preface[0].number))
