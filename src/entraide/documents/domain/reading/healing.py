"""From draft to tree: footnote calls out of words, lines joined, everything frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

from .annexes import read_annex
from .calls import Call, Evidence, glued, sure
from .draft import Draft, DraftParagraph, DraftPoint, DraftSection, Passage
from .emphasis import emphasised
from .lines import join

Calls = Sequence[tuple[int, str]]


@define
class Healed:
    """The texts of a draft's passages, with the footnote calls taken out, and where they stood."""

    runs: Mapping[Passage, t.Runs]
    notes: tuple[t.Note, ...]
    problems: list[Problem] = field(factory=list)

    def sections(self, drafts: Sequence[DraftSection]) -> tuple[t.Section, ...]:
        """The sections of the tree."""
        return tuple(
            t.Section(
                draft.number,
                t.plain(self.runs[draft]),
                draft.level,
                tuple(block if isinstance(block, t.Table) else self._paragraph(block) for block in draft.blocks),
                self.sections(draft.sections),
            )
            for draft in drafts
        )

    def _paragraph(self, draft: DraftParagraph) -> t.Paragraph:
        return t.Paragraph(draft.number, self.runs[draft], self._points(draft.points))

    def _points(self, drafts: Sequence[DraftPoint]) -> tuple[t.Point, ...]:
        return tuple(t.Point(draft.label, self.runs[draft], self._points(draft.points)) for draft in drafts)


def heal(draft: Draft, language: Language) -> Healed:
    """The texts of every passage as runs, the footnotes, and what was guessed on the way."""
    passages = list(draft.passages())
    certain = [sure(passage.text) for passage in passages]
    texts = [text for text, _calls in certain]
    evidence = Evidence.of(
        language, draft.notes, [*texts, *(join(line.text for line in a.body) for a in draft.annexes)]
    )
    known = [int(number) for _text, calls in certain for _at, number in calls if number.isdigit()]
    found = glued(passages, texts, evidence, known)
    numbers = _paragraph_numbers(draft)
    problems = [_separated(call, passages[call.passage], numbers) for call in found]
    runs: dict[Passage, t.Runs] = {}
    for turn, passage in enumerate(passages):
        own = [call for call in found if call.passage == turn]
        calls = sorted([*_shifted(certain[turn][1], own), *_positions(own)])
        runs[passage] = emphasised(_runs(_cut(texts[turn], own), calls), passage.emphasis)
        if passage.broken:
            problems.append(Problem("DOC-023", {"symbol": texts[turn][:60]}, numbers[passage], passage.place))
        if calls and isinstance(passage, DraftSection):
            draft.spent.extend(number for _at, number in calls)
            problems.append(Problem("DOC-030", {"number": calls[0][1]}, "", passage.place))
    problems += _unmatched(draft, [*known, *(call.number for call in found)], found, passages, numbers)
    notes = tuple(t.Note(note.number, emphasised((t.Run(note.text),), note.emphasis)) for note in draft.notes)
    return Healed(runs, notes, problems)


def annexes(draft: Draft) -> tuple[tuple[t.Annex, ...], list[Problem]]:
    """The annexes of the tree; the words that their structure says are added to `draft.spent`."""
    read = [read_annex(annex) for annex in draft.annexes]
    draft.spent.extend(word for annex in read for word in annex.spent)
    return tuple(annex.annex for annex in read), [problem for annex in read for problem in annex.problems]


def _paragraph_numbers(draft: Draft) -> dict[Passage, str]:
    """The number of the paragraph that each passage belongs to."""
    numbers: dict[Passage, str] = {}
    current = ""
    for passage in draft.passages():
        if isinstance(passage, DraftSection):
            current = ""
        elif isinstance(passage, DraftParagraph):
            current = passage.number
        numbers[passage] = current
    return numbers


def _separated(call: Call, passage: Passage, numbers: Mapping[Passage, str]) -> Problem:
    head = call.word[: len(call.word) - (call.end - call.start)]
    params = {"word": call.word, "text": head, "number": call.number}
    return Problem("DOC-018", params, numbers[passage], passage.place)


def _cut(text: str, calls: Sequence[Call]) -> str:
    for call in reversed(calls):
        text = text[: call.start] + text[call.end :]
    return text


def _positions(calls: Sequence[Call]) -> list[tuple[int, str]]:
    """Where the calls stand once their own digits are out."""
    found, gone = [], 0
    for call in calls:
        found.append((call.start - gone, str(call.number)))
        gone += call.end - call.start
    return found


def _shifted(certain: Calls, calls: Sequence[Call]) -> list[tuple[int, str]]:
    return [(at - sum(call.end - call.start for call in calls if call.end <= at), number) for at, number in certain]


def _runs(text: str, calls: Calls) -> t.Runs:
    runs: list[t.Run] = []
    end = 0
    for at, number in calls:
        runs.append(t.Run(text[end:at], note=number))
        end = at
    if text[end:] or not runs:
        runs.append(t.Run(text[end:]))
    return tuple(run for run in runs if run.text or run.note)


def _unmatched(
    draft: Draft,
    called: Sequence[int],
    found: Sequence[Call],
    passages: Sequence[Passage],
    numbers: Mapping[Passage, str],
) -> list[Problem]:
    """Calls whose footnote is missing, and footnotes that nothing calls."""
    written = {note.number for note in draft.notes}
    places = {call.number: numbers[passages[call.passage]] for call in found}
    missing = [number for number in dict.fromkeys(called) if str(number) not in written]
    lonely = [note for note in draft.notes if note.number.isdigit() and int(note.number) not in called]
    return [
        *(Problem("DOC-019", {"number": number}, places.get(number, "")) for number in missing),
        *(Problem("DOC-020", {"number": note.number}, "", note.place) for note in lonely),
    ]
